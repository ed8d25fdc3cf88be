package pipeline

import (
	"time"

	"rigscope/inference"
	"rigscope/sensor"
)

// maxCells bounds the strip; reaching it doubles the length of a cell.
const maxCells = 512

// strip sums up the whole run in equal slices of data time, whatever the
// order in which a replay visits them.
type strip struct {
	start time.Time
	cell  time.Duration
	cells []StripCell
}

// newStrip begins with a cell for each verdict.
func newStrip(rig sensor.Rig, hop int) strip { return strip{cell: rig.Grid(hop)} }

func (s *strip) verdict(v *inference.Verdict) {
	if s.start.IsZero() || v.T.Before(s.start) {
		*s = strip{start: v.T, cell: s.cell}
	}
	for v.T.Sub(s.start)/maxCells >= s.cell { // a product could overflow: Sub reaches 292 years
		s.double()
	}
	i := int(v.T.Sub(s.start) / s.cell)
	for len(s.cells) <= i {
		s.cells = append(s.cells, StripCell{From: s.start.Add(time.Duration(len(s.cells)) * s.cell)})
	}
	s.cells[i] = worse(s.cells[i], StripCell{State: v.State, Score: v.Score})
}

// double merges neighbours, keeping the worse of each pair.
func (s *strip) double() {
	s.cell *= 2
	for i := 0; i < len(s.cells); i += 2 {
		c := s.cells[i]
		if i+1 < len(s.cells) {
			c = worse(c, s.cells[i+1])
		}
		s.cells[i/2] = c
	}
	s.cells = s.cells[:(len(s.cells)+1)/2]
}

// severity orders states; the empty state of an unvisited cell is least.
var severity = map[inference.State]int{inference.OK: 1, inference.Unknown: 2, inference.Process: 3, inference.Fault: 4}

func worse(a, b StripCell) StripCell {
	if severity[b.State] > severity[a.State] {
		a.State = b.State
	}
	a.Score = max(a.Score, b.Score)
	return a
}
