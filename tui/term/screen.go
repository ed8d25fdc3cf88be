package term

import "unicode/utf8"

// Screen is what a terminal shows, as far as we have told it. Begin with
// NewScreen.
type Screen struct {
	palette Palette
	shown   Picture
	at      place
	pen     Style
	stale   bool // what the terminal shows is not known
	changes changes
	left    mark // where a picture that had no room goes on
}

// NewScreen is a terminal of which nothing is known.
func NewScreen(p Palette) *Screen { return &Screen{palette: p, stale: true} }

// Forget makes the next Paint begin with an empty terminal.
func (s *Screen) Forget() { s.stale = true }

// Paint appends to dst what makes the terminal show p, but at most about
// room bytes of it: it may go a few bytes beyond. What has no room is left
// for the next Paint, which goes on where this one stopped, so that every
// part has its turn; whole says that nothing is left.
//
// Cells are written style by style and not row by row: a style in true colour
// costs twenty bytes, a jump to the next cell of the same style four to eight.
func (s *Screen) Paint(dst []byte, p Picture, room int) (out []byte, whole bool) {
	b := brush{Screen: s, p: p, out: dst, end: len(dst) + room}
	if s.stale || p.W != s.shown.W || p.H != s.shown.H {
		b.erase()
	}
	s.changes.between(s.shown.Cells, p.Cells)
	whole = s.changes.from(s.left, b.cell)
	if whole {
		s.left = mark{style: s.pen.key()} // no style to begin with is cheaper
	}
	return b.out, whole
}

// brush is one Paint under way.
type brush struct {
	*Screen
	p   Picture
	out []byte
	end int // of out; there is no more room then
}

func (b *brush) erase() {
	b.out = append(b.out, "\x1b[m\x1b[H\x1b[2J"...)
	b.shown.resize(b.p.W, b.p.H)
	for i := range b.shown.Cells {
		b.shown.Cells[i] = Blank()
	}
	b.at, b.pen, b.left, b.stale = place{}, Style{}, mark{}, false
}

// cell writes cell i unless that has been done, and says whether there was
// room.
func (b *brush) cell(i int) bool {
	want := b.p.Cells[i]
	if b.shown.Cells[i] == want {
		return true
	}
	if len(b.out) >= b.end {
		b.left = mark{want.key(), i}
		return false
	}
	x, y := i%b.p.W, i/b.p.W
	b.reach(x, y)
	if want == Blank() && b.bare(i) {
		return true
	}
	b.out = b.palette.change(b.out, b.pen, want.Style)
	b.pen = want.Style
	b.out = utf8.AppendRune(b.out, want.Rune)
	b.shown.Cells[i] = want
	if b.at.x++; b.at.x == b.p.W {
		b.at.lost = true
	}
	return true
}

// bare erases the rest of a row from cell i on, where it is to be blank and
// that is shorter than writing blanks.
func (b *brush) bare(i int) bool {
	end := i - i%b.p.W + b.p.W
	differ := 0
	for k := i; k < end; k++ {
		if b.p.Cells[k] != Blank() {
			return false
		}
		if b.shown.Cells[k] != Blank() {
			differ++
		}
	}
	if differ <= 4 {
		return false
	}
	b.out = append(b.palette.change(b.out, b.pen, Style{}), "\x1b[K"...)
	b.pen = Style{}
	copy(b.shown.Cells[i:end], b.p.Cells[i:end])
	return true
}

// reach brings the cursor to column x of row y: over the cells in between
// where they are shorter than the move, and in the style at hand.
func (b *brush) reach(x, y int) {
	to := place{x: x, y: y}
	start := len(b.out)
	b.out = move(b.out, b.at, to)
	row := y * b.p.W
	gap := b.shown.Cells[row+min(b.at.x, x) : row+x]
	if way := len(b.out) - start; !b.at.lost && b.at.y == y && b.at.x < x && b.flows(gap, way) {
		b.out = b.out[:start]
		for _, c := range gap {
			b.out = utf8.AppendRune(b.out, c.Rune)
		}
	}
	b.at = to
}

// flows is true if cells can be written with the pen at hand in at most
// room bytes.
func (b *brush) flows(cells []Cell, room int) bool {
	for _, c := range cells {
		if room -= utf8.RuneLen(c.Rune); room < 0 || c.Style != b.pen {
			return false
		}
	}
	return true
}
