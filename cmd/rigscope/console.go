package main

import (
	"context"
	"errors"
	"os"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/sources"
	"rigscope/tui"
	"rigscope/tui/chart"
)

// watching is a run to be shown.
type watching struct {
	src    sources.Source
	model  loaded
	tr     tui.Transport   // nil: nothing can be wound
	judged pipeline.Judged // nil: nobody else wants the verdicts
	end    func()          // lets src come to its end, so that all that arrived is judged; nil: src is closed
}

// console shows a run on the terminal until the user quits or ctx ends. It
// owns the pipeline's goroutine: when the screen ends, the source is ended
// and the run waited for.
func (a *app) console(ctx context.Context, w watching, opt tui.Options) error {
	p, err := pipeline.New(w.src, w.model.Judge, w.model.info, w.judged)
	if err != nil {
		return err
	}
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	done := make(chan error, 1)
	watched, unwatch := context.WithCancel(ctx)
	defer unwatch()
	go func() { done <- safely(running, p.Run, unwatch) }()
	screen := a.told(tui.Run(watched, tui.New(p, w.tr, a.look(opt)), a.in, a.out))
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
	look := tui.Detect(os.Getenv)
	opt.Profile, opt.Glyphs, opt.Terminal = look.Profile, look.Glyphs, look.Terminal
	opt.Budget, opt.Sweep = a.budget(), a.config.Motion == sweepMotion
	if a.noColor {
		opt.Profile = tui.NoColor
	}
	if a.ascii {
		opt.Glyphs = chart.ASCII
	}
	opt.Version, opt.FPS = version, a.config.FPS
	return opt
}

// screenWanted says whether there is a terminal on both ends that can draw.
func (a *app) screenWanted(json bool) bool {
	t := os.Getenv("TERM")
	return !json && t != "" && t != "dumb" && isTerminal(a.out) && isTerminal(a.in)
}

// printVerdicts is the other way to watch: verdict lines on standard output.
func (a *app) printVerdicts(ctx context.Context, src sources.Source, m loaded) (*headless, error) {
	o, err := a.create("-")
	if err != nil {
		return nil, err
	}
	run := &headless{loaded: m, tally: newTally(), files: []*output{o}, lines: inference.NewLines(o)}
	return run, inData(run.run(ctx, src))
}
