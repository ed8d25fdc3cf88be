package tui

import (
	"math"
	"slices"
	"time"

	"rigscope/pipeline"
)

// lineScores says where the scores of each column of the timeline are: in
// the strip, which knows the whole run, or sample by sample where a column is
// shorter than a cell of the strip and memory reaches that far.
type lineScores struct {
	strip   []pipeline.StripCell
	columns []lineColumn
}

// lineColumn is one column's part: of the strip, or of memory if exact.
type lineColumn struct {
	exact    bool
	from, to int
}

func (m *Model) scores(v section) lineScores {
	s := m.shown
	out := lineScores{s.Strip, make([]lineColumn, v.cells)}
	length := time.Duration(0)
	if len(s.Strip) > 1 {
		length = s.Strip[1].From.Sub(s.Strip[0].From)
	}
	for x := range out.columns {
		a, b := v.at(x), v.at(x+1)
		if length > v.cell() && !a.Before(s.Times[0]) {
			out.columns[x] = samplesIn(s, a, b)
		} else {
			out.columns[x] = cellsIn(s.Strip, a, b)
		}
	}
	return out
}

// samplesIn are the judged samples from a to b, or the one that holds until
// then where there is none.
func samplesIn(s *pipeline.Snapshot, a, b time.Time) lineColumn {
	times := s.Times[:s.Judged]
	from := firstFrom(times, a)
	to := firstFrom(times, b)
	if from == to && from > 0 && from < len(times) && a.Sub(times[from-1]) <= s.Rig.Period() {
		from--
	}
	return lineColumn{true, from, to}
}

// firstFrom is the index of the first time at or after t.
func firstFrom(times []time.Time, t time.Time) int {
	i, _ := slices.BinarySearchFunc(times, t, time.Time.Compare)
	return i
}

// cellsIn are the cells of the strip that overlap with a to b.
func cellsIn(strip []pipeline.StripCell, a, b time.Time) lineColumn {
	byTime := func(c pipeline.StripCell, t time.Time) int { return c.From.Compare(t) }
	from, exact := slices.BinarySearchFunc(strip, a, byTime)
	to, _ := slices.BinarySearchFunc(strip, b, byTime)
	if !exact && from > 0 && from < len(strip) {
		from--
	}
	return lineColumn{false, from, to}
}

// of is row k in every column; NaN where nothing was judged.
func (s lineScores) of(pick func(*pipeline.StripCell) []float64, memory [][]float64, k int) []float64 {
	out := make([]float64, len(s.columns))
	for x := range out {
		out[x] = s.at(x, pick, memory, k)
	}
	return out
}

// at is the highest score of row k in column x.
func (s lineScores) at(x int, pick func(*pipeline.StripCell) []float64, memory [][]float64, k int) float64 {
	c, best := s.columns[x], math.NaN()
	if c.exact {
		return highestOf(memory[k][c.from:c.to])
	}
	for i := c.from; i < c.to; i++ {
		if row := pick(&s.strip[i]); k < len(row) && !(best >= row[k]) {
			best = row[k]
		}
	}
	return best
}

// overall is the score of the whole rig in every column.
func (s lineScores) overall(snap *pipeline.Snapshot) []float64 {
	out := make([]float64, len(s.columns))
	for x, c := range s.columns {
		out[x] = math.NaN()
		if c.exact {
			for k := range snap.Score {
				if y := highestOf(snap.Score[k][c.from:c.to]); !(out[x] >= y) && y == y {
					out[x] = y
				}
			}
			continue
		}
		for i := c.from; i < c.to; i++ {
			if cell := &s.strip[i]; cell.State != "" && !(out[x] >= cell.Score) {
				out[x] = cell.Score
			}
		}
	}
	return out
}

// highestOf is the greatest that is not NaN, or NaN.
func highestOf(v []float64) float64 {
	best := math.NaN()
	for _, x := range v {
		if !(best >= x) && x == x {
			best = x
		}
	}
	return best
}
