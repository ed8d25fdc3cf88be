package main

import (
	"context"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rigscope/replay"
	"rigscope/replay/mcap"
	"rigscope/sensor"
	"rigscope/tui"
)

// leadWindows is how many windows before the target of a seek are judged at
// once, so that charts and verdicts are there when it is reached.
const leadWindows = 4

// measureRows bounds how much of a log is read ahead to learn its length.
const measureRows = 5_000_000

type replaying struct {
	logFlags
	triggerFlags
	speed, start string
	loop, json   bool
	verify       bool
}

func (a *app) replayCommand() *cobra.Command {
	var r replaying
	cmd := &cobra.Command{
		Use:   "replay LOG",
		Short: "Watch a recording on the console",
		Long: `replay plays a recording through a model on the console: raw signals, anomaly
scores and corrected traces side by side. Without a terminal, or with --json,
it prints verdict lines; they are the same at any speed. --verify judges what
live recorded anew and ends with 1 where a verdict differs from the live one.`,
		Example: "  rigscope replay incident.csv --model rig.onnx\n  rigscope replay incident.csv --model rig.onnx --speed 10 --start 1:26:00\n  rigscope replay today.mcap --model rig.onnx --verify",
		Args:    oneLog,
		RunE:    func(cmd *cobra.Command, args []string) error { return a.replay(cmd.Context(), args[0], r) },
	}
	r.logFlags.add(cmd)
	r.triggerFlags.add(cmd.Flags())
	f := cmd.Flags()
	a.line.add(f)
	f.StringVar(&r.speed, "speed", "", "times real time, or max (default 1 on the console, max without)")
	f.StringVar(&r.start, "start", "", "where to begin: time since the start of the log (1:26:06, 90s) or RFC 3339")
	f.BoolVar(&r.loop, "loop", false, "begin again at the end")
	f.BoolVar(&r.json, "json", false, "print verdict lines instead of drawing")
	f.BoolVar(&r.verify, "verify", false, "compare with the verdicts of the live run that made the recording")
	return cmd
}

func (a *app) replay(ctx context.Context, log string, r replaying) error {
	screen := a.screenWanted(r.json)
	if screen && log == "-" {
		return usage("the console needs the keyboard, so the log cannot come from standard input: give a file or use --json")
	}
	speed, err := parseSpeed(r.speed, screen)
	if err != nil {
		return err
	}
	m, err := r.watched(log)
	if err != nil {
		return err
	}
	defer m.close()
	rows := 0
	src, err := r.logFlags.open(log, m.Spec().Rig, func(replay.Row) { rows++ })
	if err != nil {
		return err
	}
	if !screen {
		a.tellCapture(log, src)
	}
	if r.verify {
		defer src.Close()
		if !mcap.IsRecording(log) {
			return usage("--verify wants a recording that rigscope live made: %s is none", log)
		}
		return a.verify(ctx, log, m, src)
	}
	opt := replay.PaceOptions{Speed: speed, Loop: r.loop, Hold: screen,
		Lead: m.Spec().Rig.Grid(leadWindows * m.Spec().Rig.Window)}
	if log != "-" {
		e, err := r.measure(ctx, log, src.rig)
		if err != nil {
			src.Close()
			return err
		}
		opt.From, opt.To = e.From, e.To
	}
	pacer := replay.Pace(src, opt)
	defer pacer.Close()
	if err := r.begin(pacer, opt.From); err != nil {
		return err
	}
	seen, err := a.watchFor(r.triggerFlags, m, r.rig, screen)
	if err != nil {
		return err
	}
	defer seen.close()
	if screen {
		a.remember(withFiles([]string{"replay", whole(log)}, "--model", r.model, "--rig", r.rig)...)
		drills := newDrills(pacer, m)
		return a.console(ctx, watching{src: drills.src, model: m, tr: pacer, drills: drills, profile: r.rig, judged: seen.callback()},
			tui.Options{Source: filepath.Base(log), Mode: tui.Replay, Keep: tui.Keep{Notes: markersIn(log), Captures: seen.State}})
	}
	run, err := a.printVerdicts(ctx, pacer, m, seen)
	if err != nil {
		return err
	}
	seen.close() // what it captured is told before the sum
	run.tally.Rows, run.tally.Late = rows, src.Late()
	if err := run.finish(a.err); err != errFault {
		return err
	}
	return nil // finding a fault is what a replay is for
}

// measure learns the length of the log, where that does not take too long.
func (r replaying) measure(ctx context.Context, log string, rig sensor.Rig) (replay.Extent, error) {
	rows, err := replay.ParseRows(r.rows)
	if err != nil {
		return replay.Extent{}, usage("--rows: %w", err)
	}
	p, columns, err := r.columns(rig)
	if err != nil {
		return replay.Extent{}, inConfig(err)
	}
	var e replay.Extent
	if mcap.IsRecording(log) {
		var src logSource
		if src, err = openRecording(log, p, columns, rows, nil); err == nil {
			e, err = extent(ctx, src)
		}
	} else {
		e, err = replay.Measure(replay.OpenerWire(log, columns, wireOf(p)), rows, measureRows)
	}
	if !e.Complete {
		e.To = time.Time{}
	}
	return e, inData(err)
}

// begin goes to --start.
func (r replaying) begin(p *replay.Pacer, from time.Time) error {
	if r.start == "" {
		return nil
	}
	t, err := parseStart(r.start, from)
	if err != nil {
		return err
	}
	return p.Seek(t)
}

func parseSpeed(text string, screen bool) (float64, error) {
	switch text {
	case "":
		if screen {
			return 1, nil
		}
		return math.Inf(1), nil
	case "max":
		return math.Inf(1), nil
	}
	v, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSuffix(text, "x"), "×"), 64)
	if err != nil || !(v > 0) {
		return 0, usage("--speed %q: want a number above 0, such as 10 or 0.5, or max", text)
	}
	return v, nil
}

// parseStart reads h:mm:ss, m:ss, a duration or an RFC 3339 time.
func parseStart(text string, from time.Time) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return t, nil
	}
	if d, err := time.ParseDuration(text); err == nil && d >= 0 {
		return from.Add(d), nil
	}
	total, parts := 0.0, strings.Split(text, ":")
	for _, p := range parts {
		v, err := strconv.ParseFloat(p, 64)
		if err != nil || v < 0 || len(parts) < 2 || len(parts) > 3 {
			return time.Time{}, usage("--start %q: want 1:26:06, 90s or 2020-03-09T10:14:33Z", text)
		}
		total = total*60 + v
	}
	return from.Add(time.Duration(total * float64(time.Second))), nil
}
