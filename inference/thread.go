package inference

import (
	"time"

	"rigscope/sensor"
)

// Thread tells whether windows follow each other without a gap, for all that
// remembers the windows before.
type Thread struct {
	to time.Time // of the last window; zero before the first
}

// Broken takes the next window and says whether its new frames do not follow
// the last window's: after a gap, a seek, or at the start. The frames at the
// end of a window that are not new are then those of a fresh start.
func (t *Thread) Broken(w sensor.Window) bool {
	last := t.to
	t.to = w.To
	if last.IsZero() || w.T < 2 {
		return true
	}
	period := w.To.Sub(w.From) / time.Duration(w.T-1)
	step := w.To.Add(-time.Duration(w.New-1) * period).Sub(last)
	return step <= 0 || step > period+period/2
}
