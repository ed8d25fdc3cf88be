package chart

import (
	"fmt"
	"image"
	"math"

	"github.com/NimbleMarkets/ntcharts/canvas"
	"github.com/NimbleMarkets/ntcharts/heatmap"
	"github.com/NimbleMarkets/ntcharts/linechart"
	"github.com/charmbracelet/lipgloss"
)

// Heat is a matrix drawn as numbers on coloured ground. The number is always
// there, so the picture can be read without colours.
type Heat struct {
	M      [][]float64 // [R][≤C] row by row, 0..1 as a rule, below is drawn as 0; NaN is blank
	Steps  []Cell      // pens for equal steps of the value from 0 to 1; beyond, the last
	Text   [][]string  // what stands in the cells, likewise; nil: the number itself
	Column int         // [cells] width of a column; from 4 on numbers have a point, below they are hundredths
}

// Draw draws the matrix from the top left of g, one row per matrix row. What
// has no room is cut off.
func (h Heat) Draw(g Grid) {
	rows, columns := min(len(h.M), g.H), 0
	if h.Column <= 0 || len(h.Steps) == 0 {
		return
	}
	for _, row := range h.M[:rows] {
		columns = max(columns, len(row))
	}
	columns = min(columns, (g.W+h.Column-1)/h.Column)
	steps := NewGrid(columns, rows)
	steps.blit(h.canvas(columns, rows), image.Point{}, Braille)
	for r, row := range h.M[:rows] {
		for c, x := range row[:min(len(row), columns)] {
			if step := steps.At(c, r).Ground; step > 0 {
				h.cell(g.Sub(c*h.Column, r, h.Column, 1), h.text(r, c, x), h.Steps[step-1])
			}
		}
	}
}

// canvas has one cell for each number; the ground of a cell is the number of
// its step, counted from 1.
func (h Heat) canvas(columns, rows int) *canvas.Model {
	colors := make([]lipgloss.Color, min(len(h.Steps), math.MaxUint8))
	for i := range colors {
		colors[i] = InkColor(Ink(i + 1))
	}
	m := blankHeatmap(columns, rows)
	m.ColorScale = colors
	for r, row := range h.M[:rows] {
		for c, x := range row[:min(len(row), columns)] {
			if !math.IsNaN(x) {
				m.Push(heatmap.NewHeatPointInt(c, m.Canvas.Height()-1-r, min(max(x, 0), 1)))
			}
		}
	}
	m.Draw()
	return &m.Canvas
}

// blankHeatmap is one without axes on which a point is a cell.
func blankHeatmap(columns, rows int) heatmap.Model {
	w, height := max(columns, leastW), max(rows, leastH)
	plain := linechart.New(w, height, 0, float64(w), 0, float64(height), linechart.WithXYSteps(0, 0))
	return heatmap.New(w, height, heatmap.WithStyle(plain), heatmap.WithValueRange(0, 1))
}

func (h Heat) text(r, c int, x float64) string {
	if h.Text == nil {
		return h.number(x)
	}
	return h.Text[r][c]
}

// cell writes text in the middle of g.
func (h Heat) cell(g Grid, text string, pen Cell) {
	pen.Rune = ' '
	g.Fill(pen)
	g.Text((g.W-Width(text))/2, 0, text, pen)
}

func (h Heat) number(x float64) string {
	switch {
	case x >= 9.95:
		return ">9"
	case h.Column < 4:
		return fmt.Sprintf("%02.0f", 100*max(x, 0))
	case x >= 1:
		return decimal(x, 1)
	}
	return Prob(x)
}
