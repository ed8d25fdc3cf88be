package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"rigscope/sources/serial"
	"rigscope/tui"
)

// The groups of the start screen.
const (
	recentGroup = "AGAIN"
	portGroup   = "SERIAL PORTS"
	recordGroup = "RECORDINGS HERE"
	demoGroup   = "WITHOUT A RIG"
)

// start shows what there is to watch and watches it.
func (a *app) start(ctx context.Context) error {
	c, ok, err := tui.Choose(ctx, choices, a.look(tui.Options{}), a.in, a.out)
	if err != nil || !ok {
		return err
	}
	switch c.Group {
	case recentGroup:
		return a.again(ctx, c.Name)
	case portGroup:
		fmt.Fprintf(a.err, "%s: listening for up to 3 s\n", c.Name)
		return a.live(ctx, liveFlags{portFlags: portFlags{ports: []string{c.Name}}})
	case recordGroup:
		return a.replay(ctx, c.Name, replaying{})
	}
	return a.demo(ctx, demoFlags{seed: 1})
}

// choices are what was watched last, the ports, the recordings of this folder, and the demo.
func choices() []tui.Choice {
	out := recentChoices()
	ports, err := serial.List("")
	switch {
	case err != nil:
		out = append(out, tui.Choice{Group: portGroup, Name: "none", Warn: err.Error(), Void: true})
	case len(ports) == 0:
		out = append(out, tui.Choice{Group: portGroup, Name: "none", Text: "plug an adapter in and it will be listed here", Void: true})
	}
	for _, p := range ports {
		out = append(out, tui.Choice{Group: portGroup, Name: p.Device, Text: p.Identity(), Warn: p.Hint()})
	}
	files, _ := filepath.Glob("*.mcap") // the pattern is good
	for _, f := range files {
		text := ""
		if info, err := os.Stat(f); err == nil {
			text = sizeText(info.Size()) + ", " + info.ModTime().Format("2 Jan 2006 15:04")
		}
		out = append(out, tui.Choice{Group: recordGroup, Name: f, Text: text})
	}
	return append(out, tui.Choice{Group: demoGroup, Name: "demo", Text: "a simulated pump rig whose sensors break one after another"})
}
