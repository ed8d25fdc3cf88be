package training

import (
	"cmp"
	"context"
	"math"

	"rigscope/inference"
	"rigscope/sensor"
)

// seal calibrates the network through the engine and writes it.
func (f *fitting) seal(ctx context.Context) (Result, error) {
	const rounds = 3
	tell := func(step int) { f.opt.Progress(Progress{Stage: "calibrate", Step: step, Of: rounds}) }
	tell(0)
	if err := f.calibrate(ctx); err != nil {
		return Result{}, err
	}
	tell(1)
	if err := f.achieved(ctx); err != nil {
		return Result{}, err
	}
	tell(2)
	if err := f.limits(ctx); err != nil {
		return Result{}, err
	}
	model, err := f.net.encode(f.spec, whole)
	if err != nil {
		return Result{}, err
	}
	tell(rounds)
	return Result{Model: model, Spec: f.spec}, nil
}

// calibrate learns thresholds and clean scores from windows no weight was
// fitted to; they only said when to stop. Overlapping ones set thresholds; those that p-values count
// share no row.
func (f *fitting) calibrate(ctx context.Context) error {
	t, cal := f.spec.Rig.Window, &f.spec.Calibration
	dense, apart := spread(f.parts.calibrate, t, t/4, mostCalibrated), spread(f.parts.calibrate, t, t, mostCalibrated)
	d, err := f.net.ask(ctx, f.spec, whole, f.opt, dense, nil)
	if err != nil {
		return err
	}
	a, err := f.net.ask(ctx, f.spec, whole, f.opt, apart, nil)
	if err != nil {
		return err
	}
	f.spec.Evidence, f.spec.Kinds = evidence, kindNames()
	*cal = inference.Calibration{FAR: f.opt.FAR}
	cal.Sigma, cal.Explained = virtualError(dense, d, f.spec.Scaler)
	cal.Fit(&f.spec, d, a)
	streams, err := f.streams(ctx, f.parts.calibrate)
	if err != nil {
		return err
	}
	f.spec.FitDrift(streams)
	return nil
}

// mostCalibrated windows and hops are enough for any threshold; the memory of
// calibration ends with them.
const mostCalibrated = 8000

// streams runs the network over each segment, hop by hop.
func (f *fitting) streams(ctx context.Context, segs []Segment) ([]inference.Stream, error) {
	var out []inference.Stream
	for _, s := range some(segs, mostCalibrated*f.spec.Hop) {
		ws := windows([]Segment{s}, f.spec.Rig.Window, f.spec.Hop)
		outs, err := f.net.ask(ctx, f.spec, whole, f.opt, ws, nil)
		if err != nil {
			return nil, err
		}
		out = append(out, inference.Stream{Windows: ws, Outputs: outs})
	}
	return out, nil
}

// achieved counts false alarms, segment by segment, on windows that nothing
// was fitted to.
func (f *fitting) achieved(ctx context.Context) error {
	streams, err := f.streams(ctx, f.parts.test)
	if err != nil {
		return err
	}
	f.spec.Achieve(streams)
	return f.alarms(ctx, streams)
}

// alarms counts what would have rung on the clean streams, with every witness
// at work.
func (f *fitting) alarms(ctx context.Context, streams []inference.Stream) error {
	file, err := f.net.encode(f.spec, whole)
	if err != nil {
		return err
	}
	return session(file, f.opt, func(m inference.Model) error {
		a, err := inference.NewAssessor(m)
		if err != nil {
			return err
		}
		total, hops := 0, 0
		for _, st := range streams {
			rang, err := assessed(ctx, a, st.Windows)
			if err != nil {
				return err
			}
			n, _ := inference.Episodes(rang, inference.EpisodeGap)
			total, hops = total+n, hops+len(rang)
		}
		f.spec.Calibration.Episodes = float64(total) / max(f.spec.Days(hops), 1e-9)
		return nil
	})
}

// assessed says for each window of a stream whether an alarm was on.
func assessed(ctx context.Context, a *inference.Assessor, ws []sensor.Window) ([]bool, error) {
	var rang []bool
	for i := range ws {
		if i == 0 {
			ws[i].New = ws[i].T
		}
		vs, err := a.Assess(ws[i : i+1])
		if err := cmp.Or(err, ctx.Err()); err != nil {
			return nil, err
		}
		rang = append(rang, vs[0].Alarm)
	}
	return rang, nil
}

// virtualError is the σ of the virtual sensors on clean windows [unit] and
// the share of the variance they explain.
func virtualError(ws []sensor.Window, outs []inference.Output, scale sensor.Scaler) (sigma, explained []float64) {
	c := ws[0].C
	sigma, explained = make([]float64, c), make([]float64, c)
	for ch := range c {
		var n, sum, square, err float64
		for i, w := range ws {
			for t, x := range w.Channel(ch) {
				d := x - outs[i].Virtual[ch*w.T+t]
				x -= scale.Center[ch]
				n, sum, square, err = n+1, sum+x, square+x*x, err+d*d
			}
		}
		sigma[ch] = max(math.Sqrt(err/n), leastResidual*scale.Scale[ch])
		if variance := square/n - sum/n*sum/n; variance > 0 {
			explained[ch] = max(0, 1-err/n/variance)
		}
	}
	return sigma, explained
}
