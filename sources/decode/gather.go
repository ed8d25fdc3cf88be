package decode

import (
	"math"
	"slices"
	"time"
)

// Gather wraps d so that the records of one instant become one: for NMEA all
// between two times of day, otherwise those with one time of the device, or
// without any, up to where a name comes again. It has every name once, in
// the order they came first; between two times of day the latest value that
// is not NaN counts. Bad records are given out as they come, without fields;
// what could be read of them goes into the group. Records without a field
// and without an error vanish. Where NMEA tells times of day but no date,
// Uptime is the time of day. End is that of the record by which the group
// was known to be complete, or 0. Stats are those of d.
func Gather(d Decoder) Decoder {
	g := &gathering{d: d}
	g.clock, _ = d.(interface{ epoch() (int, time.Duration) })
	return g
}

// instant is what the records of a group share.
type instant struct {
	epoch  int // of NMEA, 0: it told no time yet
	t      time.Time
	uptime time.Duration
}

type gathering struct {
	d     Decoder
	clock interface{ epoch() (int, time.Duration) } // nil: it has none
	at    instant
	rec   Record // the group so far
}

func (g *gathering) Push(data []byte, at time.Time, emit func(*Record)) {
	g.d.Push(data, at, func(r *Record) { g.add(r, emit) })
}

func (g *gathering) Flush(emit func(*Record)) {
	g.d.Flush(func(r *Record) { g.add(r, emit) })
	g.give(0, emit)
}

// Reset keeps the group: it was read whole.
func (g *gathering) Reset() { g.d.Reset() }

func (g *gathering) Doubt() { g.d.Doubt() }

func (g *gathering) Stats() Stats { return g.d.Stats() }

func (g *gathering) add(r *Record, emit func(*Record)) {
	if at := g.instant(r); at != g.at || at.epoch == 0 && g.has(r.Fields) {
		g.give(r.End, emit)
		g.at = at
	}
	if r.Note != "" {
		g.rec.Note = r.Note
	}
	if r.Err != nil {
		bad := Record{End: r.End, Time: r.Time, Uptime: r.Uptime, Err: r.Err}
		emit(&bad)
	}
	g.rec.Time, g.rec.Uptime = r.Time, r.Uptime
	if g.at.epoch > 0 && r.Time.IsZero() {
		_, g.rec.Uptime = g.clock.epoch()
	}
	for _, f := range r.Fields {
		g.merge(f)
	}
}

func (g *gathering) instant(r *Record) (at instant) {
	if g.clock != nil {
		at.epoch, _ = g.clock.epoch()
		return at
	}
	return instant{t: r.Time, uptime: r.Uptime}
}

// has says whether the group knows one of the names.
func (g *gathering) has(fields []Field) bool {
	return slices.ContainsFunc(fields, func(f Field) bool { return g.find(f.Name) >= 0 })
}

func (g *gathering) find(name string) int {
	return slices.IndexFunc(g.rec.Fields, func(f Field) bool { return f.Name == name })
}

func (g *gathering) merge(f Field) {
	switch i := g.find(f.Name); {
	case i < 0:
		g.rec.Fields = append(g.rec.Fields, f)
	case !math.IsNaN(f.V):
		g.rec.Fields[i] = f
	}
}

// give gives out the group, if there is something in it.
func (g *gathering) give(end int, emit func(*Record)) {
	if len(g.rec.Fields) == 0 {
		return
	}
	g.rec.End = end
	emit(&g.rec)
	g.rec = Record{Fields: g.rec.Fields[:0]}
}
