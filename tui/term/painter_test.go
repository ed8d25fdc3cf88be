package term

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"
)

// line is a terminal that can stall.
type line struct {
	mu   sync.Mutex
	got  bytes.Buffer  // guarded by mu
	gate chan struct{} // closed while it takes bytes; nil always does
}

func (l *line) Write(b []byte) (int, error) {
	if l.gate != nil {
		<-l.gate
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.got.Write(b)
}

func (l *line) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.got.String()
}

func (l *line) shows(t *testing.T, want string) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if strings.Contains(l.text(), want) {
			return
		}
	}
	t.Fatalf("no %q in %q", want, l.text())
}

func showText(p *Painter, text string) {
	p.Show(len(text), 1, func(cells []Cell) {
		for i, r := range text {
			cells[i] = Cell{Rune: r}
		}
	})
}

// While the terminal takes nothing, pictures are dropped and nobody waits;
// then the newest comes.
func TestStalledTerminal(t *testing.T) {
	l := &line{gate: make(chan struct{})}
	p := newPainter(l, Modern.features(), palette(), 0)
	began := time.Now()
	for range 1000 {
		showText(p, "old picture")
	}
	showText(p, "new picture")
	if took := time.Since(began); took > time.Second {
		t.Errorf("a thousand pictures took %v", took)
	}
	for end := time.Now().Add(10 * time.Second); p.Stats(time.Now()).Slow == 0 && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	if n := p.Stats(time.Now()).Slow; n != 1 {
		t.Errorf("%d slow writes while one is stuck", n)
	}
	close(l.gate)
	l.shows(t, "new")
	if n := strings.Count(l.text(), "\x1b[?2026h"); n > 2 {
		t.Errorf("%d pictures were written, want the first and the newest", n)
	}
	if !p.stop(5 * time.Second) {
		t.Error("it does not stop")
	}
}

func TestStopDoesNotWaitForever(t *testing.T) {
	l := &line{gate: make(chan struct{})}
	p := newPainter(l, Modern.features(), palette(), 0)
	showText(p, "x")
	time.Sleep(10 * time.Millisecond)
	if p.stop(20 * time.Millisecond) {
		t.Error("it says that a stuck write has ended")
	}
	close(l.gate)
	<-p.done
}

// A picture is bracketed, and one without changes costs nothing; a terminal
// that does not know brackets gets none.
func TestBrackets(t *testing.T) {
	for _, k := range []Kind{Modern, Console, VT220, VT100} {
		l := &line{}
		p := newPainter(l, k.features(), palette(), 0)
		showText(p, "first")
		l.shows(t, "first")
		before := len(l.text())
		showText(p, "first")
		showText(p, "fir!t")
		l.shows(t, "!")
		p.stop(time.Second)
		got := l.text()[before:]
		want := "\x1b[1;4H!"
		if k == Modern {
			want = "\x1b[?2026h" + want + "\x1b[?2026l"
		}
		if got != want {
			t.Errorf("kind %d: %q, want %q", k, got, want)
		}
	}
}

// A Repaint writes everything again.
func TestRepaint(t *testing.T) {
	l := &line{}
	p := newPainter(l, VT100.features(), palette(), 0)
	showText(p, "hello")
	l.shows(t, "hello")
	p.Repaint()
	l.shows(t, "hello\x1b[m\x1b[H\x1b[2Jhello")
	p.stop(time.Second)
}
