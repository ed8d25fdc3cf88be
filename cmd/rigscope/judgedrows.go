package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"time"

	"rigscope/inference"
	"rigscope/replay/mcap"
	"rigscope/sensor"
	"rigscope/sensor/profile"
	"rigscope/tui"
)

// judgedRow is one frame and what was made of it.
type judgedRow struct {
	T    time.Time
	Raw  []float64          // [C] in the rig's order; NaN is missing
	Made []inference.Sample // [C]
}

// rowWriter writes judged rows, and notes in order of time between them as
// far as the format has room for them.
type rowWriter interface {
	row(judgedRow) error
	event(tui.Note) error
	marker(tui.Note) error
	end() error // the underlying writer stays open
}

// newRowWriter chooses by format. model is the digest of what judged, or "".
func newRowWriter(w io.Writer, f tui.ExportFormat, rig sensor.Rig, model string) (rowWriter, error) {
	switch f {
	case tui.ExportMCAP:
		return newMCAPRows(w, rig, model)
	case tui.ExportLines:
		return &jsonRows{w: w, keys: newRowKeys(rig)}, nil
	}
	c := &csvRows{w: csv.NewWriter(w), cells: make([]string, 1+3*len(rig.Channels))}
	return c, c.header(rig)
}

// csvRows has the columns of score --corrected, and behind them for every
// channel <name>:measured.
type csvRows struct {
	w     *csv.Writer
	cells []string
}

func (c *csvRows) header(rig sensor.Rig) error {
	n := len(rig.Channels)
	if c.cells[0] = rig.Time; rig.Time == "" {
		c.cells[0] = "time"
	}
	for i, ch := range rig.Channels {
		c.cells[1+i], c.cells[1+n+i], c.cells[1+2*n+i] = ch.Name, ch.Name+":status", ch.Name+":measured"
	}
	return c.w.Write(c.cells)
}

func (c *csvRows) row(r judgedRow) error {
	n := len(r.Raw)
	c.cells[0] = r.T.UTC().Format(time.RFC3339Nano)
	for i, m := range r.Made {
		c.cells[1+i], c.cells[1+n+i], c.cells[1+2*n+i] = text(m.Value), m.Status.String(), text(r.Raw[i])
	}
	return c.w.Write(c.cells)
}

func (c *csvRows) event(tui.Note) error  { return nil }
func (c *csvRows) marker(tui.Note) error { return nil }

func (c *csvRows) end() error {
	c.w.Flush()
	return c.w.Error()
}

// rowKeys are the keys of a row as JSON, each with its colon.
type rowKeys struct{ value, status, measured []string }

func newRowKeys(rig sensor.Rig) (k rowKeys) {
	key := func(name string) string {
		b, _ := json.Marshal(name) // strings cannot fail
		return string(b) + ":"
	}
	for _, c := range rig.Channels {
		k.value = append(k.value, key(c.Name))
		k.status = append(k.status, key(c.Name+":status"))
		k.measured = append(k.measured, key(c.Name+":measured"))
	}
	return k
}

// made appends values and status, without braces.
func (k rowKeys) made(dst []byte, r judgedRow) []byte {
	for i, m := range r.Made {
		dst = appendJSONNumber(append(comma(dst), k.value[i]...), m.Value)
	}
	for i, m := range r.Made {
		dst = append(append(comma(dst), k.status[i]...), strconv.Quote(m.Status.String())...)
	}
	return dst
}

// numbers appends what was measured.
func (k rowKeys) numbers(dst []byte, keys []string, v []float64) []byte {
	for i, x := range v {
		dst = appendJSONNumber(append(comma(dst), keys[i]...), x)
	}
	return dst
}

func comma(dst []byte) []byte {
	if n := len(dst); n > 0 && dst[n-1] != '{' {
		return append(dst, ',')
	}
	return dst
}

func appendJSONNumber(dst []byte, x float64) []byte {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return append(dst, "null"...)
	}
	return strconv.AppendFloat(dst, x, 'g', -1, 64)
}

// jsonRows writes the columns of csvRows as one object a line.
type jsonRows struct {
	w    io.Writer
	keys rowKeys
	line []byte
}

func (j *jsonRows) row(r judgedRow) error {
	j.line = fmt.Appendf(j.line[:0], `{"v":1,"time":%q`, r.T.UTC().Format(time.RFC3339Nano))
	j.line = j.keys.made(j.line, r)
	j.line = append(j.keys.numbers(j.line, j.keys.measured, r.Raw), "}\n"...)
	_, err := j.w.Write(j.line)
	return err
}

func (j *jsonRows) event(tui.Note) error  { return nil }
func (j *jsonRows) marker(tui.Note) error { return nil }
func (j *jsonRows) end() error            { return nil }

// mcapRows has what was measured as the readings, so that a replay judges
// them anew, and what was made of them beside them.
type mcapRows struct {
	w    *mcap.Writer
	keys rowKeys
	n    int
	line []byte
}

func newMCAPRows(w io.Writer, rig sensor.Rig, model string) (*mcapRows, error) {
	text, err := profile.Profile{Rig: rig}.Encode()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, c := range rig.Channels {
		names = append(names, c.Name)
	}
	info := mcap.RunInfo{App: "rigscope " + version, Profile: text, Model: model}
	out, err := mcap.NewWriter(w, info, mcap.Columns{Numbers: names})
	return &mcapRows{w: out, keys: newRowKeys(rig)}, err
}

func (m *mcapRows) row(r judgedRow) error {
	m.line = append(m.keys.numbers(append(m.line[:0], '{'), m.keys.value, r.Raw), '}')
	if err := m.w.Row(m.n, r.T, m.line); err != nil {
		return err
	}
	m.line = append(m.keys.made(append(m.line[:0], '{'), r), '}')
	err := m.w.Corrected(m.n, r.T, m.line)
	m.n++
	return err
}

func (m *mcapRows) event(n tui.Note) error  { return m.w.Event(n.T, n.Text) }
func (m *mcapRows) marker(n tui.Note) error { return m.w.Marker(n.T, n.Text) }
func (m *mcapRows) end() error              { return m.w.Close() }
