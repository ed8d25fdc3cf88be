package chart

import (
	"image"
	"strconv"

	"github.com/NimbleMarkets/ntcharts/canvas"
	"github.com/charmbracelet/lipgloss"
)

// An ntcharts chart is never made smaller than this, because some panic.
// What is asked for is then a part of it.
const (
	leastW = 10 // [cells]
	leastH = 3  // [cells]
)

// Blit copies an ntcharts canvas to the top left of g; its blank cells leave
// g as it is. Colours that InkColor made come back as inks, any other colour
// is dropped. Cells are copied because the canvas's View would turn each of
// them into an escape sequence of its own.
func Blit(g Grid, c *canvas.Model) { g.blit(c, image.Point{}, Braille) }

// blit copies what c has from at on.
func (g Grid) blit(c *canvas.Model, at image.Point, gl Glyphs) {
	for y := range g.H {
		for x := range g.W {
			from := c.Cell(at.Add(image.Pt(x, y)))
			ground := inkFrom(from.Style.GetBackground())
			if from.Rune == 0 && ground == 0 {
				continue
			}
			if ground == 0 {
				ground = g.At(x, y).Ground
			}
			g.Set(x, y, Cell{Rune: gl.rune(from.Rune), Ink: inkFrom(from.Style.GetForeground()), Ground: ground})
		}
	}
}

// InkColor carries an ink through ntcharts, which knows colours only.
func InkColor(ink Ink) lipgloss.Color { return lipgloss.Color(strconv.Itoa(int(ink))) }

func inkFrom(c lipgloss.TerminalColor) Ink {
	name, _ := c.(lipgloss.Color)
	n, err := strconv.ParseUint(string(name), 10, 8)
	if err != nil {
		return 0
	}
	return Ink(n)
}
