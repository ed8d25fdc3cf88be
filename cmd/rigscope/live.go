package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"rigscope/inference"
	"rigscope/sensor"
	"rigscope/sensor/profile"
)

type liveFlags struct {
	portFlags
	triggerFlags
	model, record string
	json          bool
	span          time.Duration
}

func (a *app) liveCommand() *cobra.Command {
	var l liveFlags
	cmd := &cobra.Command{
		Use:   "live",
		Short: "Watch a rig over its serial ports",
		Long: `live reads serial ports and shows what the model says of them. Baud and format
are found by listening where nothing says them. A pulled cable comes back by
itself; --record keeps every byte. Without a model the signals are shown as they
come. Nothing is ever written to a port.

Ports of the profile that are not there are waited for, as long as one of them
is; those of --port must be there. Otherwise live ends with exit code 4.`,
		Example: "  rigscope live --port /dev/ttyUSB0\n  rigscope live --rig rig.toml --model rig.onnx --record today.mcap\n  rigscope live --port /dev/ttyUSB0@115200 --port /dev/ttyACM0 --model rig.onnx --json --for 30s",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.live(cmd.Context(), l) },
	}
	l.portFlags.add(cmd)
	l.triggerFlags.add(cmd.Flags())
	f := cmd.Flags()
	a.line.add(f)
	f.StringVar(&l.model, "model", "", "model file, made by rigscope train; without one nothing is judged")
	f.StringVar(&l.record, "record", "", "keep everything in this MCAP file, which must not be there yet")
	f.BoolVar(&l.json, "json", false, "print verdict lines instead of drawing")
	f.DurationVar(&l.span, "for", 0, "end after this much time, such as 30s")
	return cmd
}

func (a *app) live(ctx context.Context, l liveFlags) error {
	if l.span < 0 {
		return usage("--for %s: want a time above 0", l.span)
	}
	p, m, err := a.liveRig(ctx, l)
	if err != nil {
		return err
	}
	defer m.close()
	ts, err := l.triggers(p.Rig, p.Triggers)
	if err != nil {
		return err
	}
	r, err := a.startRig(p, m, starting{record: l.record, must: len(l.ports) > 0})
	if err != nil {
		return err
	}
	defer r.close()
	r.rigFile = l.rig
	r.judge.captures = a.newCaptures(ts, m, p.Rig, l.dir, r.captured(a, l.json))
	if l.span > 0 {
		defer time.AfterFunc(l.span, r.feed.Stop).Stop()
	}
	if a.screenWanted(l.json) {
		a.remember(l.again()...)
		err = a.watchLive(ctx, r)
	} else {
		err = a.printLive(ctx, r)
	}
	r.judge.captures.close()
	err = joinFirst(err, r.close())
	if r.rec != nil {
		fmt.Fprintln(a.err, r.kept())
	}
	return err
}

// again is the command without what is for once only: length and recording.
func (l liveFlags) again() []string {
	args := withFiles([]string{"live"}, "--rig", l.rig, "--model", l.model)
	for _, p := range l.ports {
		args = append(args, "--port", p)
	}
	return args
}

// liveRig is the rig to be watched, its ports resolved, and the model.
func (a *app) liveRig(ctx context.Context, l liveFlags) (profile.Profile, loaded, error) {
	var p profile.Profile
	var m loaded
	var err error
	if l.rig != "" {
		if p, err = profile.Load(l.rig); err != nil {
			return p, m, inConfig(err)
		}
	}
	if p.Sources, err = l.sources(p.Sources); err != nil {
		return p, m, err
	}
	if len(p.Sources) == 0 {
		return p, m, usage("no port is named: use --port DEV or a profile with a [[source]]; rigscope ports lists them")
	}
	if l.model != "" {
		if m, err = openModel(l.model); err != nil {
			return p, m, err
		}
		if l.rig == "" {
			p.Rig = m.Spec().Rig
		} else if err = sameNames(p.Rig, m.Spec().Rig); err != nil {
			return p, m, inConfig(err)
		}
		p.Rig.Rate, p.Rig.Window = m.Spec().Rig.Rate, m.Spec().Rig.Window
	}
	var units [][]string
	if p.Sources, units, err = resolve(ctx, p.Sources, p.Rig, a.err); err != nil {
		return p, m, err
	}
	if len(p.Rig.Channels) == 0 {
		if p.Rig, err = adhocRig(p.Sources, units); err != nil {
			return p, m, inConfig(err)
		}
	}
	if m.Judge == nil {
		m = watchOnly(p.Rig)
	}
	return p, m, nil
}

// watchOnly is what stands in for a model.
func watchOnly(rig sensor.Rig) loaded {
	return loaded{Judge: inference.NewWatcher(rig), close: func() error { return nil }}
}

// sameNames says why a model cannot judge the rig of a profile.
func sameNames(rig, model sensor.Rig) error {
	if len(rig.Channels) != len(model.Channels) {
		return fmt.Errorf("%w: the profile has %d channels, the model knows %d: list the same ones in the same order", inference.ErrSpec, len(rig.Channels), len(model.Channels))
	}
	for i, c := range model.Channels {
		if rig.Channels[i].Name != c.Name {
			return fmt.Errorf("%w: channel %d is %q in the profile and %q in the model", inference.ErrSpec, i+1, rig.Channels[i].Name, c.Name)
		}
	}
	return nil
}
