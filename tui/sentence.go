package tui

import "rigscope/tui/chart"

// sentence is a state, what there is to say about it, and since when.
type sentence struct {
	mark  mark
	label string
	words []word
	short string // instead of words where they do not fit
	right []word
	fresh bool // nobody has seen it yet
}

// fit leaves words out at both ends, by rank. Where what must stay is too
// long, the short form takes its place.
func (s sentence) fit(width int) (words, right []word) {
	words, right = s.words, s.right
	for worst := 9; worst > 0 && length(words)+length(right) > width; worst-- {
		words, right = below(worst, words), below(worst, right)
	}
	if length(words) > width {
		room := width - length(fit(s.right, width-chart.Width(s.short)-1))
		words = []word{strong(inkBright, chart.Cut(s.short, room-1))}
	}
	return words, fit(s.right, width-length(words))
}

// pen is that of a label: the state's ground, reverse where there is no
// colour.
func (s sentence) pen() chart.Cell {
	return chart.Cell{Ink: inkLabel, Ground: s.mark.ground, Bold: true, Reverse: true}
}

func plain(m mark, label, text string) sentence {
	return sentence{mark: m, label: label, words: []word{strong(inkBright, text)}, short: text}
}

// asciiSign stands for the mark of a headline.
func asciiSign(letter rune) string {
	switch letter {
	case 'U':
		return "?"
	case 'f':
		return "!"
	case 'z':
		return "z"
	}
	return "!!"
}
