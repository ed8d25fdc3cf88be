package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"rigscope/inference"
	"rigscope/sensor"
	"rigscope/sources"
)

// maxBatch windows are assessed in one go while the source is ready.
const maxBatch = 64

// Judged is told of every frame exactly once, in order: a run of frames and
// the verdict that is the first to cover them. v is nil for frames that no
// window covered (a recording or a stretch shorter than a window). An error
// ends the run.
type Judged func(frames []sensor.Frame, v *inference.Verdict) error

// Pipeline runs one source through one model. Make one with New.
type Pipeline struct {
	src    sources.Source
	judge  Judge
	judged Judged
	info   ModelInfo

	slider  *sensor.Slider
	waiting []sensor.Frame  // not judged yet, oldest first
	batch   []sensor.Window // cut but not assessed
	history *history
	events  events
	strip   strip
	counts  Counts
	last    *inference.Verdict

	drilling drilling

	latest atomic.Pointer[Snapshot]
}

// Judge gives verdicts on windows in order. *inference.Assessor is one;
// *inference.Watcher stands in where there is no model.
type Judge interface {
	Spec() *inference.Spec
	Assess([]sensor.Window) ([]inference.Verdict, error)
	Restart() // the stream begins anew
}

// New joins a source and a judge; judged may be nil. The model must know
// the source's channels, in the same order.
func New(src sources.Source, a Judge, info ModelInfo, judged Judged) (*Pipeline, error) {
	spec := a.Spec()
	if err := sameChannels(src.Rig(), spec.Rig); err != nil {
		return nil, err
	}
	info.FAR, info.Achieved = spec.Calibration.FAR, spec.Calibration.Achieved
	info.Window, info.Hop = spec.Rig.Window, spec.Hop
	return &Pipeline{
		src: src, judge: a, info: info, judged: judged,
		slider:   sensor.NewSlider(spec.Rig, spec.Rig.Window, spec.Hop),
		history:  newHistory(spec.Rig),
		strip:    newStrip(spec.Rig, spec.Hop),
		events:   events{slack: spec.Rig.Grid(spec.Rig.Window)},
		drilling: drilling{rig: spec.Rig, spread: spec.Scaler.Scale, reach: spec.Rig.Grid(spec.Rig.Window - 1 + echo*spec.Hop)},
	}, nil
}

func sameChannels(src, model sensor.Rig) error {
	if len(src.Channels) != len(model.Channels) {
		return fmt.Errorf("%w: the model knows %d channels, the source has %d", inference.ErrSpec, len(model.Channels), len(src.Channels))
	}
	for i, c := range model.Channels {
		if src.Channels[i].Name != c.Name {
			return fmt.Errorf("%w: channel %d is %q in the model and %q in the source", inference.ErrSpec, i+1, c.Name, src.Channels[i].Name)
		}
	}
	return nil
}

// Latest is the newest snapshot, or nil before the first. It never blocks
// and may be called from any goroutine.
func (p *Pipeline) Latest() *Snapshot { return p.latest.Load() }

// Run works until the source ends (nil), ctx ends (its error) or something
// breaks. It does not close the source.
func (p *Pipeline) Run(ctx context.Context) error {
	err := p.run(ctx)
	p.publish(true, err)
	return err
}

func (p *Pipeline) run(ctx context.Context) error {
	for {
		f, err := p.src.Next(ctx)
		var bad *sources.FrameError
		switch {
		case errors.As(err, &bad):
			if !bad.Told {
				p.counts.BadRows++
			}
			p.events.notice(bad.Error(), p.now())
			continue
		case errors.Is(err, io.EOF):
			return p.finish()
		case err != nil && ctx.Err() == nil:
			return errors.Join(err, p.finish()) // what came before it counts
		case err != nil:
			return err
		}
		if err := p.take(f); err != nil {
			return err
		}
	}
}

// take adds one frame and assesses what is due.
func (p *Pipeline) take(f sensor.Frame) error {
	if n := len(p.history.times); n > 0 && p.slider.Jumps(p.history.times[n-1], f.T) {
		if err := p.jump(f); err != nil {
			return err
		}
	}
	p.counts.Frames++
	p.waiting = append(p.waiting, f)
	p.history.add(f)
	if w, ok := p.slider.Push(f); ok {
		p.batch = append(p.batch, w)
	}
	if ready := sources.Ready(p.src); ready && len(p.batch) < maxBatch && len(p.waiting) < maxBatch*p.info.Window {
		return nil
	}
	if err := p.assess(); err != nil {
		return err
	}
	p.publish(false, nil)
	return nil
}

// jump closes the stretch before a step in time. A step back begins a new
// history, a step ahead leaves a gap in it.
func (p *Pipeline) jump(f sensor.Frame) error {
	back := !f.T.After(p.history.times[len(p.history.times)-1])
	if err := p.finish(); err != nil {
		return err
	}
	p.events.interrupt(p.now())
	if back {
		p.judge.Restart()
		p.history.restart()
	} else {
		p.history.gap()
	}
	return nil
}

// finish judges the frames since the last window and passes on what is too
// short to be judged.
func (p *Pipeline) finish() error {
	if w, ok := p.slider.Last(); ok {
		p.batch = append(p.batch, w)
	}
	if err := p.assess(); err != nil {
		return err
	}
	return p.deliver(len(p.waiting), nil)
}

// assess runs the batch through the model.
func (p *Pipeline) assess() error {
	if len(p.batch) == 0 {
		return nil
	}
	verdicts, err := p.judge.Assess(p.batch)
	if err != nil {
		return err
	}
	p.batch = p.batch[:0]
	p.drilling.look()
	for i := range verdicts {
		v := &verdicts[i]
		p.counts.Windows++
		p.drilling.mark(v, p.last, p.history.epoch)
		p.last = v
		if p.info.Name != "" { // without a model nobody said anything
			p.events.verdict(v)
		}
		p.strip.verdict(v)
		if err := p.deliver(v.New, v); err != nil {
			return err
		}
	}
	return nil
}

// deliver hands the oldest n waiting frames on with their verdict.
func (p *Pipeline) deliver(n int, v *inference.Verdict) error {
	if n == 0 {
		return nil
	}
	p.history.judge(n, v)
	frames := p.waiting[:n]
	p.drilling.answer(frames, v, p.history.epoch)
	p.waiting = p.waiting[n:]
	if p.judged == nil {
		return nil
	}
	return p.judged(frames, v)
}
