package term

import "unicode/utf8"

// Screen is what a terminal shows, as far as we have told it. Begin with
// NewScreen.
type Screen struct {
	palette Palette
	shown   Picture
	at      place
	pen     Style
	row     int  // where a picture that had no room goes on
	stale   bool // what the terminal shows is not known
}

// NewScreen is a terminal of which nothing is known.
func NewScreen(p Palette) *Screen { return &Screen{palette: p, stale: true} }

// Forget makes the next Paint begin with an empty terminal.
func (s *Screen) Forget() { s.stale = true }

// Paint appends to dst what makes the terminal show p, but at most about
// room bytes of it: it may go a few bytes beyond. What has no room is left
// for the next Paint, which goes on where this one stopped, so that every
// part has its turn; whole says that nothing is left.
func (s *Screen) Paint(dst []byte, p Picture, room int) (out []byte, whole bool) {
	b := brush{Screen: s, p: p, out: dst, end: len(dst) + room}
	if s.stale || p.W != s.shown.W || p.H != s.shown.H {
		b.erase()
	}
	for i := range p.H {
		if y := (s.row + i) % p.H; !b.line(y) {
			s.row = y
			return b.out, false
		}
	}
	s.row = 0
	return b.out, true
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
	b.at, b.pen, b.row, b.stale = place{}, Style{}, 0, false
}

// line paints what differs in row y and says whether there was room.
func (b *brush) line(y int) bool {
	from, to := y*b.p.W, (y+1)*b.p.W
	want, have := b.p.Cells[from:to], b.shown.Cells[from:to]
	x := differs(want, have, 0)
	if x == len(want) {
		return true
	}
	bare := bareFrom(want) // the row is blank from here on
	for ; x < len(want); x = differs(want, have, x) {
		if len(b.out) >= b.end {
			return false
		}
		b.reach(want, x, y)
		if x >= bare && len(want)-x > 4 {
			b.out = append(b.palette.change(b.out, b.pen, Style{}), "\x1b[K"...)
			b.pen = Style{}
			copy(have[x:], want[x:])
			return true
		}
		b.put(want[x])
		have[x] = want[x]
	}
	return true
}

// reach brings the cursor to column x of row y: over the cells in between
// where they are shorter than the move, and in the style at hand.
func (b *brush) reach(want []Cell, x, y int) {
	to := place{x: x, y: y}
	start := len(b.out)
	b.out = move(b.out, b.at, to)
	gap := want[min(b.at.x, x):x]
	if way := len(b.out) - start; !b.at.lost && b.at.y == y && b.at.x < x && len(gap) <= way && b.flows(gap, way) {
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

func (b *brush) put(c Cell) {
	b.out = b.palette.change(b.out, b.pen, c.Style)
	b.pen = c.Style
	b.out = utf8.AppendRune(b.out, c.Rune)
	if b.at.x++; b.at.x == b.p.W {
		b.at.lost = true
	}
}

// differs is the first column from x on in which the rows differ, or their
// length.
func differs(a, b []Cell, x int) int {
	for x < len(a) && a[x] == b[x] {
		x++
	}
	return x
}

func bareFrom(row []Cell) int {
	x := len(row)
	for x > 0 && row[x-1] == Blank() {
		x--
	}
	return x
}
