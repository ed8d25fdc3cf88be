package merge

import (
	"errors"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
	"rigscope/sources/decode"
)

// DefaultWait is how long a port may be silent before the others go on.
const DefaultWait = 250 * time.Millisecond

// Row is one record of a port, dated. Fields and V are valid during the call.
type Row struct {
	Port    int
	N       int       // counts the rows of the run from 0; -1: the record has nothing of the rig's
	Arrival time.Time // of the chunk that ended it
	T       time.Time
	Fields  []decode.Field
	V       []float64 // [C] rig order; NaN: missing, or not in this record
}

// Merger is the state machine from chunks to frames. Not for concurrent use.
type Merger struct {
	rig   sensor.Rig
	wait  time.Duration
	ports []*port
	align *sensor.Aligner
	onRow func(Row)

	begin, now time.Time // arrival of the first and the newest chunk
	marked     time.Time // everything before it is on the grid
	row        int
	v          []float64 // [C]
	frames     []sensor.Frame
	problems   []error // not told yet
}

// NewMerger makes a merger; wait 0 is DefaultWait, onRow may be nil.
func NewMerger(rig sensor.Rig, ports []Port, wait time.Duration, onRow func(Row)) (*Merger, error) {
	if len(ports) == 0 {
		return nil, errors.New("the rig has no port: add a [[source]] to its profile or use --port")
	}
	if wait == 0 {
		wait = DefaultWait
	}
	m := &Merger{rig: rig, wait: wait, align: sensor.NewAligner(rig), onRow: onRow, v: make([]float64, len(rig.Channels))}
	for _, p := range ports {
		if p.Options.Period == 0 {
			p.Options.Period = rig.Period()
		}
		if len(ports) == 1 {
			p.Options.Order = rig.Names()
		}
		made, err := newPort(p, len(ports) == 1)
		if err != nil {
			return nil, err
		}
		m.ports = append(m.ports, made)
	}
	return m, nil
}

// Take works off one chunk. Frames and problems that came of it are waiting
// in Frame and Problem. Data that a live run did not see is passed over.
func (m *Merger) Take(c sources.Chunk) {
	if m.hidden(c) {
		return
	}
	if m.begin.IsZero() {
		m.begin = c.T
	}
	if c.T.After(m.now) {
		m.now = c.T
	}
	if c.Port >= 0 && c.Port < len(m.ports) {
		m.hear(m.ports[c.Port], c)
	}
	m.advance()
}

// Hole says that chunks are missing here, nobody knows of which port.
func (m *Merger) Hole() {
	for _, p := range m.ports {
		p.decoder.Reset()
		p.show()
	}
}

// hidden says that only a recording has c.
func (m *Merger) hidden(c sources.Chunk) bool {
	return c.Kind == sources.Data && c.Port >= 0 && c.Port < len(m.ports) && m.ports[c.Port].hidden
}

func (m *Merger) hear(p *port, c sources.Chunk) {
	switch c.Kind {
	case sources.Data:
		p.open = true
		p.begin(c)
		p.decoder.Push(c.Data, c.T, func(r *decode.Record) { m.record(c, p, r) })
	case sources.Opened:
		p.open, p.opened = true, c.T
		m.problems = append(m.problems, p.told("open: "+c.Note))
	case sources.Lost:
		p.cut()
		m.problems = append(m.problems, p.told("lost: "+c.Note))
	case sources.Hurt:
		m.problems = append(m.problems, p.bad(errors.New(c.Note)))
	case sources.Hidden:
		p.hide()
		m.problems = append(m.problems, p.bad(errors.New(c.Note)))
	case sources.Shown:
		p.show()
		m.problems = append(m.problems, p.told(c.Note))
	}
}

// record dates one record and puts its fields on the grid.
func (m *Merger) record(c sources.Chunk, p *port, r *decode.Record) {
	if r.Err != nil {
		m.problems = append(m.problems, p.bad(r.Err))
	}
	if r.Note != "" {
		m.problems = append(m.problems, p.told(r.Note))
	}
	if len(r.Fields) == 0 {
		return
	}
	t := p.stamper.stamp(r, c.T, len(c.Data)).Add(p.Offset)
	row := Row{Port: c.Port, N: -1, Arrival: c.T, T: t, Fields: r.Fields, V: m.v}
	if m.place(p, r.Fields) {
		row.N = m.row
		m.row++
		m.add(p, row)
	}
	if p.stranger(row.N >= 0) {
		m.problems = append(m.problems, p.told("nothing that it says is a channel of the rig: "+few(p.foreign)+"; name its fields in the profile"))
	}
	if m.onRow != nil {
		m.onRow(row)
	}
}

// place sorts fields into v and says whether any is a channel's.
func (m *Merger) place(p *port, fields []decode.Field) bool {
	found := false
	for i := range m.v {
		m.v[i] = missing
	}
	for _, f := range fields {
		if ch := p.index(m.rig, f.Name); ch >= 0 {
			m.v[ch], found = f.V, true
		}
	}
	return found
}

// add gives a row to the aligner. On a rig of several ports a row that comes
// after its frame is counted and left out here; alone, the aligner sees
// whether its clock was set back.
func (m *Merger) add(p *port, row Row) {
	p.hear(m.now, row.T)
	if len(m.ports) > 1 && row.T.Before(m.marked) {
		p.late++
		return
	}
	for _, f := range row.Fields {
		if ch := p.channel[f.Name]; ch >= 0 {
			m.align.Add(row.N, sensor.Reading{Channel: ch, T: row.T, V: f.V})
		}
	}
	if len(m.ports) == 1 {
		m.marked = row.T
		m.align.Advance(row.T)
	}
}

// advance finishes the frames that no port can add to any more.
func (m *Merger) advance() {
	if least, ok := m.least(); ok && least.After(m.marked) {
		m.marked = least
		m.align.Advance(least)
	}
	m.fetch()
}

// least is up to where every port has told everything; not ok while one that
// was never heard may still speak.
func (m *Merger) least() (least time.Time, ok bool) {
	for _, p := range m.ports {
		if p.heard.IsZero() {
			if m.now.Sub(m.begin) < m.wait {
				return least, false
			}
			continue
		}
		if t := p.mark(m.now, m.wait); !ok || t.Before(least) {
			least, ok = t, true
		}
	}
	return least, ok
}

// fetch takes what the aligner has.
func (m *Merger) fetch() {
	for f, ok := m.align.Next(); ok; f, ok = m.align.Next() {
		m.frames = append(m.frames, f)
	}
}

// End says that no chunk will come.
func (m *Merger) End() {
	for i, p := range m.ports {
		end := sources.Chunk{Port: i, T: m.now}
		p.decoder.Flush(func(r *decode.Record) { m.record(end, p, r) })
	}
	m.align.Flush()
	m.fetch()
}

// Frame pops the oldest frame that is complete.
func (m *Merger) Frame() (sensor.Frame, bool) {
	if len(m.frames) == 0 {
		return sensor.Frame{}, false
	}
	f := m.frames[0]
	m.frames = m.frames[1:]
	return f, true
}

// Ready says that Frame or Problem has something.
func (m *Merger) Ready() bool { return len(m.frames) > 0 || len(m.problems) > 0 }

// Problem pops the oldest thing to be told, a *sources.FrameError, or nil.
func (m *Merger) Problem() error {
	if len(m.problems) == 0 {
		return nil
	}
	err := m.problems[0]
	m.problems = m.problems[1:]
	return err
}

// States of the ports, in their order.
func (m *Merger) States() []State {
	out := make([]State, len(m.ports))
	for i, p := range m.ports {
		out[i] = p.state()
	}
	return out
}

// Late is how many readings came after their frame.
func (m *Merger) Late() int {
	n := m.align.Late()
	for _, p := range m.ports {
		n += p.late
	}
	return n
}
