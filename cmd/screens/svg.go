package main

import (
	"fmt"
	"html"
	"image/color"
	"maps"
	"slices"
	"strings"

	"github.com/charmbracelet/x/vt"
)

// A cell is 8×17 units; letters stand at 13.
const cellW, cellH, baseline = 8, 17, 13

const paper, pen = "#0d1117", "#d6dbe0"

// attributes of a cell, as the emulator numbers them.
const bold, reverse = 1 << 0, 1 << 5

// svg draws the screen with its colours. Braille and blocks are drawn as
// shapes, so that no font is needed for them.
func svg(e *vt.Emulator) string {
	var b strings.Builder
	w, h := e.Width()*cellW, e.Height()*cellH
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 %d %d" font-family="DejaVu Sans Mono,Menlo,Consolas,monospace" font-size="13">`+"\n", w+16, h+16)
	fmt.Fprintf(&b, `<rect x="-8" y="-8" width="%d" height="%d" fill="%s"/>`+"\n", w+16, h+16, paper)
	shapes := map[string]*strings.Builder{} // path data by colour
	for y := range e.Height() {
		grounds(&b, e, y)
		for x := 0; x < e.Width(); {
			x = word(&b, shapes, e, x, y)
		}
	}
	for _, ink := range slices.Sorted(maps.Keys(shapes)) {
		fmt.Fprintf(&b, `<path fill="%s" d="%s"/>`+"\n", ink, shapes[ink])
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// grounds draws the row's backgrounds in runs.
func grounds(b *strings.Builder, e *vt.Emulator, y int) {
	for x := 0; x < e.Width(); {
		_, ground, _ := colours(e, x, y)
		n := 1
		for ; x+n < e.Width(); n++ {
			if _, g, _ := colours(e, x+n, y); g != ground {
				break
			}
		}
		if ground != paper {
			fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n", x*cellW, y*cellH, n*cellW, cellH, ground)
		}
		x += n
	}
}

// word draws what stands at x in one go, as far as it has one style, and
// returns the column after it.
func word(b *strings.Builder, shapes map[string]*strings.Builder, e *vt.Emulator, x, y int) int {
	s := content(e, x, y)
	if s == " " {
		return x + 1
	}
	ink, _, thick := colours(e, x, y)
	if r := []rune(s)[0]; isShape(r) {
		if shapes[ink] == nil {
			shapes[ink] = &strings.Builder{}
		}
		shape(shapes[ink], r, x, y)
		return x + 1
	}
	text, n := s, 1
	for ; x+n < e.Width(); n++ {
		next := content(e, x+n, y)
		i, _, t := colours(e, x+n, y)
		if i != ink || t != thick || next == " " || isShape([]rune(next)[0]) {
			break
		}
		text += next
	}
	weight := ""
	if thick {
		weight = ` font-weight="bold"`
	}
	fmt.Fprintf(b, `<text x="%d" y="%d" textLength="%d" fill="%s"%s>%s</text>`+"\n", x*cellW, y*cellH+baseline, n*cellW, ink, weight, html.EscapeString(text))
	return x + n
}

func colours(e *vt.Emulator, x, y int) (ink, ground string, thick bool) {
	ink, ground = pen, paper
	c := e.CellAt(x, y)
	if c == nil {
		return ink, ground, false
	}
	ink, ground = hex(c.Style.Fg, pen), hex(c.Style.Bg, paper)
	if c.Style.Attrs&reverse != 0 {
		ink, ground = ground, ink
	}
	return ink, ground, c.Style.Attrs&bold != 0
}

func hex(c color.Color, or string) string {
	if c == nil {
		return or
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

func isShape(r rune) bool {
	return r >= 0x2800 && r < 0x2900 || r >= '▁' && r <= '█' || r == '─' || r == '━'
}

// shape adds a braille, block or rule cell to path data.
func shape(b *strings.Builder, r rune, x, y int) {
	px, py := float64(x*cellW), float64(y*cellH)
	rect := func(dx, dy, w, h float64) {
		fmt.Fprintf(b, "M%g %.5gh%gv%.3gh-%gz", px+dx, py+dy, w, h, w)
	}
	switch {
	case r >= 0x2800 && r < 0x2900:
		dots := [8][2]float64{{1, 0}, {1, 1}, {1, 2}, {5, 0}, {5, 1}, {5, 2}, {1, 3}, {5, 3}}
		for i, d := range dots {
			if (r-0x2800)&(1<<i) != 0 {
				rect(d[0], d[1]*4.25+1.2, 2, 2)
			}
		}
	case r >= '▁' && r <= '█':
		high := float64(r-'▁'+1) / 8 * cellH
		rect(0, cellH-high, cellW, high)
	case r == '─':
		rect(0, 8, cellW, 1)
	case r == '━':
		rect(0, 7, cellW, 3)
	}
}
