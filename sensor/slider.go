package sensor

import (
	"math"
	"time"
)

// Slider cuts windows of T frames out of a stream of frames, one every hop
// frames. It starts afresh when the time steps back or jumps ahead by more
// than a frame and a half, so that no window spans a jump.
type Slider struct {
	period time.Duration
	c      int
	t, hop int
	frames []Frame // the newest, at most t
	fresh  int     // frames since the last window
	begun  bool    // a window was cut since the last start
}

// NewSlider makes a slider for windows of t frames every hop frames.
func NewSlider(rig Rig, t, hop int) *Slider {
	return &Slider{period: rig.Period(), c: len(rig.Channels), t: t, hop: hop}
}

// Push takes the next frame. When it completes a window, that window is
// returned; its memory is the caller's. The first window after a start is
// the first to judge all of its frames.
func (s *Slider) Push(f Frame) (Window, bool) {
	if n := len(s.frames); n > 0 && s.Jumps(s.frames[n-1].T, f.T) {
		s.reset()
	}
	if len(s.frames) == s.t {
		copy(s.frames, s.frames[1:])
		s.frames = s.frames[:s.t-1]
	}
	s.frames = append(s.frames, f)
	s.fresh++
	if len(s.frames) < s.t || (s.begun && s.fresh < s.hop) {
		return Window{}, false
	}
	return s.cut(), true
}

// Last cuts the window that ends at the newest frame, if it would judge
// frames that no window has judged. Use it at the end of the stream and
// before a jump.
func (s *Slider) Last() (Window, bool) {
	if len(s.frames) < s.t || s.fresh == 0 {
		return Window{}, false
	}
	return s.cut(), true
}

// Jumps says whether a window may not span the step from one frame to the next.
func (s *Slider) Jumps(from, to time.Time) bool {
	d := to.Sub(from)
	return d <= 0 || d > s.period+s.period/2
}

// Fill is how many of a window's frames are there.
func (s *Slider) Fill() int { return len(s.frames) }

func (s *Slider) reset() {
	s.frames, s.fresh, s.begun = s.frames[:0], 0, false
}

func (s *Slider) cut() Window {
	last := s.frames[s.t-1]
	w := Window{From: s.frames[0].T, To: last.T, Row: last.Row, RowT: last.RowT,
		New: min(s.fresh, s.t), C: s.c, T: s.t, X: make([]float64, s.c*s.t)}
	for i, f := range s.frames {
		for c, v := range f.V {
			w.X[c*s.t+i] = v
		}
	}
	s.fresh, s.begun = 0, true
	return w
}

// Missing counts the NaNs of channel c.
func (w Window) Missing(c int) int {
	n := 0
	for _, v := range w.Channel(c) {
		if math.IsNaN(v) {
			n++
		}
	}
	return n
}
