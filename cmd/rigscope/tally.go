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
	fmt.Fprintf(w, "no model: %d rows were shown, not judged; %d frames, %d bad rows, %d late readings\n", t.Rows, t.Frames, t.BadRows, t.Late)
}

// print says in a few lines what was found.
func (t *tally) print(w io.Writer, spec *inference.Spec) {
	fmt.Fprintf(w, "%d rows, %d frames, %d verdicts; %d bad rows, %d late readings\n", t.Rows, t.Frames, t.Windows, t.BadRows, t.Late)
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
	fmt.Fprintf(w, "%s; windows: %s\n", alarmsOf(t.Alarms), strings.Join(parts, ", "))
	for _, name := range slices.SortedFunc(maps.Keys(t.accused), func(a, b string) int {
		return t.accused[b]*1000 - t.accused[a]*1000 + strings.Compare(a, b)
	}) {
		fmt.Fprintf(w, "accused: %s in %d windows\n", safe(name), t.accused[name])
	}
	if moved := t.States[string(inference.Process)]; 10*moved >= 9*t.Windows {
		fmt.Fprintln(w, "nearly all of it is another process to this model: it has not seen the rig run like this. If the log is sound, train on clean rows of it, too")
	}
	c := spec.Calibration
	fmt.Fprintf(w, "false alarms per clean window: nominal %.3g, achieved %.3g on %d windows kept back in training\n", c.FAR, c.Achieved, c.Tested)
}

func alarmsOf(n int) string {
	if n == 1 {
		return "1 alarm"
	}
	return fmt.Sprintf("%d alarms", n)
}
