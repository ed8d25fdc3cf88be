package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"rigscope/inference"
	"rigscope/tui"
)

// printLive prints verdict lines until ctx or the ports end.
func (a *app) printLive(ctx context.Context, r *liveRun) error {
	o, err := a.create("-")
	if err != nil {
		return err
	}
	r.judge.files = []*output{o}
	r.keepVerdicts(inference.NewLines(prompt{o}))
	r.talk = a.err
	running, stop := r.until(ctx)
	defer stop()
	broken := inData(r.judge.run(running, r.src))
	ports := r.link()
	r.judge.tally.Late = r.src.Late()
	fmt.Fprintln(a.err, strings.Join(heard(ports), "; "))
	if err := r.judge.finish(a.err); !errors.Is(err, errFault) {
		return joinFirst(broken, err)
	}
	return broken // finding a fault is what watching is for
}

// prompt lets nobody wait for a line.
type prompt struct{ *output }

func (p prompt) Write(line []byte) (int, error) {
	n, err := p.output.Write(line)
	return n, errors.Join(err, p.Flush())
}

// watchLive shows the console until the user quits.
func (a *app) watchLive(ctx context.Context, r *liveRun) error {
	r.keepVerdicts(r.judge.lines)
	drills := newDrills(r.src, r.model)
	r.labelDrills(drills)
	return a.console(ctx, watching{src: drills.src, model: r.model, profile: r.rigFile, judged: r.judge.judged, drills: drills, end: r.feed.Stop},
		tui.Options{Source: r.title(), Mode: tui.Live, Link: r.link, Keep: r.keep()})
}

// keep is where the console's notes go.
func (r *liveRun) keep() tui.Keep {
	k := tui.Keep{Captures: r.judge.captures.State}
	if r.rec != nil {
		k.Mark, k.Tell = r.rec.Marker, r.rec.Event
	}
	return k
}

// captured tells of a capture: in the recording, and without a screen on
// stderr.
func (r *liveRun) captured(a *app, json bool) func(tui.Capture) {
	return func(done tui.Capture) {
		if r.rec != nil && done.Err == nil {
			r.rec.Event(done.T, fmt.Sprintf("captured %s: %d rows around %s", done.File, done.Rows, done.Why))
		}
		if !a.screenWanted(json) {
			a.tellCaptured(done)
		}
	}
}
