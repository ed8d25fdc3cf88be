package term

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// Options is how a terminal is used.
type Options struct {
	Kind    Kind
	Palette Palette
	Budget  float64 // [B/s] that may be written; 0 is no limit
}

// Terminal is a terminal that has been taken over: raw, on its alternate
// screen, without a cursor. Close gives it back.
type Terminal struct {
	*Painter
	in, out *os.File // nil if it is no file
	plain   io.Writer
	before  *term.State // of in; nil if it is no terminal
	leave   []byte
	once    sync.Once
}

// Open takes the terminal over. What is no terminal is written to all the
// same, as if it were one of unknown size.
func Open(in io.Reader, out io.Writer, opt Options) (*Terminal, error) {
	t := &Terminal{plain: out}
	t.in, _ = in.(*os.File)
	t.out, _ = out.(*os.File)
	if t.in != nil && term.IsTerminal(int(t.in.Fd())) {
		before, err := term.MakeRaw(int(t.in.Fd()))
		if err != nil {
			return nil, fmt.Errorf("set the terminal to raw mode: %w", err)
		}
		t.before = before
	}
	f := opt.Kind.features()
	t.leave = f.leave(nil)
	t.Painter = newPainter(out, f, opt.Palette, opt.Budget)
	t.Say(string(f.enter(nil)))
	return t, nil
}

// Size is the terminal's size in cells; ok is false where it is not known.
func (t *Terminal) Size() (w, h int, ok bool) {
	if t.out == nil {
		return 0, 0, false
	}
	w, h, err := term.GetSize(int(t.out.Fd()))
	return w, h, err == nil && w > 0 && h > 0
}

// farewell is how long a terminal that takes nothing is waited for, twice:
// until the picture under way is written, and until the last words are.
const farewell = time.Second

// Close gives the terminal back as it was. It may be called twice. Where the
// terminal takes no more bytes it comes back after two seconds all the same:
// the modes are set right, the last words may be lost.
func (t *Terminal) Close() {
	t.once.Do(func() {
		if !t.stop(farewell) {
			t.discard()
			t.await(t.done, farewell/10)
		}
		said := make(chan struct{})
		go func() { // ends with the write, or with the program
			t.plain.Write(t.leave)
			close(said)
		}()
		t.await(said, farewell)
		if t.before != nil {
			term.Restore(int(t.in.Fd()), t.before)
		}
	})
}

func (t *Terminal) await(c <-chan struct{}, d time.Duration) {
	select {
	case <-c:
	case <-time.After(d):
	}
}
