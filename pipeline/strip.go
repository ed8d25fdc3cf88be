package pipeline

import (
	"math"
	"slices"
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
	drawn []StripCell // what snapshots share; nil if a verdict came since
}

// newStrip begins with a cell for each verdict.
func newStrip(rig sensor.Rig, hop int) strip { return strip{cell: rig.Grid(hop)} }

func (s *strip) verdict(v *inference.Verdict) {
	if s.drawn = nil; s.start.IsZero() {
		s.start = v.T
	}
	s.reach(v.T)
	i := int(v.T.Sub(s.start) / s.cell)
	for len(s.cells) <= i {
		s.cells = append(s.cells, StripCell{From: s.start.Add(time.Duration(len(s.cells)) * s.cell)})
	}
	s.cells[i] = worse(s.cells[i], cellOf(v))
}

// reach makes t fall into one of maxCells cells. A replay may begin in the
// middle and be wound back later. Nothing reaches further than Sub, 292
// years: what is older than that begins anew.
func (s *strip) reach(t time.Time) {
	for t.Sub(s.start)/maxCells >= s.cell { // a product could overflow
		s.double()
	}
	early := s.start.Sub(t)
	if early <= 0 {
		return
	}
	if early == math.MaxInt64 {
		*s = strip{start: t, cell: s.cell}
		return
	}
	for int((early-1)/s.cell)+1 > maxCells-len(s.cells) {
		s.double()
	}
	s.extend(int((early-1)/s.cell) + 1)
}

// extend puts n empty cells before the first.
func (s *strip) extend(n int) {
	before := make([]StripCell, n, maxCells)
	s.start = s.start.Add(-time.Duration(n) * s.cell)
	for i := range before {
		before[i].From = s.start.Add(time.Duration(i) * s.cell)
	}
	s.cells = append(before, s.cells...)
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

// snapshot is the strip as it is now, for as many snapshots as want it.
func (s *strip) snapshot() []StripCell {
	if s.drawn == nil {
		s.drawn = slices.Clone(s.cells)
	}
	return s.drawn
}

func cellOf(v *inference.Verdict) StripCell {
	c := StripCell{State: v.State, Score: v.Score,
		Channel: make([]float64, len(v.Channels)), Modality: make([]float64, len(v.Modalities))}
	for i, ch := range v.Channels {
		c.Channel[i] = ch.Score
	}
	for i, m := range v.Modalities {
		c.Modality[i] = m.Score
	}
	return c
}

// severity orders states; the empty state of an unvisited cell is least.
var severity = map[inference.State]int{inference.OK: 1, inference.Unknown: 2, inference.Process: 3, inference.Fault: 4}

func worse(a, b StripCell) StripCell {
	if severity[b.State] > severity[a.State] {
		a.State = b.State
	}
	a.Score = max(a.Score, b.Score)
	a.Channel, a.Modality = highestEach(a.Channel, b.Channel), highestEach(a.Modality, b.Modality)
	return a
}

// highestEach of a and b place by place; NaN is the lowest, nil is nothing at
// all. It writes to neither, because either may be in a snapshot.
func highestEach(a, b []float64) []float64 {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	out := slices.Clone(a)
	for i, x := range b {
		if !(out[i] >= x) && x == x {
			out[i] = x
		}
	}
	return out
}
