package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"rigscope/inference"
	"rigscope/sensor"
)

// tally counts verdicts for the summary.
type tally struct {
	inference.Summary
	on      bool
	accused map[string]int // windows, by channel
}

func newTally() *tally {
	return &tally{Summary: inference.Summary{States: map[string]int{}}, accused: map[string]int{}}
}

func (t *tally) frames(fs []sensor.Frame) { t.Frames += len(fs) }

func (t *tally) verdict(v *inference.Verdict) {
	t.Windows++
	t.States[string(v.State)]++
	if v.Alarm && !t.on {
		t.Alarms++
	}
	t.on = v.Alarm
	for _, c := range v.Channels {
		if c.Alarm {
			t.accused[c.Name]++
		}
	}
}

// print says in a few lines what was found.
func (t *tally) print(w io.Writer, spec *inference.Spec) {
	fmt.Fprintf(w, "%d rows, %d frames, %d verdicts; %d bad rows, %d late readings\n", t.Rows, t.Frames, t.Windows, t.BadRows, t.Late)
	if t.Windows == 0 {
		fmt.Fprintf(w, "no verdict: the model needs %d frames in a row\n", spec.Rig.Window)
		return
	}
	var parts []string
	for _, s := range slices.Sorted(maps.Keys(t.States)) {
		parts = append(parts, fmt.Sprintf("%s %d", s, t.States[s]))
	}
	fmt.Fprintf(w, "%d alarms; windows: %s\n", t.Alarms, strings.Join(parts, ", "))
	for _, name := range slices.SortedFunc(maps.Keys(t.accused), func(a, b string) int {
		return t.accused[b]*1000 - t.accused[a]*1000 + strings.Compare(a, b)
	}) {
		fmt.Fprintf(w, "accused: %s in %d windows\n", safe(name), t.accused[name])
	}
	c := spec.Calibration
	fmt.Fprintf(w, "false alarms per clean window: nominal %.3g, achieved %.3g on %d windows kept back in training\n", c.FAR, c.Achieved, c.Tested)
}
