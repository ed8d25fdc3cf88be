package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"rigscope/inference"
	"rigscope/sensor"
	"rigscope/sources/notation"
)

// tally counts verdicts for the summary.
type tally struct {
	inference.Summary
	unjudged
	on      bool
	accused map[string]int // windows, by channel
}

func newTally() *tally {
	return &tally{Summary: inference.Summary{States: map[string]int{}}, unjudged: unjudged{missing: map[string]int{}, absurd: map[string]int{}}, accused: map[string]int{}}
}

// frames takes a run of frames; one without a verdict is a stretch that was
// shorter than a window.
func (t *tally) frames(fs []sensor.Frame, judged bool) {
	t.Frames += len(fs)
	if !judged {
		t.stretch = max(t.stretch, len(fs))
	}
}

func (t *tally) verdict(v *inference.Verdict) {
	t.Windows++
	t.States[string(v.State)]++
	if v.Alarm && !t.on {
		t.Alarms++
	}
	t.on = v.Alarm
	if v.State == inference.Unknown {
		t.window(v)
	}
	for _, c := range v.Channels {
		if c.Alarm {
			t.accused[c.Name]++
		}
	}
}

// printShown is for a run without a model.
func (t *tally) printShown(w io.Writer) {
	fmt.Fprintf(w, "no model: %s shown, not judged; %s, %s, %s\n", notation.Count(t.Rows, "row"), notation.Count(t.Frames, "frame"), notation.Count(t.BadRows, "bad row"), notation.Count(t.Late, "late reading"))
}

// print says in a few lines what was found.
func (t *tally) print(w io.Writer, spec *inference.Spec) {
	fmt.Fprintf(w, "%s, %s, %s; %s, %s\n", notation.Count(t.Rows, "row"), notation.Count(t.Frames, "frame"), notation.Count(t.Windows, "verdict"), notation.Count(t.BadRows, "bad row"), notation.Count(t.Late, "late reading"))
	if why := t.nothing(spec); why != "" {
		fmt.Fprintln(w, why)
	}
	if t.Windows == 0 {
		return
	}
	var parts []string
	for _, s := range slices.Sorted(maps.Keys(t.States)) {
		parts = append(parts, fmt.Sprintf("%s %d", s, t.States[s]))
	}
	fmt.Fprintf(w, "%s; windows: %s\n", notation.Count(t.Alarms, "alarm"), strings.Join(parts, ", "))
	for _, name := range slices.SortedFunc(maps.Keys(t.accused), func(a, b string) int {
		return t.accused[b]*1000 - t.accused[a]*1000 + strings.Compare(a, b)
	}) {
		fmt.Fprintf(w, "accused: %s in %s\n", safe(name), notation.Count(t.accused[name], "window"))
	}
	if moved := t.States[string(inference.Process)]; 10*moved >= 9*t.Windows {
		fmt.Fprintln(w, "nearly all of it is another process to this model: it has not seen the rig run like this. If the log is sound, train on clean rows of it, too")
	}
	c := spec.Calibration
	fmt.Fprintf(w, "false alarms per clean window: nominal %.3g, achieved %.3g on %d windows kept back in training\n", c.FAR, c.Achieved, c.Tested)
}
