package tui

import (
	"cmp"
	"slices"

	"rigscope/tui/chart"
)

// footer shows the keys that do something now, as many as fit.
type footer struct{ *scene }

// alwaysFrom is the order from which keys stay however small the screen is.
const alwaysFrom = 20

// Draw fills one row.
func (p footer) Draw(g chart.Grid) {
	g.Fill(chart.Cell{Ground: groundBar})
	if p.prompt.open {
		if p.prompt.done != nil {
			write(g, 0, 0, append(p.key("⏎", p.prompt.verb), p.key("esc", "drop it")...)...)
			return
		}
		write(g, 0, 0, p.key("⏎", "go")...)
		write(g, 8, 0, p.key("esc", "stay")...)
		return
	}
	if p.dialog != nil {
		write(g, 0, 0, p.dialog.keys(p.scene)...)
		return
	}
	if p.drill.open {
		write(g, 0, 0, p.drillFoot(g.W)...)
		return
	}
	var line, stay []word
	keys := p.active()
	for _, b := range keys {
		if b.order >= alwaysFrom {
			stay = append(stay, p.key(p.opt.Keys.spelled(b.show), p.foot(b))...)
		}
	}
	room := g.W - length(stay)
	if g.W >= focusW {
		room -= length(p.throttle.meter())
	}
	for _, b := range keys {
		one := p.key(p.opt.Keys.spelled(b.show), p.foot(b))
		if b.order < alwaysFrom && length(line)+length(one) <= room {
			line = append(line, one...)
		}
	}
	end := write(g, 0, 0, append(line, stay...)...)
	if meter := p.throttle.meter(); end+length(meter) <= g.W {
		writeRight(g, g.W, 0, meter...)
	}
}

// active are the bindings that do something now and have a word for it.
func (p footer) active() []binding {
	var out []binding
	for _, b := range p.keys {
		if b.foot != "" && b.now(p.Model) {
			out = append(out, b)
		}
	}
	slices.SortStableFunc(out, func(a, b binding) int { return cmp.Compare(a.order, b.order) })
	return out
}

// foot is what a key does, in a word or less.
func (p footer) foot(b binding) string {
	if p.w < wideFrom && b.brief != "" {
		return b.brief
	}
	return b.foot
}

// key is a key and its word, and a blank before the next.
func (p footer) key(show, foot string) []word {
	return []word{strong(inkKey, p.spell(show)), say(inkDim, foot), {text: " "}}
}
