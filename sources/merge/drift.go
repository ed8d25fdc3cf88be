package merge

import "time"

// span over which the least offset is taken.
const span = 10 * time.Second

// drift follows host − device of a clock: the least of each span, of which
// the latest two are the offset and the first and the latest the drift.
type drift struct {
	seen        bool
	first       low // of the first whole span
	before, now low
	end         time.Time // of the present span, host time
}

// low is the least offset of a span, and when.
type low struct {
	offset time.Duration
	at     time.Time // host; zero: none yet
}

// see takes one reading's arrival and the device's time.
func (d *drift) see(arrived, device time.Time) {
	if !d.seen || arrived.After(d.end) {
		d.turn(arrived)
	}
	if off := arrived.Sub(device); d.now.at.IsZero() || off < d.now.offset {
		d.now = low{off, arrived}
	}
}

func (d *drift) turn(arrived time.Time) {
	if d.seen && d.first.at.IsZero() {
		d.first = d.now
	}
	d.seen, d.before, d.now, d.end = true, d.now, low{}, arrived.Add(span)
}

// offset is the lower edge of host − device.
func (d *drift) offset() time.Duration {
	if !d.before.at.IsZero() && (d.now.at.IsZero() || d.before.offset < d.now.offset) {
		return d.before.offset
	}
	return d.now.offset
}

// ppm is how much faster the host's clock runs than the device's, 0 until
// two spans lie apart.
func (d *drift) ppm() float64 {
	if d.first.at.IsZero() || !d.before.at.After(d.first.at) {
		return 0
	}
	return 1e6 * float64(d.before.offset-d.first.offset) / float64(d.before.at.Sub(d.first.at))
}
