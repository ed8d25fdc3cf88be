package inference

import (
	"math"

	"rigscope/sensor"
)

// told is the latest verdict's, which may speak of the same row as the next.
type told struct {
	row      int
	channels []ChannelVerdict // [C], never written again; nil before the first
}

// lastRow fills in what the last data row of the window says of channel c.
// That is the last frame, unless the recording stands still there: a row
// that no later one followed must not be called missing because of that. If an
// earlier verdict has spoken of it, this one says the same.
func (a *Assessor) lastRow(v *ChannelVerdict, l *look, c int) {
	raw, last := l.raw.Channel(c), l.raw.T-1
	since := a.sinceRow(l.raw)
	silent := since > 0 && math.IsNaN(raw[last])
	if silent && a.told.channels != nil && a.told.row == l.raw.Row {
		was := &a.told.channels[c]
		v.Raw, v.Value, v.Status = was.Raw, was.Value, was.Status
		return
	}
	if silent && since < l.raw.New {
		last -= since
	}
	s := v.Trace[last-(l.raw.T-l.raw.New)]
	v.Raw, v.Value, v.Status = raw[last], s.Value, s.Status
}

// sinceRow is how many frames at the end of w came without a row: a frame
// sees what comes up to a quarter period after it (sensor.Aligner).
func (a *Assessor) sinceRow(w sensor.Window) int {
	period := a.spec.Rig.Period()
	return int(max(0, w.To.Sub(w.RowT)+period/4) / period)
}
