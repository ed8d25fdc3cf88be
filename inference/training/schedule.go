package training

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"rigscope/inference/nn"
)

// ErrDiverged is what a run ends with whose loss is no number any more.
var ErrDiverged = errors.New("training diverged")

// schedule is the loop that every stage runs: learning rates fall as a
// cosine, the budget shortens it, a check on data the stage does not fit
// stops it early, and the best weights are the ones kept.
type schedule struct {
	stage  string
	of     int         // steps
	params []*nn.Param // what learns
	check  func() float64
	norms  func() []float64 // of the layers, for the progress; nil: none
	clock  clock
	tell   func(Progress)
}

// How often a run looks at the check, and how many looks without anything
// better end it. Under a cosine the best is usually the last.
const (
	looks    = 20
	patience = 6
)

// reportEvery steps the progress is told.
const reportEvery = 20

// progressed is what became of a run.
type progressed struct {
	steps int
	loss  float64 // mean of the last tenth of the steps
}

// steps calls step with its number and the factor on the learning rates
// until the run is over. step returns its loss.
func (s schedule) steps(ctx context.Context, step func(i int, decay float64) float64) (progressed, error) {
	best := keeper{least: math.Inf(1), params: s.params}
	var losses []float64
	for i := 0; i < s.of; i++ {
		if err := ctx.Err(); err != nil {
			return progressed{}, err
		}
		losses = append(losses, step(i, nn.Cosine(1, i, s.of)))
		done := i + 1
		if l := losses[i]; math.IsNaN(l) || math.IsInf(l, 0) {
			return progressed{}, fmt.Errorf("%w at step %d of the %s: its loss is no number", ErrDiverged, done, s.stage)
		}
		if done%reportEvery == 0 || done == s.of {
			s.of = s.clock.fit(done, s.of)
			s.report(losses, best.last)
		}
		if s.check != nil && (done%max(s.of/looks, 1) == 0 || done == s.of) && !best.look(s.check()) {
			s.of = done // nothing better comes
			s.report(losses, best.last)
		}
	}
	best.restore()
	return progressed{len(losses), tail(losses, max(len(losses)/10, 1))}, nil
}

func (s schedule) report(losses []float64, held float64) {
	p := Progress{Stage: s.stage, Step: len(losses), Of: s.of, Loss: tail(losses, reportEvery), Held: held, Left: s.clock.left(len(losses), s.of)}
	if s.norms != nil {
		p.Norms = s.norms()
	}
	s.tell(p)
}

// tail is the mean of the last n.
func tail(v []float64, n int) float64 {
	v = v[max(len(v)-n, 0):]
	sum := 0.0
	for _, x := range v {
		sum += x / float64(len(v))
	}
	return sum
}

// keeper remembers the weights with the least loss on data that was held
// back.
type keeper struct {
	params []*nn.Param
	least  float64
	last   float64
	kept   [][]float32
	worse  int // looks since
}

// look takes the loss now and says whether to go on.
func (k *keeper) look(loss float64) bool {
	k.last = loss
	if loss < k.least {
		k.least, k.kept, k.worse = loss, weights(k.params), 0
		return true
	}
	k.worse++
	return k.worse < patience
}

func (k *keeper) restore() {
	if k.kept != nil {
		restore(k.params, k.kept)
	}
}

// clock turns elapsed time into an estimate and keeps to the budget. The
// zero clock knows no time.
type clock struct {
	now    func() time.Time
	start  time.Time
	budget time.Duration // 0: any
}

func (c clock) left(done, of int) time.Duration {
	if c.now == nil {
		return 0
	}
	return c.now().Sub(c.start) * time.Duration(of-done) / time.Duration(done)
}

// spent says that the budget is used up.
func (c clock) spent() bool {
	return c.now != nil && c.budget > 0 && c.now().Sub(c.start) >= c.budget
}

// fit shortens the run so that it ends within the budget.
func (c clock) fit(done, of int) int {
	if c.now == nil || c.budget == 0 {
		return of
	}
	possible := int(float64(done) * float64(c.budget) / float64(max(c.now().Sub(c.start), 1)))
	return max(min(of, possible), done)
}

// purse shares a budget among the stages that are still to come.
type purse struct {
	now    func() time.Time
	end    time.Time // zero: any
	shares []float64 // of the stages to come
}

func newPurse(opt Options, shares ...float64) *purse {
	p := &purse{now: opt.Now, shares: shares}
	if opt.Now != nil && opt.Budget > 0 {
		p.end = opt.Now().Add(opt.Budget)
	}
	return p
}

// next is the clock of the next stage: its share of what is left, so that
// time a stage saved goes to those after it.
func (p *purse) next() clock {
	if p.now == nil {
		return clock{}
	}
	c := clock{now: p.now, start: p.now()}
	if !p.end.IsZero() {
		sum := 0.0
		for _, s := range p.shares {
			sum += s
		}
		c.budget = max(time.Duration(float64(p.end.Sub(c.start))*p.shares[0]/sum), 1)
	}
	p.shares = p.shares[1:]
	return c
}
