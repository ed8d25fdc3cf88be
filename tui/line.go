package tui

import "rigscope/tui/chart"

// word is a piece of a line. Where a line is too long the words of the
// highest rank go first, whole; rank 0 stays.
type word struct {
	text string
	ink  chart.Ink
	bold bool
	rank int
	gap  int // blanks before it
}

func say(ink chart.Ink, text string) word    { return word{text: text, ink: ink, gap: 1} }
func strong(ink chart.Ink, text string) word { return word{text: text, ink: ink, gap: 1, bold: true} }

func (w word) ranked(rank int) word { w.rank = rank; return w }
func (w word) after(gap int) word   { w.gap = gap; return w }

// length of a line in cells. The gap before its first word counts.
func length(line []word) int {
	n := 0
	for _, w := range line {
		n += w.gap + chart.Width(w.text)
	}
	return n
}

// fit leaves out words until the line needs no more than width cells. It may
// still be too long if all words left have rank 0.
func fit(line []word, width int) []word {
	out := line
	for length(out) > width {
		worst := 0
		for _, w := range out {
			worst = max(worst, w.rank)
		}
		if worst == 0 {
			break
		}
		out = below(worst, out)
	}
	return out
}

// below are the words of a rank below this.
func below(rank int, line []word) []word {
	var kept []word
	for _, w := range line {
		if w.rank < rank {
			kept = append(kept, w)
		}
	}
	return kept
}

// write draws the line from (x, y) and returns the column after it.
func write(g chart.Grid, x, y int, line ...word) int {
	for _, w := range line {
		x = g.Text(x+w.gap, y, w.text, chart.Cell{Ink: w.ink, Bold: w.bold})
	}
	return x
}

// writeRight ends the line with column x-1.
func writeRight(g chart.Grid, x, y int, line ...word) int {
	at := x - length(line)
	write(g, at, y, line...)
	return at
}

// rule draws a line from x to the end of g.
func rule(g chart.Grid, x, y int) {
	for ; x < g.W; x++ {
		g.Text(x, y, "─", chart.Cell{Ink: inkFaint})
	}
}
