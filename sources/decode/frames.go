package decode

import (
	"fmt"
	"time"

	"rigscope/sources/notation"
)

// maxFrame is the longest frame that is read [bytes on the wire].
const maxFrame = 4 << 10

// maxLayout is the longest layout [bytes]; SLIP may double it on the wire.
const maxLayout = maxFrame/2 - 8

// frames reads frames that end with a byte that stands nowhere inside them.
// What comes before the first such byte is skipped: it may be half a frame.
type frames struct {
	end    byte
	unpack func(dst, frame []byte) ([]byte, error) // appends the bytes that were sent
	layout *layout
	check  check

	part   []byte // of the frame that is not complete, at most maxFrame
	size   int    // of that frame so far
	synced bool   // an end was seen
	plain  []byte // reused
	rec    Record // reused
	stats  Stats
}

func newFrames(opt Options, end byte, unpack func(dst, frame []byte) ([]byte, error)) (Decoder, error) {
	l, err := newLayout(opt.Layout, opt.Time)
	if err != nil {
		return nil, err
	}
	c, err := newCheck(opt.CRC)
	if err != nil {
		return nil, err
	}
	return &frames{end: end, unpack: unpack, layout: l, check: c}, nil
}

func (f *frames) Push(data []byte, _ time.Time, emit func(*Record)) {
	for i, c := range data {
		if c != f.end {
			f.keep(c)
			continue
		}
		f.finish(i+1, emit)
	}
}

func (f *frames) keep(c byte) {
	if len(f.part) < maxFrame {
		f.part = append(f.part, c)
	}
	f.size++
}

// finish reads a frame at its end.
func (f *frames) finish(end int, emit func(*Record)) {
	if !f.synced {
		f.drop()
		f.synced = true
	}
	if f.size > 0 {
		f.read()
		f.rec.End = end
		f.give(emit)
	}
}

// read makes the record of the frame at hand.
func (f *frames) read() {
	f.rec = Record{Uptime: -1, Fields: f.rec.Fields[:0]}
	if f.size > maxFrame {
		f.rec.Err = fmt.Errorf("frame has %d bytes on the wire, more than %d", f.size, maxFrame)
		return
	}
	if f.plain, f.rec.Err = f.unpack(f.plain[:0], f.part); f.rec.Err != nil {
		return
	}
	if want := f.layout.size + f.check.size; len(f.plain) != want {
		f.rec.Err = fmt.Errorf("frame has %s, want %d as the layout%s has", notation.Count(len(f.plain), "byte"), want, f.withCheck())
		return
	}
	body, err := f.check.split(f.plain)
	if err != nil {
		f.rec.Err = err
		f.stats.Checksum++
		return
	}
	f.layout.fill(body, &f.rec)
}

func (f *frames) withCheck() string {
	if f.check.size == 0 {
		return ""
	}
	return " with its " + f.check.name
}

func (f *frames) give(emit func(*Record)) {
	f.part, f.size = f.part[:0], 0
	if f.rec.Err != nil {
		f.stats.Bad++
	} else {
		f.stats.Records++
	}
	emit(&f.rec)
}

// Flush gives out the last frame if it is whole without its end.
func (f *frames) Flush(emit func(*Record)) {
	if f.size == 0 || !f.synced {
		f.drop()
		return
	}
	before := f.stats.Checksum
	if f.read(); f.rec.Err != nil {
		f.stats.Checksum = before
		f.drop()
		return
	}
	f.give(emit)
}

// Reset waits for the next end, and the device may have started again.
func (f *frames) Reset() {
	f.drop()
	f.synced = false
	f.layout.clock.last, f.layout.clock.passes = 0, 0
}

// Doubt does nothing: the first frame begins behind an end.
func (f *frames) Doubt() {}

func (f *frames) Stats() Stats { return f.stats }

func (f *frames) drop() {
	f.stats.Skipped += f.size
	f.part, f.size = f.part[:0], 0
}
