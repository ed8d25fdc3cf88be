package replay

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"rigscope/sources/decode"
	"rigscope/sources/notation"
)

// surveyBytes bounds how much of a capture is read to learn its names.
const surveyBytes = 64 << 20

// captured is what a first reading of a capture found.
type captured struct {
	wire    Wire
	names   []string // of the readings
	index   map[string]int
	excess  bool // names beyond maxColumns were left out
	fixes   bool // a group had a position: only those with one are rows
	stamps  stamps
	good    int
	bad     int
	first   error // the first bad one
	skipped int
}

// newCaptureTable reads a capture: of an ordinary file first up to 64 MiB,
// or what was looked at of a pipe, to learn its columns.
func newCaptureTable(l *lines, r io.Reader, w Wire, evidence string) (*Table, error) {
	c := &captured{wire: w, index: map[string]int{}}
	head, err := c.survey(l, r)
	if err != nil {
		return nil, err
	}
	rows, err := newCaptureRows(l.rest(), c)
	if err != nil {
		return nil, err
	}
	t := &Table{rows: rows, columns: c.columns(), named: c.named(), mark: notation.Point, head: head, rec: Record{Row: -1}}
	if t.about = "read as " + w.Format; evidence != "" {
		t.about += ": " + evidence
	}
	if decode.Binary(w.Format) {
		t.piece = "byte"
	}
	t.stamped = c.stamps.any()
	return t, nil
}

// survey learns names and the first rows.
func (c *captured) survey(l *lines, r io.Reader) (head [][]string, err error) {
	src, err := again(r)
	if err != nil {
		return nil, err
	}
	if src == nil {
		src = strings.NewReader(string(l.buf[l.from:l.end]))
	}
	if err := c.meet(io.LimitReader(src, surveyBytes)); err != nil {
		return nil, err
	}
	if len(c.names) == 0 {
		return nil, c.none()
	}
	return c.head(l, r)
}

// meet reads all groups of src.
func (c *captured) meet(src io.Reader) error {
	in, err := newGroups(src, c.wire)
	if err != nil {
		return err
	}
	for {
		g, err := in.next()
		switch {
		case err != nil: // a broken file tells of it when the rows are read
			s := in.decoder.Stats()
			c.good, c.bad, c.skipped = s.Records, s.Bad, s.Skipped
			c.order()
			return nil
		case g.err != nil:
			if c.first == nil {
				c.first = g.err
			}
		default:
			c.add(g)
		}
	}
}

func (c *captured) add(g *group) {
	c.fixes = c.fixes || g.fix()
	c.stamps.meet(g)
	for _, f := range g.fields {
		if _, known := c.index[f.Name]; known {
			continue
		}
		if c.excess = len(c.names) == maxColumns; c.excess {
			return
		}
		c.index[f.Name] = len(c.names)
		c.names = append(c.names, f.Name)
	}
}

// fix says whether a group has a position.
func (g *group) fix() bool {
	n := 0
	for _, f := range g.fields {
		if (f.Name == "lat" || f.Name == "lon") && !math.IsNaN(f.V) {
			n++
		}
	}
	return n == 2
}

// order puts a position first.
func (c *captured) order() {
	if !c.fixes || c.wire.Format != "nmea" {
		c.fixes = false
		return
	}
	c.names = slices.DeleteFunc(c.names, func(s string) bool { return s == "lat" || s == "lon" })
	c.names = append([]string{"lat", "lon"}, c.names...)
	for i, name := range c.names {
		c.index[name] = i
	}
}

// columns are the names, with that of the time before them.
func (c *captured) columns() []string {
	names := slices.Clone(c.names)
	if c.stamps.any() {
		names = append([]string{"time"}, names...)
	}
	notation.FillNames(names)
	return names
}

// named is false if the names only say the place.
func (c *captured) named() bool {
	places := make([]string, len(c.names)+1)
	notation.FillNames(places)
	return slices.ContainsFunc(c.names, func(s string) bool { return !slices.Contains(places, s) })
}

// none says why there is no row.
func (c *captured) none() error {
	switch {
	case c.good > 0:
		return fmt.Errorf("it is %s, and none of its %s has a number that is read", c.wire.Format, notation.Count(c.good, "record"))
	case c.first != nil:
		return fmt.Errorf("it is no %s: there is no good record in it, and %s; the first: %w", c.wire.Format, notation.Count(c.bad, "bad one"), c.first)
	case c.skipped == 0:
		return errors.New("there is nothing in it")
	}
	return fmt.Errorf("it is no %s: there is no record in its %s", c.wire.Format, notation.Count(c.skipped, "byte"))
}

// head is the first rows, for guessing.
func (c *captured) head(l *lines, r io.Reader) (head [][]string, err error) {
	src, err := again(r)
	if err != nil {
		return nil, err
	}
	if src == nil {
		src = strings.NewReader(string(l.buf[l.from:l.end]))
	}
	rows, err := newCaptureRows(src, c)
	for rec := (Record{}); err == nil && len(head) < headLines; {
		var problem error
		if problem, err = rows.read(&rec); err == nil && problem == nil {
			head = append(head, texts(rec.Cells))
		}
	}
	return head, nil
}
