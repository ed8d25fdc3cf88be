package training

import (
	"context"
	"math/rand/v2"
	"time"

	"rigscope/inference/nn"
	"rigscope/sensor"
)

// shards is how many parts a batch is cut into. It is fixed, so that the
// result does not depend on the number of cores.
const shards = 2

// reportEvery steps the progress is told.
const reportEvery = 20

// trainer holds one run of stage 1.
type trainer struct {
	nets    []autoencoder
	clean   [][]float32 // [N] windows of [C×T], scaled
	c, t    int
	rng     *rand.Rand
	opt     Options
	adam    *nn.Adam
	tapes   []*nn.Tape
	batches [][]float32 // [shards] memory for a shard [C, b, T]
}

// stage1 fits the autoencoders to clean windows by mean square error and
// then leaves them alone (method.md §3 step 4). It returns the steps taken
// and the mean loss of the last tenth of them.
func stage1(ctx context.Context, nets []autoencoder, ws []sensor.Window, scale sensor.Scaler, rng *rand.Rand, opt Options) (int, float64, error) {
	tr := &trainer{nets: nets, c: ws[0].C, t: ws[0].T, rng: rng, opt: opt,
		adam: nn.NewAdam(params(nets)), tapes: nn.NewWorkers(shards, nil), batches: make([][]float32, shards)}
	for _, w := range ws {
		tr.clean = append(tr.clean, scaled(w, scale))
	}
	steps := opt.Steps
	if opt.Epochs > 0 {
		steps = max(opt.Epochs*len(ws)/opt.Batch, 1)
	}
	return tr.run(ctx, steps)
}

func scaled(w sensor.Window, scale sensor.Scaler) []float32 {
	out, x := make([]float32, len(w.X)), make([]float64, w.T)
	for c := range w.C {
		scale.To(c, x, w.Channel(c))
		for i, v := range x {
			out[c*w.T+i] = float32(v)
		}
	}
	return out
}

func (tr *trainer) run(ctx context.Context, steps int) (int, float64, error) {
	clock := newClock(tr.opt)
	sum, last := 0.0, 0.0
	for i := 0; i < steps; i++ {
		if err := ctx.Err(); err != nil {
			return i, 0, err
		}
		loss := tr.step(nn.Cosine(tr.opt.Rate, i, steps))
		sum += loss
		if i >= steps-max(steps/10, 1) {
			last += loss / float64(max(steps/10, 1))
		}
		if done := i + 1; done%reportEvery == 0 || done == steps {
			steps = clock.fit(done, steps)
			tr.opt.Progress(Progress{Stage: "autoencoder", Step: done, Of: steps, Loss: sum / float64((done-1)%reportEvery+1), Left: clock.left(done, steps)})
			sum = 0
		}
	}
	return steps, last, nil
}

// step draws a batch, computes the loss over all channels and moves.
func (tr *trainer) step(rate float64) float64 {
	pick := make([]int, tr.opt.Batch)
	for i := range pick {
		pick[i] = tr.rng.IntN(len(tr.clean))
	}
	losses := make([]float64, shards)
	nn.Parallel(shards, len(pick), func(worker, lo, hi int) {
		losses[worker] = tr.shard(worker, pick[lo:hi], float32(hi-lo)/float32(len(pick)))
	})
	nn.Reduce(tr.tapes)
	tr.adam.Update(rate)
	sum := 0.0
	for _, l := range losses {
		sum += l
	}
	return sum
}

// shard is one worker's part of the loss, with its gradient on its tape.
func (tr *trainer) shard(worker int, pick []int, weight float32) float64 {
	b, t := len(pick), tr.t
	if len(tr.batches[worker]) != tr.c*b*t {
		tr.batches[worker] = make([]float32, tr.c*b*t)
	}
	x := tr.batches[worker] // [C, b, T]
	for i, k := range pick {
		for c := range tr.c {
			copy(x[(c*b+i)*t:][:t], tr.clean[k][c*t:])
		}
	}
	tape := tr.tapes[worker]
	tape.Reset()
	in := tape.Input([]int{tr.c, b, t}, x)
	loss := tape.Scale(tape.MSE(reconstruct(tape, tr.nets, in), x), weight)
	tape.Backward(loss)
	return float64(loss.X[0])
}

// clock turns elapsed time into an estimate and keeps to the budget.
type clock struct {
	now    func() time.Time
	start  time.Time
	budget time.Duration
}

func newClock(opt Options) clock {
	if opt.Now == nil {
		return clock{}
	}
	return clock{opt.Now, opt.Now(), opt.Budget}
}

func (c clock) left(done, of int) time.Duration {
	if c.now == nil {
		return 0
	}
	return c.now().Sub(c.start) * time.Duration(of-done) / time.Duration(done)
}

// fit shortens the run so that it ends within the budget.
func (c clock) fit(done, of int) int {
	if c.now == nil || c.budget == 0 {
		return of
	}
	possible := int(float64(done) * float64(c.budget) / float64(max(c.now().Sub(c.start), 1)))
	return max(min(of, possible), done)
}
