package replay

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"rigscope/sources/decode"
	"rigscope/sources/notation"
)

// aside is a problem that is no row's: a sentence with a wrong checksum.
type aside struct{ error }

// captureRows reads one row a group.
type captureRows struct {
	in      *groups
	plan    *captured
	stamps  stamps
	cells   [][]byte       // [columns] of the present row, reused
	text    []byte         // of the cells
	at      int            // line or byte
	unfixed int            // groups without a position that were no rows
	between []decode.Field // what they told since the last fix
	strange map[string]bool
	excess  bool // is still to be told
}

func newCaptureRows(src io.Reader, c *captured) (*captureRows, error) {
	in, err := newGroups(src, c.wire)
	if err != nil {
		return nil, err
	}
	return &captureRows{in: in, plan: c, stamps: c.stamps, strange: map[string]bool{}, excess: c.excess,
		cells: make([][]byte, len(c.columns()))}, nil
}

func (r *captureRows) line() int { return r.at }

// read gives what could not be decoded as an aside, without cells.
func (r *captureRows) read(rec *Record) (problem, err error) {
	for {
		g, err := r.in.next()
		if err != nil {
			return nil, err
		}
		r.at, rec.Line = g.line, g.line
		switch {
		case g.err != nil:
			return aside{g.err}, nil
		case r.plan.fixes && !g.fix():
			r.unfixed++
			r.keep(g.fields)
		default:
			r.join(g)
			problem = r.fill(g)
			rec.Cells = r.cells
			return problem, nil
		}
	}
}

// keep keeps the newest numbers of times without a fix.
func (r *captureRows) keep(fields []decode.Field) {
	for _, f := range fields {
		if i := findField(r.between, f.Name); !math.IsNaN(f.V) && i >= 0 {
			r.between[i] = f
		} else if !math.IsNaN(f.V) {
			r.between = append(r.between, f)
		}
	}
}

// join adds to a fix what was told since the one before and not with it,
// such as an attitude that comes more often.
func (r *captureRows) join(g *group) {
	for _, f := range r.between {
		if findField(g.fields, f.Name) < 0 {
			g.fields = append(g.fields, f)
		}
	}
	r.between = r.between[:0]
}

func findField(fields []decode.Field, name string) int {
	return slices.IndexFunc(fields, func(f decode.Field) bool { return f.Name == name })
}

// fill writes the cells; missing values are empty.
func (r *captureRows) fill(g *group) (problem error) {
	clear(r.cells)
	r.text = r.text[:0]
	first := 0
	if r.plan.stamps.any() {
		r.put(0, r.stamps.append(r.text, g, r.plan.wire.Format == "nmea"))
		first = 1
	}
	for _, f := range g.fields {
		i, known := r.plan.index[f.Name]
		switch {
		case !known && problem == nil:
			problem = r.meet(f.Name)
		case known && !math.IsNaN(f.V) && !math.IsInf(f.V, 0):
			r.put(first+i, appendNumber(r.text, f.V))
		}
	}
	return problem
}

// put takes the text behind r.text for a cell.
func (r *captureRows) put(i int, longer []byte) {
	from := len(r.text)
	r.text = longer
	r.cells[i] = longer[from:len(longer):len(longer)]
}

// appendNumber writes the shortest decimal that reads back as v.
func appendNumber(dst []byte, v float64) []byte {
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.AppendFloat(dst, v, 'e', -1, 64)
	}
	return strconv.AppendFloat(dst, v, 'f', -1, 64)
}

// meet sees a name that has no column.
func (r *captureRows) meet(name string) error {
	if r.excess {
		r.excess = false
		return fmt.Errorf("there are more than %d columns: the others are left out, here and below", maxColumns)
	}
	if r.plan.excess || r.strange[name] || len(r.strange) == maxStrange {
		return nil
	}
	r.strange[name] = true
	return fmt.Errorf("the name %q is not in the beginning of the file: it is left out, here and below", notation.Clip(name))
}

// told is what a whole reading found.
func (r *captureRows) told() string {
	s := r.in.decoder.Stats()
	text := fmt.Sprintf("in all %s, %d of them bad", notation.Count(s.Records+s.Bad, "record"), s.Bad)
	if s.Skipped > 0 {
		text += fmt.Sprintf(", %s that belong to none", notation.Count(s.Skipped, "byte"))
	}
	if r.unfixed > 0 {
		text += fmt.Sprintf(", %s without a fix", notation.Count(r.unfixed, "time"))
	}
	return text
}

// isAside says whether a *sources.FrameError is about no row.
func isAside(err error) bool {
	var a aside
	return errors.As(err, &a)
}
