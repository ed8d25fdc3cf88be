package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"rigscope/replay"
	"rigscope/tui"
)

type demoFlags struct {
	triggerFlags
	seed  uint64
	speed string
	json  bool
	span  time.Duration
}

func (a *app) demoCommand() *cobra.Command {
	var d demoFlags
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Watch a simulated pump rig whose sensors break one after another",
		Long: `demo shows the whole console on a simulated pump rig with the bundled model. Its
sensors break on a schedule. Without a terminal, or with --json, it prints
verdict lines as fast as it can, for one round of the schedule unless --for
says otherwise.`,
		Example: "  rigscope demo\n  rigscope demo --json --for 60s --seed 3",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.demo(cmd.Context(), d) },
	}
	f := cmd.Flags()
	d.add(f)
	a.line.add(f)
	f.Uint64Var(&d.seed, "seed", 1, "seed of the rig")
	f.StringVar(&d.speed, "speed", "", "times real time, or max (default 1 on the console, max without)")
	f.BoolVar(&d.json, "json", false, "print verdict lines instead of drawing")
	f.DurationVar(&d.span, "for", 0, "end after this much data time, such as 60s")
	return cmd
}

func (a *app) demo(ctx context.Context, d demoFlags) error {
	screen := a.screenWanted(d.json)
	speed, err := parseSpeed(d.speed, screen)
	if err != nil {
		return err
	}
	if d.span < 0 {
		return usage("--for %s: want a time above 0", d.span)
	}
	m, err := openModel("")
	if err != nil {
		return err
	}
	defer m.close()
	if d.span == 0 && !screen {
		d.span = demoRound
	}
	src, err := newDemoRig(d.seed, d.span)
	if err != nil {
		return err
	}
	pacer := replay.Pace(src, replay.PaceOptions{Speed: speed, Hold: screen})
	defer pacer.Close()
	seen, err := a.watchFor(d.triggerFlags, m, "", screen)
	if err != nil {
		return err
	}
	defer seen.close()
	if screen {
		drills := newDrills(pacer, m)
		return a.console(ctx, watching{src: drills.src, model: m, tr: pacer, drills: drills, judged: seen.callback()},
			tui.Options{Source: "simulated pump rig", Mode: tui.Demo, Keep: tui.Keep{Captures: seen.State}})
	}
	run, err := a.printVerdicts(ctx, pacer, m, seen)
	if err != nil {
		return err
	}
	seen.close() // what it captured is told before the sum
	run.tally.Rows = run.tally.Frames
	if err := run.finish(a.err); !errors.Is(err, errFault) {
		return err
	}
	return nil
}
