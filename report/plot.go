package report

import (
	"math"
	"time"
)

// Plot shows one or more panels under each other on one time axis.
type Plot struct {
	ID       string // unique on the page; letters and digits
	Title    string
	Desc     string // the same in words, for those who cannot see it
	From, To time.Time
	Clock    Clock
	Panels   []Panel
	Marks    []Mark
}

// Panel is a scale and what is drawn on it.
type Panel struct {
	Head   string // with the unit
	Lo, Hi float64
	Ticks  []float64 // where the scale is labelled
	Places int       // decimals of the labels
	Low    bool      // a low panel, for what needs no detail
	Shades []Shade
	Lines  []Line
	Rules  []float64 // levels worth a line
}

// Line is one trace. A point may be a range: the lowest and the highest of
// the samples it stands for. NaN breaks the line.
type Line struct {
	Name   string // for the legend
	Role   Role
	Points []Point
	Sigma  float64       // half the height of the band around it; 0: there is none
	Jump   time.Duration // points farther from each other are not joined; 0: all are
}

// Point is a moment of a line, or a range of values.
type Point struct {
	T      time.Time
	Lo, Hi float64
}

// Shade is a time in which something is missing.
type Shade struct {
	Name     string // for the legend
	Role     Role
	From, To time.Time
}

// Mark is a moment worth a line through all panels.
type Mark struct {
	T    time.Time
	Text string
}

// Role is how something is drawn: each has a colour and a way to draw it.
type Role string

// The roles, as on the console. An estimate is dashed: it never looks like a
// reading.
const (
	Measured Role = "measured"
	Passed   Role = "passed"
	Estimate Role = "estimate"
	Score    Role = "score"
	Withheld Role = "withheld"
	Missing  Role = "missing"
)

// gap says that no line is drawn from p to q.
func (l Line) gap(p, q Point) bool {
	return math.IsNaN(p.Lo) || math.IsNaN(q.Lo) || l.Jump > 0 && q.T.Sub(p.T) > l.Jump
}

// runs are the pieces of the line between its gaps.
func (l Line) runs() [][]Point {
	var out [][]Point
	for i, p := range l.Points {
		switch {
		case math.IsNaN(p.Lo):
		case i == 0 || l.gap(l.Points[i-1], p):
			out = append(out, []Point{p})
		default:
			out[len(out)-1] = append(out[len(out)-1], p)
		}
	}
	return out
}

// fitted is the panel with a scale that holds its lines and bands, at least
// least high, and labels on it.
func (p Panel) fitted(least float64) Panel {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, l := range p.Lines {
		for _, q := range l.Points {
			if finite(q.Lo) && finite(q.Hi) {
				lo, hi = min(lo, q.Lo-l.Sigma), max(hi, q.Hi+l.Sigma)
			}
		}
	}
	if lo > hi {
		lo, hi = 0, 1
	}
	if hi-lo < least || hi-lo == 0 {
		mid, half := lo/2+hi/2, max(least, 1e-9*math.Abs(lo), 1e-12)/2
		lo, hi = mid-half, mid+half
	}
	room := .06 * (hi - lo)
	p.Lo, p.Hi = lo-room, hi+room
	p.Ticks, p.Places = ticks(p.Lo, p.Hi)
	return p
}

// ticks are two to five round numbers from lo to hi, and their decimals.
func ticks(lo, hi float64) (at []float64, places int) {
	span := hi - lo
	if !finite(span) || span <= 0 {
		return nil, 0
	}
	power := math.Pow(10, math.Floor(math.Log10(span/3)))
	step := power
	for _, m := range []float64{1, 2, 5, 10} {
		if step = m * power; span/step <= 5 {
			break
		}
	}
	for k := math.Ceil(lo / step); k*step <= hi && len(at) < 6; k++ {
		at = append(at, k*step)
	}
	return at, min(max(0, int(math.Ceil(-math.Log10(step)-1e-9))), 9)
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
