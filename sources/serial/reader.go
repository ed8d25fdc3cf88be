package serial

import (
	"bytes"
	"errors"
	"time"

	"rigscope/sources"
)

// reader reads one port of a feed, and finds it again when it was pulled.
type reader struct {
	feed  *Feed
	index int
	opt   Options
	want  wanted
	port  *Port // nil while it is not there

	delay   time.Duration // before the next try
	told    string        // the reason last given
	base    Counters      // of the driver when last asked
	counted bool
	asked   time.Time // when
}

// The delay between tries doubles from first to last.
const firstDelay, lastDelay = 50 * time.Millisecond, 2 * time.Second

// countEvery is how often a driver is asked for its counters.
const countEvery = time.Second

func newReader(f *Feed, index int, o Options) *reader {
	f.states[index].Device = o.Device
	return &reader{feed: f, index: index, opt: o, delay: firstDelay}
}

// begin tries once. It is an error if the options are wrong, the port is
// there and does not let us in, or it must be there.
func (r *reader) begin() error {
	if err := r.opt.validate(); err != nil {
		return err
	}
	err := r.open()
	if absent(err) && !r.opt.Must {
		r.missing(err)
		return nil
	}
	return err
}

// absent says that err is about a device that is not there.
func absent(err error) bool {
	var e *OpenError
	return errors.As(err, &e) && e.Absent
}

// run ends with the feed.
func (r *reader) run() {
	defer r.release()
	buf := make([]byte, 16<<10) // the kernel gives 4 KiB at most
	for r.connect() {
		if err := r.pump(buf); err != nil {
			r.lose(err)
		}
	}
}

// connect waits for the device; false when the feed ends.
func (r *reader) connect() bool {
	for r.port == nil {
		if !r.pause() {
			return false
		}
		if err := r.open(); err != nil {
			r.missing(err)
		}
	}
	return !r.over()
}

func (r *reader) over() bool {
	select {
	case <-r.feed.quit:
		return true
	default:
		return false
	}
}

// pump reads until the device is lost; nil when the feed ends.
func (r *reader) pump(buf []byte) error {
	for !r.over() {
		n, err := r.port.Read(buf)
		now := time.Now()
		if n > 0 {
			r.delay = firstDelay
			r.feed.put(sources.Chunk{Port: r.index, Kind: sources.Data, Data: bytes.Clone(buf[:n])}, now)
		}
		if err != nil {
			return err
		}
		if now.Sub(r.asked) >= countEvery {
			r.count(now)
		}
	}
	return nil
}

// count tells what the driver says was hurt since it was last asked.
func (r *reader) count(now time.Time) {
	r.asked = now
	c, ok := r.port.Counters()
	if !ok || !r.counted {
		return
	}
	hurt := c.minus(r.base)
	r.base = c
	if hurt == (Counters{}) {
		return
	}
	r.feed.event(sources.Chunk{Port: r.index, Kind: sources.Hurt, Note: hurt.String()}, now,
		func(s *PortState, _ time.Time) { s.Hurt = s.Hurt.plus(hurt) })
}

func (r *reader) release() {
	if r.port != nil {
		r.port.Close()
		r.port = nil
	}
}
