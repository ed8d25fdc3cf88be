package main

import (
	"fmt"
	"strings"
	"time"

	"rigscope/inference"
)

// unjudged counts what stands in the way of verdicts.
type unjudged struct {
	stretch         int            // [frames] the longest without a jump in time that was shorter than a window
	missing, absurd map[string]int // windows, by channel
}

// window takes the channels of a verdict that could not be given.
func (u *unjudged) window(v *inference.Verdict) {
	for _, c := range v.Channels {
		switch c.Rule {
		case inference.RuleMissing:
			u.missing[c.Name]++
		case inference.RuleRange:
			u.absurd[c.Name]++
		}
	}
}

// nothing says why there is not one verdict that knows anything, and how to
// mend it; "" if there is one.
func (t *tally) nothing(spec *inference.Spec) string {
	need := fmt.Sprintf("a verdict needs %d frames in a row (%s)", spec.Rig.Window, span(spec.Rig.Grid(spec.Rig.Window)))
	switch {
	case t.Rows == 0:
		return "nothing was judged: there are no data rows, at least not where --rows looks"
	case t.Windows == 0 && t.stretch == t.Frames:
		return fmt.Sprintf("nothing was judged: %s, and there are %d: give a longer log, or train with a smaller window in the profile", need, t.Frames)
	case t.Windows == 0:
		return fmt.Sprintf("nothing was judged: %s, and the longest stretch without a jump in time has %d of %d: check the log's times, or train with a smaller window in the profile", need, t.stretch, t.Frames)
	case t.States[string(inference.Unknown)] < t.Windows:
		return ""
	}
	return "nothing was judged: all verdicts are unknown, since " + t.silence(spec)
}

// silence is why a whole log gave nothing but unknown verdicts.
func (t *tally) silence(spec *inference.Spec) string {
	missing, absurd := t.mostly(spec, t.missing), t.mostly(spec, t.absurd)
	n := len(spec.Rig.Channels)
	valid := n - len(missing) - len(absurd)
	switch {
	case 2*t.Frames > 3*t.Rows && len(absurd) == 0:
		return fmt.Sprintf("the log has %d rows where the model looks %d times, once in %s: give one of the rig's rate and without long gaps, or train on logs of this rate",
			t.Rows, t.Frames, span(spec.Rig.Period()))
	case valid < 2 || 2*valid < n:
		return fmt.Sprintf("fewer than half of the %d sensors say something that can be true (%s): check that the log's columns and units are those the model was trained on; --rig names other columns",
			n, accusations(missing, absurd))
	}
	return fmt.Sprintf("each window of %s holds an instant at which no sensor said anything, or numbers the network cannot take: give a log with fewer gaps, or train with a smaller window in the profile",
		span(spec.Rig.Grid(spec.Rig.Window)))
}

func accusations(missing, absurd []string) string {
	var who []string
	if len(missing) > 0 {
		who = append(who, "missing: "+few(missing))
	}
	if len(absurd) > 0 {
		who = append(who, "far out of range: "+few(absurd))
	}
	return strings.Join(who, "; ")
}

// mostly are the channels counted in more than half of the windows.
func (t *tally) mostly(spec *inference.Spec, windows map[string]int) []string {
	var out []string
	for _, c := range spec.Rig.Channels {
		if 2*windows[c.Name] > t.Windows {
			out = append(out, safe(c.Name))
		}
	}
	return out
}

// few is "Flow, Pressure, Voltage and 5 more".
func few(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// span is a length of time without what the eye does not need: 64s, 6.4s.
func span(d time.Duration) string {
	if d > time.Second {
		d = d.Round(time.Second / 10)
	}
	return d.String()
}
