package term

import (
	"io"
	"sync"
	"time"
)

// Painter shows pictures on a terminal. Its methods never wait for it.
type Painter struct {
	out  io.Writer
	sync bool

	mu      sync.Mutex
	next    Picture   // guarded by mu; waits to be painted
	fresh   bool      // guarded by mu; next has not been taken
	forget  bool      // guarded by mu; the next picture is painted whole
	colours Palette   // guarded by mu; to be taken up with the next picture, nil: as before
	said    []byte    // guarded by mu; sequences that go before the next picture
	began   time.Time // guarded by mu; of the write under way, zero if there is none
	counted bool      // guarded by mu; that write is among the slow ones
	meter   meter     // guarded by mu

	wake chan struct{} // holds one: there is something to do
	quit chan struct{}
	done chan struct{}

	// Of the painter's goroutine alone.
	screen *Screen
	now    Picture
	buf    []byte
}

// newPainter starts the goroutine that writes, the only one; stop ends it.
func newPainter(out io.Writer, f features, p Palette, budget float64) *Painter {
	t := &Painter{
		out: out, sync: f.Sync, screen: NewScreen(p), meter: meter{budget: budget},
		wake: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{}),
	}
	go t.run()
	return t
}

// Show makes a w×h picture the next one; fill gets its cells, row by row, to
// set all of them. A picture that still waits is dropped for it.
func (t *Painter) Show(w, h int, fill func(cells []Cell)) {
	t.mu.Lock()
	t.next.resize(w, h)
	fill(t.next.Cells)
	t.fresh = true
	t.mu.Unlock()
	t.poke()
}

// Repaint writes the whole picture again, in case something else has drawn
// on the terminal.
func (t *Painter) Repaint() {
	t.mu.Lock()
	t.forget = true
	t.mu.Unlock()
	t.poke()
}

// Recolour gives the colours another look, and repaints the whole picture.
func (t *Painter) Recolour(p Palette) {
	t.mu.Lock()
	t.colours, t.forget = p, true
	t.mu.Unlock()
	t.poke()
}

// Say sends a sequence that draws nothing, such as one about the mouse.
func (t *Painter) Say(sequence string) {
	t.mu.Lock()
	t.said = append(t.said, sequence...)
	t.mu.Unlock()
	t.poke()
}

// Stats is how the line does at this moment. A write under way is counted
// as slow as soon as it is.
func (t *Painter) Stats(now time.Time) Stats {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.judge(now)
	return t.meter.stats(now)
}

// judge counts the write under way once if it is slow. mu is held.
func (t *Painter) judge(now time.Time) {
	if !t.began.IsZero() && !t.counted && now.Sub(t.began) > slowWrite {
		t.meter.slow++
		t.counted = true
	}
}

func (t *Painter) poke() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

func (t *Painter) run() {
	defer close(t.done)
	for {
		select {
		case <-t.quit:
			return
		case <-t.wake:
		}
		for !t.paint() { // what had no room in the budget
			select {
			case <-t.quit:
				return
			case <-time.After(slowWrite):
			}
		}
	}
}

// paint writes the newest picture and says whether it was all of it.
func (t *Painter) paint() (whole bool) {
	room := t.take()
	if t.now.W == 0 || t.now.H == 0 || room <= 0 && len(t.buf) == 0 {
		return t.write(room > 0)
	}
	lead := len(t.buf)
	if t.sync {
		t.buf = append(t.buf, "\x1b[?2026h"...)
	}
	start := len(t.buf)
	t.buf, whole = t.screen.Paint(t.buf, t.now, room-lead)
	if len(t.buf) == start {
		t.buf = t.buf[:lead]
	} else if t.sync {
		t.buf = append(t.buf, "\x1b[?2026l"...)
	}
	return t.write(whole)
}

// take gets the newest picture, what is to be said before it, and how many
// bytes there is room for.
func (t *Painter) take() (room int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.colours != nil {
		t.screen.palette, t.colours = t.colours, nil
	}
	if t.fresh {
		t.now, t.next = t.next, t.now
		t.fresh = false
	}
	if t.forget {
		t.screen.Forget()
		t.forget = false
	}
	t.buf = append(t.buf[:0], t.said...)
	t.said = t.said[:0]
	return t.meter.room(time.Now())
}

// write sends what there is. A terminal that is gone is no error here: its
// owner gets a signal.
func (t *Painter) write(whole bool) bool {
	if len(t.buf) == 0 {
		t.mu.Lock()
		t.meter.over = !whole
		t.mu.Unlock()
		return whole
	}
	t.mu.Lock()
	t.began, t.counted = time.Now(), false
	t.mu.Unlock()
	n, _ := t.out.Write(t.buf)
	now := time.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.judge(now)
	t.began = time.Time{}
	t.meter.over = !whole
	t.meter.wrote(now, n)
	return whole
}

// stop ends the goroutine and says whether it has come to its end within d:
// a write that is stuck cannot be called back.
func (t *Painter) stop(d time.Duration) bool {
	close(t.quit)
	select {
	case <-t.done:
		return true
	case <-time.After(d):
		return false
	}
}
