package tui

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"rigscope/tui/chart"
)

// influence is the matrix of who moves whom, as numbers on coloured ground:
// the row is the disturbed channel, the column the corrected one.
type influence struct {
	*scene
	measured bool
	chosen   bool
}

// Draw draws a heading, the matrix around the chosen cell, and what that cell
// says.
func (p influence) Draw(g chart.Grid) {
	name, about := "CERTIFIED", "who moves whom at most, σ per σ"
	if p.measured {
		name, about = "MEASURED", "who moved whom, σ per σ"
		if n := p.inside.theory.Windows; n > 0 {
			about += ", on " + plural(n, "healthy window") + " of this run"
		}
	}
	paneHeading(g, p.chosen, name, p.spell(about))
	m := p.matrix()
	if len(m) == 0 || len(m) != len(p.names) {
		p.nothing(g.Sub(1, 2, g.W-2, g.H-2))
		return
	}
	f := p.frame(g.W, g.H)
	p.heads(g, f)
	p.copyHeat(g.Sub(f.label, 2, f.columns*f.cell, f.rows), m, f)
	p.cursor(g, f)
	p.says(g.Sub(0, g.H-2, g.W, 2))
}

func (p influence) matrix() [][]float64 {
	if p.measured {
		return p.inside.theory.Measured
	}
	return p.inside.theory.Certified
}

func (p influence) nothing(g chart.Grid) {
	text := "This model has no certificate for the way from channel to channel."
	if p.measured && p.inside.asking {
		text = "measuring…"
	} else if p.measured {
		text = "Nothing was measured: it takes windows of this run that were judged healthy and miss nothing. Press u once there are some."
	}
	for y, line := range firstLines(text, g.W, g.H) {
		g.Text(0, y, line, chart.Cell{Ink: inkText})
	}
}

// heatFrame is the part of the matrix on screen.
type heatFrame struct {
	label, cell   int // [cells] widths of the row names and of a column
	row, col      int // first shown
	rows, columns int // shown
}

// frame gives columns what they need, then names what is left.
func (p influence) frame(w, h int) heatFrame {
	n := len(p.names)
	f := heatFrame{cell: 4, rows: min(n, max(h-4, 1))}
	want := min(p.longest, 18) + 5
	for f.cell < 6 && n*(f.cell+1)+want <= w {
		f.cell++
	}
	f.label = min(max(w-n*f.cell, 10), want)
	if f.label+n*f.cell > w { // it scrolls anyway
		f.label = min(want, w/3)
	}
	f.columns = min(n, max((w-f.label)/f.cell, 1))
	f.row = pageOf(p.Model.focus, f.rows, n)
	f.col = pageOf(p.inside.col, f.columns, n)
	return f
}

// pageOf is the first of the page of fit things among n that holds i.
func pageOf(i, fit, n int) int { return max(min(i/fit*fit, n-fit), 0) }

func (p influence) heads(g chart.Grid, f heatFrame) {
	for k := range f.columns {
		c := f.col + k
		text, pen := strconv.Itoa(c+1), chart.Cell{Ink: inkDim}
		if c == p.inside.col {
			text, pen = "["+text+"]", chart.Cell{Ink: inkBright, Bold: true}
		}
		end := f.label + (k+1)*f.cell - 1
		if c == p.inside.col {
			end++
		}
		g.Text(max(end-chart.Width(text), f.label), 1, text, pen)
	}
	for k := range f.rows {
		c := f.row + k
		pen := chart.Cell{Ink: inkText}
		if c == p.Model.focus {
			pen = chart.Cell{Ink: inkBright, Bold: true}
			g.Text(0, 2+k, "▌", chart.Cell{Ink: inkKey})
		}
		name := chart.Cut(p.names[c], f.label-5)
		g.Text(1, 2+k, fmt.Sprintf("%2d %s", c+1, name), pen)
	}
	if f.rows < len(p.names) || f.columns < len(p.names) {
		g.Text(1, 1, fmt.Sprintf("of %d", len(p.names)), chart.Cell{Ink: inkDim})
	}
}

// copyHeat draws the matrix if it is another than last time, and copies it.
func (p influence) copyHeat(g chart.Grid, m [][]float64, f heatFrame) {
	pic := &p.inside.heat[0]
	if p.measured {
		pic = &p.inside.heat[1]
	}
	of := pictured{p.inside.theory, f, g.W, g.H}
	if pic.of != of {
		*pic = picture{of, chart.NewGrid(g.W, g.H)}
		drawHeat(pic.grid, m, f)
	}
	for y := range g.H {
		for x := range g.W {
			g.Set(x, y, pic.grid.At(x, y))
		}
	}
}

// drawHeat is the expensive part.
func drawHeat(g chart.Grid, m [][]float64, f heatFrame) {
	h := chart.Heat{Column: f.cell, Steps: heatPens()}
	for r := range f.rows {
		row := m[f.row+r]
		var shares []float64
		var text []string
		for k := range f.columns {
			c := f.col + k
			x := math.NaN()
			if c < len(row) {
				x = row[c]
			}
			if c == f.row+r && x == 0 { // itself is masked
				g.Text(k*f.cell+f.cell-2, r, "·", chart.Cell{Ink: inkFaint})
				x = math.NaN()
			} else if math.IsNaN(x) {
				g.Text(k*f.cell+f.cell-2, r, "–", chart.Cell{Ink: inkDim})
			}
			shares, text = append(shares, heatShare(x)), append(text, fmt.Sprintf("%*s", f.cell-1, heatText(x, f.cell)))
		}
		h.M, h.Text = append(h.M, shares), append(h.Text, text)
	}
	h.Draw(g)
}

// heatEdges [σ per σ] divide the colours of the heat map: below 1 a lie
// shrinks, above it grows.
func heatEdges() []float64 { return []float64{.03, .1, .3, 1, 10} }

func heatPens() []chart.Cell {
	var out []chart.Cell
	for k := range heatEdges() {
		out = append(out, chart.Cell{Ink: inkText, Ground: groundHeat0 + chart.Ink(k), Bold: k >= 4})
	}
	return append(out, chart.Cell{Ink: inkLabel, Ground: groundHeat5, Bold: true})
}

// heatShare is the middle of the step that x falls into, 0 to 1.
func heatShare(x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	edges := heatEdges()
	k := 0
	for k < len(edges) && x >= edges[k] {
		k++
	}
	return (float64(k) + .5) / float64(len(edges)+1)
}

// heatText is x for a column of that many cells, one of them a gap.
func heatText(x float64, cell int) string {
	switch {
	case x == 0:
		return "·"
	case cell > 4:
		return gainText(x)
	case math.IsInf(x, 0):
		return "inf"
	case x >= 999.5:
		return ">1k"
	case x >= 9.95:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case x >= .995:
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strings.TrimPrefix(strconv.FormatFloat(x, 'f', 2, 64), "0")
}

// cursor marks the chosen cell by more than colour: its row and column heads
// say it, too.
func (p influence) cursor(g chart.Grid, f heatFrame) {
	r, c := p.Model.focus-f.row, p.inside.col-f.col
	if r < 0 || r >= f.rows || c < 0 || c >= f.columns {
		return
	}
	for x := f.label + c*f.cell; x < f.label+(c+1)*f.cell; x++ {
		cell := g.At(x, 2+r)
		cell.Ink, cell.Ground, cell.Bold, cell.Reverse = inkBright, groundChosen, true, true
		g.Set(x, 2+r, cell)
	}
}

// says puts the chosen cell, and the largest of all, into words.
func (p influence) says(g chart.Grid) {
	t, i, j := p.inside.theory, p.Model.focus, p.inside.col
	line := fmt.Sprintf("%s is masked while it is corrected: nothing it reads gets into it", p.names[i])
	if i != j {
		line = fmt.Sprintf("1 σ on %s moves the corrected %s by at most %s σ", p.names[i], p.names[j], gainText(influenceAt(t.Certified, i, j)))
		if t.Measured != nil {
			line += fmt.Sprintf("; seen: %s σ", gainText(influenceAt(t.Measured, i, j)))
		}
	}
	g.Text(1, 0, cutTail(p.spell(line), g.W-2), chart.Cell{Ink: inkText})
	if r, c, ok := largest(p.matrix()); ok {
		line = fmt.Sprintf("largest: %s σ, %s by %s", gainText(p.matrix()[r][c]), p.names[c], p.names[r])
		g.Text(1, 1, cutTail(p.spell(line), g.W-2), chart.Cell{Ink: inkDim})
	}
}

// influenceAt is m[i][j], NaN where m has none.
func influenceAt(m [][]float64, i, j int) float64 {
	if i >= len(m) || j >= len(m[i]) {
		return math.NaN()
	}
	return m[i][j]
}

// largest entry off the diagonal.
func largest(m [][]float64) (r, c int, ok bool) {
	best := math.Inf(-1)
	for i, row := range m {
		for j, x := range row[:min(len(row), len(m))] {
			if i != j && x > best {
				best, r, c, ok = x, i, j, true
			}
		}
	}
	return r, c, ok
}

// cutTail ends s where w cells end: of a sentence the beginning counts.
func cutTail(s string, w int) string {
	r := []rune(s)
	if len(r) <= w {
		return s
	}
	return string(r[:max(w-1, 0)]) + "…"
}
