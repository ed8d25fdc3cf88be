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
	return a.console(ctx, watching{src: r.src, model: r.model, judged: r.judge.judged, end: r.feed.Stop}, tui.Options{Source: r.title(), Mode: tui.Live, Link: r.link})
}
