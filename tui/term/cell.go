package term

// Style is how a character looks. Colours are indices into a Palette; two
// styles that look alike should be equal, or cells are written for nothing.
type Style struct {
	Ink, Ground   uint8
	Bold, Reverse bool
}

// Cell is one character place. A Rune must be one column wide; 0 is not
// allowed, a blank is ' '. A blank in the zero Style is what an erased
// terminal shows.
type Cell struct {
	Rune rune
	Style
}

// Blank is an erased place.
func Blank() Cell { return Cell{Rune: ' '} }

// Picture is what the terminal is to show.
type Picture struct {
	W, H  int
	Cells []Cell // [H×W] row by row from the top
}

// Palette holds for each colour the parameters of the sequence that selects
// it, beginning with a semicolon, such as ";38;5;244"; "" is the terminal's
// own.
type Palette []string

// resize gives p the size w×h; what its cells hold is then not known.
func (p *Picture) resize(w, h int) {
	p.W, p.H = w, h
	if cap(p.Cells) < w*h {
		p.Cells = make([]Cell, w*h)
	}
	p.Cells = p.Cells[:w*h]
}
