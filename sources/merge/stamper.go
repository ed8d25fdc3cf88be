package merge

import (
	"time"

	"rigscope/sources/decode"
)

// stamper dates the records of one port. A device's absolute clock is
// believed as it is, but on a rig of several ports only if it is near the
// host's, else the ports would not lie on one line; then, and where
// the device only counts since it started, its steps are used, laid against
// the host's clock. Without a device's clock the arrival is dated back by
// the bytes behind the record.
type stamper struct {
	baud  int
	mode  string    // "host", "device" or empty
	alone bool      // the rig has no other port
	prior time.Time // stamp of the record before; zero after a cut

	told  time.Time // the device's time of the record before
	since time.Time // when it was told first

	steps  anchor // where only the steps of the device's clock count
	offset drift  // of the device's clock against the host's
}

// believable is how far an absolute clock and the way of its readings may be
// behind the host's; a GPS receiver takes .2 to .8 s.
const believable = 2 * time.Second

// bitsPerByte on the wire: start, eight, stop.
const bitsPerByte = 10

// stamp of a record that ended at byte r.End of n that arrived by at.
func (s *stamper) stamp(r *decode.Record, at time.Time, n int) time.Time {
	t := s.dated(r, s.sent(at, n-r.End))
	s.prior = t
	return t
}

// sent is when the byte came that has n more behind it.
func (s *stamper) sent(at time.Time, n int) time.Time {
	if s.baud == 0 {
		return at
	}
	return at.Add(-time.Duration(n) * bitsPerByte * time.Second / time.Duration(s.baud))
}

func (s *stamper) dated(r *decode.Record, arrived time.Time) time.Time {
	switch {
	case s.mode == "host" || r.Time.IsZero() && r.Uptime < 0:
		if arrived.Before(s.prior) { // bytes that waited in the system look older than they are
			return s.prior
		}
		return arrived
	case r.Time.IsZero():
		return s.steps.at(r.Uptime, arrived)
	}
	s.offset.see(arrived, r.Time)
	if !s.steps.set && (s.alone || arrived.Sub(r.Time).Abs() <= believable) {
		return r.Time.Add(s.standing(r.Time, arrived))
	}
	return s.steps.at(r.Time.Sub(time.Unix(0, 0)), arrived)
}

// standing is how long a device has been telling the same time: ten headings
// may come between two fixes that tell it.
func (s *stamper) standing(told, arrived time.Time) time.Duration {
	if !told.Equal(s.told) {
		s.told, s.since = told, arrived
	}
	return max(0, arrived.Sub(s.since))
}

// cut begins anew after a pulled cable: the device may have started again.
func (s *stamper) cut() { s.prior, s.steps = time.Time{}, anchor{} }

// ClockState is how a device's clock does against the host's.
type ClockState struct {
	Device bool          // the stamps are the device's, or laid out by its steps
	Counts bool          // it only counts since it started: Offset says when that was
	Offset time.Duration // host − device, the least that was seen of late, so without most of the way's delay
	Drift  float64       // [ppm] how much faster the host's runs; 0 until it is known
}

func (s *stamper) state() ClockState {
	d := &s.offset
	if !d.seen {
		d = &s.steps.drift
	}
	return ClockState{Device: d.seen && s.mode != "host", Counts: !s.offset.seen, Offset: d.offset(), Drift: d.ppm()}
}
