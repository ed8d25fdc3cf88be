package tui

import (
	"fmt"
	"math"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/tui/chart"
)

// look is one thing on the screen of looks that has a few values.
type look struct {
	name   string   // in the configuration
	text   string   // what it is
	values []string // as the configuration has them
	at     func(*Model) int
	set    func(*Model, int)
}

// ProfileNames and GlyphNames are the words of the configuration, in the
// order of the constants.
func ProfileNames() []string { return []string{"true", "256", "16", "none"} }
func GlyphNames() []string   { return []string{"braille", "block", "ascii"} }

func looks() []look {
	return []look{
		{"colors", "colours", ProfileNames(),
			func(m *Model) int { return int(m.opt.Profile) },
			func(m *Model, i int) { m.opt.Profile = Profile(i) }},
		{"theme", "background", []string{"dark", "light"},
			func(m *Model) int { return b2i(m.opt.Light) },
			func(m *Model, i int) { m.opt.Light = i == 1 }},
		{"glyphs", "traces", GlyphNames(),
			func(m *Model) int { return int(m.opt.Glyphs) },
			func(m *Model, i int) { m.opt.Glyphs = chart.Glyphs(i) }},
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func looksKeys() []binding {
	return []binding{
		{keys: []string{"up", "down", "k", "j"}, show: "↑ ↓", foot: "line", order: 1, in: looksScreen, do: chooseLook},
		{keys: []string{"left", "right", "h", "l"}, show: "← →", foot: "change", order: 2, in: looksScreen, do: changeLook},
	}
}

func chooseLook(m *Model, key string) tea.Cmd {
	by := 1
	if key == "up" || key == "k" {
		by = -1
	}
	m.row = min(max(m.row+by, 0), len(looks())-1)
	return nil
}

func changeLook(m *Model, key string) tea.Cmd {
	by := 1
	if key == "left" || key == "h" {
		by = -1
	}
	l := looks()[m.row]
	n := len(l.values)
	l.set(m, (l.at(m)+by+n)%n)
	m.palette = newPalette(m.opt.Profile, m.opt.Light)
	return nil
}

// looksPanel lets colours and glyphs be tried out, and says how to keep them.
type looksPanel struct{ *scene }

// Draw fills the screen below the headline.
func (p looksPanel) Draw(g chart.Grid) {
	for i, l := range looks() {
		p.line(g.Sub(0, i, g.W, 1), l, i == p.row)
	}
	y := len(looks()) + 1
	p.sample(g.Sub(2, y, g.W-4, max(g.H-y, 0)))
}

func (p looksPanel) line(g chart.Grid, l look, chosen bool) {
	mark, ink := " ", inkText
	if chosen {
		mark, ink = "►", inkBright
	}
	words := []word{strong(inkKey, p.spell(mark)), {text: fmt.Sprintf("%-12s", l.text), ink: ink, bold: chosen, gap: 1}}
	for i, v := range l.values {
		if i == l.at(p.Model) {
			words = append(words, strong(inkBright, "["+v+"]").after(1))
		} else {
			words = append(words, say(inkDim, v).after(2))
		}
	}
	write(g, 0, 0, words...)
}

// sample is a line of every kind, to see whether the terminal can draw them.
func (p looksPanel) sample(g chart.Grid) {
	heading(g, "CAN YOU READ THIS?")
	wave := make([]float64, 96)
	for i := range wave {
		wave[i] = math.Sin(float64(i*i) / 300)
	}
	chart.Trace{V: wave, Pen: inkMeasured}.Draw(g.Sub(0, 1, 24, 2), chart.ViewEnding(len(wave)-1, 4, 24), chart.Scale{Lo: -1, Hi: 1}, p.opt.Glyphs)
	write(g, 26, 1, say(inkDim, "score"), say(inkScore5, "▁▂▃▄▅▆▇█"), say(inkEstimate, p.spell("≈ 0.03 ±0.05 bar")).after(2), say(inkWatch, p.spell("× withheld")).after(2))
	x := 0
	for _, s := range []struct {
		mark
		text string
	}{{markOK(), "ok"}, {markWatch(), "watch"}, {markFault(), "fault"}, {markProcess(), "process"}, {markUnknown(), "cannot tell"}, {markMissing(), "missing"}} {
		s.put(g, x, 3, p.opt.Glyphs)
		x = g.Text(x+3, 3, s.text, chart.Cell{Ink: s.ink}) + 2
	}
	write(g, 0, 5, say(inkDim, "To keep it, write into the configuration (rigscope config path says where):").after(0))
	for i, l := range looks() {
		g.Text(2, 6+i, fmt.Sprintf("%s = %q", l.name, l.values[l.at(p.Model)]), chart.Cell{Ink: inkText})
	}
}
