package report

import (
	"math"
	"strings"
	"time"
)

// Sizes of a plot in text, in characters.
const (
	sketchL    = 11 // labels of the scale, right-aligned
	sketchHigh = 7
	sketchLow  = 4
)

// sketch is the plot in ASCII: a column of the text for each slice of time,
// '-' where a line stays on one level, '|' where it spans several; estimates
// are '~' and '!', scores are bars of '#'.
func (p Plot) sketch(width int) []string {
	out := append(hung("", p.Title, width), "")
	inside := width - sketchL - 1
	for _, panel := range p.Panels {
		out = append(out, hung("  ", panel.Head, width)...)
		out = append(out, p.rows(panel, inside)...)
	}
	out = append(out, strings.Repeat(" ", sketchL)+"+"+p.ruler(inside), p.ends(width))
	for i, m := range p.Marks {
		out = append(out, hung("  "+string(rune('A'+i%26))+" ", m.Text, width)...)
	}
	for _, e := range p.Figure().Legend {
		if sign := signOf(Role(e.Class)); sign != "" {
			out = append(out, hung("  "+sign+" ", e.Words, width)...)
		}
	}
	return out
}

// hung is text in lines that stand under each other behind first.
func hung(first, text string, width int) []string {
	out := folded(plain(Clean(text)), width-len(first))
	for i := range out {
		out[i] = first + out[i]
		first = strings.Repeat(" ", len(first))
	}
	return out
}

func signOf(r Role) string {
	return map[Role]string{Measured: "- |", Passed: "- |", Estimate: "~ !", Score: "#  ", Withheld: "x  ", Missing: "o  "}[r]
}

// rows of one panel, the scale at their left.
func (p Plot) rows(panel Panel, width int) []string {
	h := sketchHigh
	if panel.Low {
		h = sketchLow
	}
	grid := make([][]byte, h)
	for y := range grid {
		grid[y] = []byte(strings.Repeat(" ", width))
	}
	for _, s := range panel.Shades {
		for x := p.column(s.From, width); x <= p.column(s.To, width); x++ {
			grid[h-1][x] = signOf(s.Role)[0]
		}
	}
	for _, m := range p.Marks {
		for y := range grid {
			grid[y][p.column(m.T, width)] = ':'
		}
	}
	for _, l := range panel.Lines {
		p.pencil(grid, panel, l)
	}
	var out []string
	for y, row := range grid {
		out = append(out, edge(panel, y, h)+"|"+strings.TrimRight(string(row), " "))
	}
	return out
}

// edge is the label of a row: the value of the highest and the lowest.
func edge(p Panel, y, h int) string {
	label := ""
	switch y {
	case 0:
		label = plain(number(p.Hi, p.Places+1))
	case h - 1:
		label = plain(number(p.Lo, p.Places+1))
	}
	if len(label) > sketchL-1 {
		label = label[:sketchL-1]
	}
	return strings.Repeat(" ", sketchL-1-len(label)) + label + " "
}

// pencil draws a line, column by column.
func (p Plot) pencil(grid [][]byte, panel Panel, l Line) {
	w, h := len(grid[0]), len(grid)
	lo, hi := make([]float64, w), make([]float64, w)
	for x := range lo {
		lo[x], hi[x] = math.Inf(1), math.Inf(-1)
	}
	for _, run := range l.runs() {
		for i, q := range run {
			from := p.column(q.T, w)
			to := from
			if i+1 < len(run) { // a point stands until the next
				to = max(from, p.column(run[i+1].T, w)-1)
			}
			for x := from; x <= to; x++ {
				lo[x], hi[x] = min(lo[x], q.Lo), max(hi[x], q.Hi)
			}
		}
	}
	sign := signOf(l.Role)
	for x := range lo {
		if lo[x] > hi[x] {
			continue
		}
		top, bottom := panel.row(hi[x], h), panel.row(lo[x], h)
		if l.Role == Score {
			bottom = h - 1
		}
		for y := top; y <= bottom; y++ {
			grid[y][x] = sign[0]
			if top < bottom && l.Role != Score {
				grid[y][x] = sign[2]
			}
		}
	}
}

// row of a value, 0 at the top.
func (p Panel) row(v float64, h int) int {
	share := min(max((v-p.Lo)/(p.Hi-p.Lo), 0), 1)
	if math.IsNaN(share) {
		share = 0
	}
	return h - 1 - int(math.Round(share*float64(h-1)))
}

// column of a moment.
func (p Plot) column(t time.Time, width int) int {
	span := p.To.Sub(p.From)
	if span <= 0 {
		return 0
	}
	share := float64(t.Sub(p.From)) / float64(span)
	return min(max(int(share*float64(width)), 0), width-1)
}

// ruler is the axis with the letters of the marks.
func (p Plot) ruler(width int) string {
	out := []byte(strings.Repeat("-", width))
	for i, m := range p.Marks {
		out[p.column(m.T, width)] = byte('A' + i%26)
	}
	return string(out)
}

// ends are the times at both ends of the axis.
func (p Plot) ends(width int) string {
	a, b := p.Clock.Short(p.From), p.Clock.Short(p.To)
	return strings.Repeat(" ", sketchL) + a + strings.Repeat(" ", max(width-sketchL-len(a)-len(b), 1)) + b
}
