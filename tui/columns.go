package tui

// columns says where the parts of a channel's row are. An end is the column
// after the last; numbers are right-aligned to it.
type columns struct {
	code   int // of the modality; -1 where modalities have headings
	mark   int
	name   int
	nameW  int
	raw    int // chart of the measured signal
	rawEnd int // its number
	strip  int // scores
	score  int // end of their number
	value  int // chart of the corrected signal
	sign   int // = ≈ ×
	end    int // end of the corrected number
	unit   int
	chart  int // width of the three charts
	margin int // left of headings and panes
}

// wideFrom is the width from which the columns stand apart.
const wideFrom = 112

// columnsOf shares w cells among the columns. Names get what the longest
// needs, within limits, and what three equal charts leave over.
func columnsOf(w int, headings bool, longest int) columns {
	if w >= wideFrom {
		return wideColumns(w, headings)
	}
	c := columns{code: 0, mark: 4, name: 7, nameW: 8}
	if w >= 72 {
		c.nameW = min(max(longest, 9), 11)
	}
	free := w - c.nameW - 35
	c.chart = free / 3
	c.nameW += free % 3
	c.raw = c.name + c.nameW + 1
	c.rawEnd = c.raw + c.chart + 7
	c.strip = c.rawEnd + 1
	c.score = c.strip + c.chart + 4
	c.value = c.score + 1
	c.sign = c.value + c.chart + 1
	c.end = c.sign + 7
	c.unit = c.end + 1
	return c
}

func wideColumns(w int, headings bool) columns {
	c := columns{code: 0, mark: 4, name: 7, nameW: 12, margin: 1}
	if headings {
		c.code, c.mark, c.name, c.nameW = -1, 1, 4, 15
	}
	free := w - 54
	c.chart = free / 3
	c.nameW += free % 3
	c.raw = c.name + c.nameW + 1
	c.rawEnd = c.raw + c.chart + 8
	c.strip = c.rawEnd + 3
	c.score = c.strip + c.chart + 5
	c.value = c.score + 3
	c.sign = c.value + c.chart + 1
	c.end = c.sign + 7
	c.unit = c.end + 1
	return c
}

// tableColumns is for small and slow screens, which have no charts. On a wide
// one they stay close together, so that the eye keeps to its row.
func tableColumns(w int) columns {
	w = min(w, 76)
	c := columns{code: -1, mark: 0, name: 3, nameW: w - 30}
	unit := 0
	if w >= 46 {
		unit = 6
	}
	c.nameW -= unit
	c.rawEnd = c.name + c.nameW + 8
	c.sign = c.rawEnd + 3
	c.end = c.sign + 8
	c.unit = c.end + 1
	c.score = w - 1
	return c
}
