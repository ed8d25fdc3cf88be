package tui

// closeLayout says where the parts of the close-up are. A rect without height
// is not shown.
type closeLayout struct {
	plots, cursors, sums, spectrum, why, transport rect
}

// closeAxisW is the room left of the plots for their names and scales.
const closeAxisW = 12

// Sizes of the close-up's parts, in cells.
const (
	tablesW, tablesH = 44, 8 // cursors above statistics
	closeWhyW        = 42    // the reasons, where they have a column of their own
	leastTables      = 21    // lines from which there is more than plots
	closeTransport   = 27    // lines from which the transport has one of its own
	mostBelow        = 14    // lines below the plots
)

// planCloseUp divides w×h cells, title and keys not among them. Below the
// plots stand tables and spectrum and, from 112 columns on, the reasons; from
// 180 on reasons and tables have a bar of their own at the right.
//
//	┌──────────────────────────────────┐
//	│ plots    measured                │
//	│          corrected ±σ            │
//	│          residual, score, time   │
//	│ cursors        │ spectrum        │
//	│ sums           │ why             │
//	└──────────────────────────────────┘
func planCloseUp(w, h int) closeLayout {
	var l closeLayout
	if h >= closeTransport {
		l.transport = rect{0, h - 1, w, 1}
		h -= 2
	}
	if w < focusW || h < leastTables {
		l.plots = rect{0, 0, w, h}
		return l
	}
	below := min(tablesH+1+(h-leastTables)/3, mostBelow)
	top := h - below
	switch {
	case w >= sideFrom:
		x := w - sideW
		l.why = rect{x, 0, sideW, top}
		l.plots, l.spectrum = rect{0, 0, x - 3, top}, rect{1, top, x - 4, below}
		l.tables(x, top, below)
		return l
	case w >= wideFrom:
		l.why = rect{w - closeWhyW, top, closeWhyW, below}
		l.spectrum = rect{tablesW + 3, top, w - closeWhyW - tablesW - 5, below}
	default:
		lines := (below + 2) / 2
		l.spectrum = rect{tablesW + 2, top, w - tablesW - 2, lines}
		l.why = rect{tablesW + 2, top + lines, w - tablesW - 2, below - lines}
	}
	l.plots = rect{0, 0, w, top}
	l.tables(1, top, below)
	return l
}

// tables puts cursors above statistics, a blank line between them where
// there is room.
func (l *closeLayout) tables(x, y, h int) {
	gap := min((h-tablesH)/2, 1)
	l.cursors = rect{x, y, tablesW - 1, 4}
	l.sums = rect{x, y + 4 + gap, tablesW - 1, h - 4 - gap}
}
