package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"rigscope/inference"
	"rigscope/inference/training"
)

// trained says what came out.
func trained(w io.Writer, r training.Result, path string) {
	s, c := r.Spec, r.Spec.Calibration
	fmt.Fprintf(w, "%s: %d channels, %d modalities, windows of %d frames, a verdict every %d; trained on %d clean frames, seed %d\n",
		path, len(s.Rig.Channels), len(s.Rig.Modalities()), s.Rig.Window, s.Hop, s.Provenance.Frames, s.Provenance.Seed)
	fmt.Fprintf(w, "false alarms per clean window: nominal %.3g, achieved %.3g on %d windows kept back (%.3g with the threshold held still), %.3g alarms a day; smallest p-value %.2g\n",
		c.FAR, c.Achieved, c.Tested, c.Fixed, c.Episodes, 1/float64(len(c.Worst)+1))
	limits(w, s)
	var blind []string
	for i, ch := range s.Rig.Channels {
		if !c.Reconstructable(i) {
			blind = append(blind, ch.Short())
		}
	}
	if len(blind) > 0 {
		fmt.Fprintf(w, "watched but not corrected, since the other sensors do not predict them: %s\n", safe(strings.Join(blind, ", ")))
	}
	if c.Achieved > 3*c.FAR {
		fmt.Fprintf(w, "warning: it will cry wolf: %.2g of clean windows raise suspicion, %.2g were asked for. Record longer, in every regime the rig will be in\n", c.Achieved, c.FAR)
	}
}

// limits is a line for each channel: the smallest faults found in 85 of 100
// windows, and the bias from which the estimate beats the reading.
func limits(w io.Writer, s inference.Spec) {
	if len(s.Calibration.Limits) == 0 {
		return
	}
	width := 8
	for _, ch := range s.Rig.Channels {
		width = max(width, len([]rune(ch.Short())))
	}
	fmt.Fprintf(w, "smallest fault found in a window, and bias mended from\n  %-*s %10s %10s %10s %10s %10s  %s\n", width, "channel", "bias", "drift", "gain", "noise", "mended", "unit")
	for i, ch := range s.Rig.Channels {
		l := s.Calibration.Limits[i]
		fmt.Fprintf(w, "  %-*s %10s %10s %10s %10s %10s  %s\n", width, safe(ch.Short()), size(l.Bias, 1, ""), size(l.Drift, 1, ""),
			size(l.Gain, 100, "%"), size(l.Noise, 1, ""), size(l.Correctable, 1, ""), safe(ch.Unit))
	}
	fmt.Fprintln(w, "  -: not at any size that was tried")
}

// size is a dash for what was not found at any size.
func size(v inference.Size, scale float64, unit string) string {
	if !v.Found() {
		return "-"
	}
	digits := max(0, 2-int(math.Floor(math.Log10(math.Max(float64(v)*scale, 1e-9)))))
	return fmt.Sprintf("%.*f%s", min(digits, 6), float64(v)*scale, unit)
}
