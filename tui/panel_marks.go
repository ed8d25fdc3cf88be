package tui

import "rigscope/tui/chart"

// markLines draws a thin line through the charts at each marker in view;
// what is drawn later covers it.
func (s *scene) markLines(g chart.Grid, view chart.View) {
	for _, n := range s.journal.notes {
		if x := s.markCell(n, view, g.W); x >= 0 {
			for y := range g.H {
				g.Text(x, y, "┊", chart.Cell{Ink: inkKey})
			}
		}
	}
}

// flags puts a flag under each of these lines; labels that are drawn later
// cover it.
func (s *scene) flags(g chart.Grid, view chart.View) {
	for _, n := range s.journal.notes {
		if x := s.markCell(n, view, g.W); x >= 0 {
			g.Text(x, 0, "⚑", chart.Cell{Ink: inkKey})
		}
	}
}

// markCell is the column of a marker on w columns, -1 if it is not in view.
func (s *scene) markCell(n Note, view chart.View, w int) int {
	i := sampleAt(s.shown, n.T)
	if i < 0 {
		return -1
	}
	return view.Cell(s.shown.First+i, w)
}
