package term

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"
)

// palette has two names for one colour, and one that is the terminal's own.
func palette() Palette { return Palette{"", ";31", ";38;5;244", ";38;2;1;2;3", ";44", ";48;2;9;8;7"} }

var glyphs = []rune(" a─⠿█≈")

func cellOf(t *rapid.T) Cell {
	c := Cell{Rune: rapid.SampledFrom(glyphs).Draw(t, "rune")}
	c.Ink = rapid.Uint8Range(0, 3).Draw(t, "ink")
	c.Ground = rapid.SampledFrom([]uint8{0, 0, 4, 5}).Draw(t, "ground")
	c.Bold, c.Reverse = rapid.Bool().Draw(t, "bold"), rapid.IntRange(0, 5).Draw(t, "reverse") == 0
	return c
}

func blankPicture(w, h int) Picture {
	var p Picture
	p.resize(w, h)
	for i := range p.Cells {
		p.Cells[i] = Blank()
	}
	return p
}

// scribble changes some runs of p, and sometimes a whole row or all of it.
func scribble(t *rapid.T, p Picture) {
	for range rapid.IntRange(0, 6).Draw(t, "runs") {
		at := rapid.IntRange(0, len(p.Cells)-1).Draw(t, "at")
		n := rapid.SampledFrom([]int{1, 1, 2, 5, p.W, p.W * p.H}).Draw(t, "length")
		c := cellOf(t)
		for i := at; i < min(at+n, len(p.Cells)); i++ {
			p.Cells[i] = c
		}
	}
}

// seen is what the emulator shows, with its styles.
func seen(e *vt.Emulator, w, h int) string {
	var b strings.Builder
	for y := range h {
		for x := range w {
			c := e.CellAt(x, y)
			if c == nil || c.Content == "" {
				b.WriteString("[ ]")
				continue
			}
			fmt.Fprintf(&b, "[%s %v %v %v]", c.Content, c.Style.Fg, c.Style.Bg, c.Style.Attrs)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func fresh(p Picture) string {
	e := vt.NewEmulator(p.W, p.H)
	out, _ := NewScreen(palette()).Paint(nil, p, 1<<30)
	e.Write(out)
	return seen(e, p.W, p.H)
}

// After any sequence of pictures and sizes, whatever the room, the terminal
// shows what it would show if the last picture were painted whole.
func TestDifferencesAddUpToThePicture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 20).Draw(t, "w"), rapid.IntRange(1, 6).Draw(t, "h")
		e, s, p := vt.NewEmulator(w, h), NewScreen(palette()), blankPicture(w, h)
		paint := func(room int) bool {
			out, whole := s.Paint(nil, p, room)
			e.Write(out)
			return whole
		}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			switch rapid.IntRange(0, 7).Draw(t, "step") {
			case 0:
				w, h = rapid.IntRange(1, 20).Draw(t, "w"), rapid.IntRange(1, 6).Draw(t, "h")
				e.Resize(w, h)
				p = blankPicture(w, h)
			case 1:
				e.Write([]byte("\x1b[1;1H\x1b[0mrubbish")) // of another program
				s.Forget()
			}
			scribble(t, p)
			paint(rapid.SampledFrom([]int{10, 60, 1 << 30}).Draw(t, "room"))
		}
		for n := 0; !paint(200); n++ {
			if n > 1000 {
				t.Fatal("the picture is never done")
			}
		}
		if got, want := seen(e, w, h), fresh(p); got != want {
			t.Fatalf("shows\n%s\nwant\n%s", got, want)
		}
		if out, whole := s.Paint(nil, p, 1<<30); len(out) > 0 || !whole {
			t.Fatalf("the same picture again costs %q", out)
		}
	})
}

// What has no room comes next, wherever changes go on at the top.
func TestNoRowStarves(t *testing.T) {
	p, s := blankPicture(30, 10), NewScreen(palette())
	s.Paint(nil, p, 1<<30)
	e := vt.NewEmulator(30, 10)
	for i := range p.Cells {
		p.Cells[i] = Cell{Rune: 'z'}
	}
	for n := range 40 {
		for x := range 30 {
			p.Cells[x] = Cell{Rune: rune('a' + n%2)}
		}
		out, _ := s.Paint(nil, p, 40)
		e.Write(out)
	}
	if got := e.CellAt(0, 9); got == nil || got.Content != "z" {
		t.Errorf("the last row was not painted: %v", got)
	}
}

// The shortest way, and what it costs.
func TestMove(t *testing.T) {
	for _, c := range []struct {
		from, to place
		want     string
	}{
		{place{x: 5, y: 5}, place{x: 5, y: 5}, ""},
		{place{x: 5, y: 5}, place{}, "\x1b[H"},
		{place{x: 5, y: 5}, place{x: 6, y: 5}, "\x1b[C"},
		{place{x: 5, y: 5}, place{x: 25, y: 5}, "\x1b[20C"},
		{place{x: 5, y: 5}, place{x: 3, y: 5}, "\b\b"},
		{place{x: 105, y: 5}, place{x: 3, y: 5}, "\r\x1b[3C"},
		{place{x: 5, y: 5}, place{x: 0, y: 5}, "\r"},
		{place{x: 50, y: 5}, place{x: 0, y: 6}, "\r\n"},
		{place{x: 50, y: 5}, place{x: 50, y: 6}, "\x1b[B"},
		{place{x: 50, y: 5}, place{x: 50, y: 3}, "\x1b[2A"},
		{place{x: 50, y: 5}, place{x: 120, y: 30}, "\x1b[31;121H"},
		{place{x: 80, y: 5, lost: true}, place{x: 0, y: 5}, "\x1b[6H"},
	} {
		if got := string(move(nil, c.from, c.to)); got != c.want {
			t.Errorf("%v → %v: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// A style is changed by what differs, or begun anew, whichever is shorter.
func TestChange(t *testing.T) {
	p := palette()
	for _, c := range []struct {
		from, to Style
		want     string
	}{
		{Style{}, Style{Ink: 1}, "\x1b[31m"},
		{Style{Ink: 1}, Style{}, "\x1b[m"},
		{Style{Ink: 1, Ground: 5}, Style{Ink: 2, Ground: 5}, "\x1b[38;5;244m"},
		{Style{Ink: 1, Ground: 5}, Style{Ink: 1}, "\x1b[49m"},
		{Style{Ink: 1, Bold: true}, Style{Ink: 1}, "\x1b[0;31m"},
		{Style{Ink: 3}, Style{Ink: 3, Bold: true}, "\x1b[1m"},
		{Style{Ink: 3}, Style{Reverse: true}, "\x1b[0;7m"},
	} {
		if got := string(p.change(nil, c.from, c.to)); got != c.want {
			t.Errorf("%v → %v: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
