package main

import (
	"context"
	"errors"
	"os"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/sources"
	"rigscope/tui"
)

// watching is a run to be shown.
type watching struct {
	src     sources.Source
	model   loaded
	profile string          // file of the rig; empty: it came with the model
	tr      tui.Transport   // nil: nothing can be wound
	judged  pipeline.Judged // nil: nobody else wants the verdicts
	drills  *drills         // of src, which is theirs; nil: none can be run
	end     func()          // lets src come to its end, so that all that arrived is judged; nil: src is closed
}

// console shows a run on the terminal until the user quits or ctx ends. It
// owns the pipeline's goroutine: when the screen ends, the source is ended
// and the run waited for.
func (a *app) console(ctx context.Context, w watching, opt tui.Options) error {
	p, err := pipeline.New(w.src, w.model.Judge, w.model.info, w.judged)
	if err != nil {
		return err
	}
	if w.drills != nil {
		p.Drill(w.drills)
		opt.Drills = w.drills
	}
	opt.Insight = newInsight(w.model, opt.Source, p.Latest).asked()
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	opt.Report = a.reporter(opt.Source, w.model)
	done := make(chan error, 1)
	watched, unwatch := context.WithCancel(ctx)
	defer unwatch()
	go func() { done <- safely(running, p.Run, unwatch) }()
	x := &exporter{app: a}
	opt.Keep.Export = x.export
	opt = a.look(opt)
	opt.Changed = a.reloading(w.profile)
	screen := a.told(tui.Run(watched, tui.New(p, w.tr, opt), a.in, a.out))
	x.close()
	if w.end == nil {
		cancel()
		w.src.Close()
	} else {
		w.end()
	}
	run := a.told(<-done)
	if errors.Is(run, context.Canceled) || errors.Is(run, sources.ErrClosed) {
		run = nil
	}
	if run != nil {
		a.log.Error("run ended", "error", run)
	}
	return errors.Join(screen, inData(run))
}

// look fills in what the terminal can show, as flags, environment and
// configuration say.
func (a *app) look(opt tui.Options) tui.Options {
	s := a.settings(a.config)
	opt.Profile, opt.Light, opt.Glyphs, opt.FPS, opt.Keys = s.Profile, s.Light, s.Glyphs, s.FPS, s.Keys
	opt.Version, opt.Mouse = version, a.config.Mouse
	opt.Terminal, opt.Budget, opt.Sweep = tui.Detect(os.Getenv).Terminal, a.budget(), a.config.Motion == sweepMotion
	return opt
}

// screenWanted says whether there is a terminal on both ends that can draw.
func (a *app) screenWanted(json bool) bool {
	t := os.Getenv("TERM")
	return !json && t != "" && t != "dumb" && isTerminal(a.out) && isTerminal(a.in)
}

// printVerdicts is the other way to watch: verdict lines on standard output.
func (a *app) printVerdicts(ctx context.Context, src sources.Source, m loaded, seen *captures) (*headless, error) {
	o, err := a.create("-")
	if err != nil {
		return nil, err
	}
	run := &headless{loaded: m, tally: newTally(), files: []*output{o}, lines: inference.NewLines(o), captures: seen}
	return run, inData(run.run(ctx, src))
}
