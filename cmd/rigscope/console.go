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

// console shows a run on the terminal until the user quits or ctx ends. It
// owns the pipeline's goroutine: when the screen ends, the source is closed
// and the run waited for.
func (a *app) console(ctx context.Context, src sources.Source, m loaded, tr tui.Transport, opt tui.Options) error {
	p, err := pipeline.New(src, m.Assessor, m.info, nil)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	screen := tui.Run(ctx, tui.New(p, tr, a.look(opt)), a.in, a.out)
	cancel()
	src.Close()
	run := <-done
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
	opt.Profile, opt.Glyphs = look.Profile, look.Glyphs
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
