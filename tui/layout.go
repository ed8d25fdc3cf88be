package tui

// rect is a place on the screen, in cells.
type rect struct{ x, y, w, h int }

// layout says where everything is. A rect without height is not shown.
type layout struct {
	tooSmall bool // nothing but the headline fits
	table    bool // numbers only

	title, headline, heads, rows, labels, focus, log, transport, keys rect
	side                                                              rect // sidebar
	events                                                            rect // short event list where there is no focus pane
	brief                                                             rect // the reasons in a line or two where there is neither

	shown    int  // channels that fit at once
	perRow   int  // lines a channel has
	headings bool // modalities have a line of their own
}

// Sizes below which the screen becomes simpler.
const (
	leastW, leastH     = 40, 12
	monitorW, monitorH = 60, 20
	focusW, focusH     = 80, 24
	roomyH             = 36 // from here on blank lines divide the parts
	sideFrom, sideW    = 180, 55
)

// plan divides a w×h screen for c channels in m modalities. Lines are spent
// in this order: one a sensor, a small focus pane, two a sensor, modality
// headings, three a sensor, the rest to the focus pane. It depends on
// nothing else, so positions hold before, during and after an alarm.
func plan(w, h, c, m int) layout {
	if w < leastW || h < leastH {
		return layout{tooSmall: true, headline: rect{0, 0, w, min(h, 1)}}
	}
	if w < monitorW || h < monitorH {
		return planTable(w, h, c)
	}
	return planMonitor(w, h, c, m)
}

func planTable(w, h, c int) layout {
	l := layout{table: true, perRow: 1}
	free := h - 4
	l.shown = min(c, free)
	free -= l.shown
	s := stack{w: w}
	l.title, l.headline, l.heads, l.rows = s.take(1), s.take(1), s.take(1), s.take(l.shown)
	if free >= 3 {
		s.y = h - 4
		l.log, l.transport = s.take(2), s.take(1)
	}
	s.y = h - 1
	l.keys = s.take(1)
	return l
}

// budget is how many lines each part of the monitor gets.
type budget struct {
	rows, labels, focus, events, brief int
	afterHead, beforeFocus, tail       int // blank lines
}

func planMonitor(w, h, c, m int) layout {
	l := layout{perRow: 1}
	b := l.spend(w, h, c, m)
	s := stack{w: w}
	l.title, l.headline = s.take(1), s.take(1)
	s.y += b.afterHead
	if w >= sideFrom {
		s.w = w - sideW
	}
	top := s.y
	if b.rows > 0 {
		l.heads = s.take(1)
	} else {
		b.focus++
	}
	l.rows, l.labels = s.take(b.rows), s.take(b.labels)
	s.y += b.beforeFocus
	l.focus, l.events, l.brief = s.take(b.focus), s.take(b.events), s.take(b.brief)
	if w >= sideFrom {
		l.side = rect{w - sideW, top, sideW, s.y - top}
	}
	s.w, s.y = w, h-4
	l.log, l.transport, l.keys = s.take(2), s.take(1), s.take(1)
	return l
}

func (l *layout) spend(w, h, c, m int) budget {
	var b budget
	free := h - 7 // title, headline, heads, log, transport, keys
	pay := func(cost int, wanted bool) int {
		if !wanted || free < cost {
			return 0
		}
		free -= cost
		return cost
	}
	l.shown = min(c, free)
	free -= l.shown
	b.focus = pay(5, w >= focusW && h >= focusH)
	b.labels = pay(1, true)
	if pay(c, l.shown == c) > 0 {
		l.perRow = 2
	}
	l.headings = pay(m, l.perRow == 2 || w >= wideFrom && l.shown == c) > 0
	b.afterHead = pay(1, h >= roomyH)
	b.tail = pay(1, h >= roomyH)
	if pay(c, l.headings && l.perRow == 2) > 0 {
		l.perRow = 3
	}
	b.rows = l.shown * l.perRow
	if l.headings {
		b.rows += m
	}
	b.beforeFocus = pay(1, l.perRow == 3 && free >= 5)
	if b.focus > 0 {
		b.focus += free
	} else if free >= 3 {
		b.events = free
	} else {
		b.brief = free
	}
	return b
}

// stack hands out lines from the top.
type stack struct{ y, w int }

func (s *stack) take(h int) rect {
	r := rect{0, s.y, s.w, h}
	s.y += h
	return r
}
