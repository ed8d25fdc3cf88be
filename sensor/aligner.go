package sensor

import (
	"math"
	"sort"
	"time"
)

// MaxGap is how many frames in a row are drawn as missing before the grid
// jumps to the next reading. It also is how far back a clock may step before
// the grid follows it.
const MaxGap = 64

// resetAfter late rows in a row mean that the clock was set back.
const resetAfter = 3

// Aligner puts readings of any rate onto the rig's grid. Frame k stands for
// grid time g and holds the latest reading of each channel up to a quarter
// period after g, so that jitter around the grid neither doubles nor drops a
// sample; a reading older than the channel's maximum age is missing. The
// grid starts at the first reading and never drifts.
//
// The same readings give the same frames, however they are cut into calls.
type Aligner struct {
	rig     Rig
	slack   time.Duration
	pending []stamped // by time, stable
	held    []stamped // [C] newest applied reading
	start   time.Time // of frame 0
	k       int       // next frame
	running bool
	row     int
	rowT    time.Time
	unseen  bool // a reading was applied that no frame has seen
	ready   []Frame
	taken   int // of ready
	late    int
	behind  []stamped // late readings that may turn out to be a clock set back
}

type stamped struct {
	Reading
	row int
}

// NewAligner makes an aligner for rig, which must be valid.
func NewAligner(rig Rig) *Aligner {
	return &Aligner{rig: rig, slack: rig.Grid(1) / 4, held: make([]stamped, len(rig.Channels))}
}

// Late is how many readings came too late for their frame and were left out.
func (a *Aligner) Late() int { return a.late }

// Next pops the oldest frame that is complete.
func (a *Aligner) Next() (Frame, bool) {
	if len(a.ready) == 0 {
		return Frame{}, false
	}
	f := a.ready[a.taken]
	if a.taken++; a.taken == len(a.ready) {
		a.ready, a.taken = a.ready[:0], 0 // the memory serves again
	}
	return f, true
}

// Add takes one reading of data row row. A NaN says that the row was there
// without a value: the channel keeps what it has until that is too old. A
// reading older than a finished frame is late: it is counted and left out,
// unless several rows in a row are late by more than MaxGap periods, which
// means that the clock was set back and the grid starts anew there.
func (a *Aligner) Add(row int, r Reading) {
	s := stamped{r, row}
	if a.running && r.T.Before(a.edge(a.k-1)) {
		a.addLate(s)
		return
	}
	a.behind = a.behind[:0]
	i := sort.Search(len(a.pending), func(i int) bool { return a.pending[i].T.After(r.T) })
	a.pending = append(a.pending, stamped{})
	copy(a.pending[i+1:], a.pending[i:])
	a.pending[i] = s
}

func (a *Aligner) addLate(s stamped) {
	a.late++
	if a.edge(a.k-1).Sub(s.T) < a.rig.Grid(MaxGap) {
		a.behind = a.behind[:0]
		return
	}
	a.behind = append(a.behind, s)
	if s.row-a.behind[0].row < resetAfter-1 {
		return
	}
	a.late -= len(a.behind)
	a.pending = append(a.pending[:0], a.behind...)
	a.behind = a.behind[:0]
	a.running = false
}

// Advance says that everything up to and including t has arrived: the frames
// up to there become ready. A t before the last one does nothing.
func (a *Aligner) Advance(t time.Time) {
	for len(a.pending) > 0 && !a.pending[0].T.After(t) {
		if !a.running {
			a.anchor(a.pending[0].T)
		}
		a.emitBefore(a.pending[0].T)
		a.apply()
	}
	if a.running {
		a.emitBefore(t)
	}
}

// Flush says that nothing more will come.
func (a *Aligner) Flush() {
	if n := len(a.pending); n > 0 {
		a.Advance(a.pending[n-1].T)
	}
	if a.running && a.unseen {
		a.emit()
	}
}

// edge is the end of the time that frame k sees.
func (a *Aligner) edge(k int) time.Time { return a.start.Add(a.rig.Grid(k) + a.slack) }

func (a *Aligner) anchor(t time.Time) {
	a.start, a.k, a.running = t, 0, true
	clear(a.held)
}

func (a *Aligner) apply() {
	s := a.pending[0]
	copy(a.pending, a.pending[1:])
	a.pending = a.pending[:len(a.pending)-1]
	if !math.IsNaN(s.V) {
		a.held[s.Channel] = s
	}
	a.row, a.rowT, a.unseen = s.row, s.T, true
}

// emitBefore finishes every frame whose time has fully passed at t. After
// MaxGap frames without a reading it jumps, keeping to the grid.
func (a *Aligner) emitBefore(t time.Time) {
	for a.edge(a.k).Before(t) {
		if a.start.Add(a.rig.Grid(a.k)).Sub(a.rowT) > a.rig.Grid(MaxGap) {
			a.jump(t)
			return
		}
		a.emit()
	}
}

// jump makes the next frame the first one whose edge is not before t.
func (a *Aligner) jump(t time.Time) {
	if gap := t.Sub(a.start); gap > 100*365*24*time.Hour {
		a.anchor(t)
		return
	}
	k := int(math.Ceil((t.Sub(a.start) - a.slack).Seconds() * a.rig.Rate))
	a.k = max(a.k, k-1)
	for a.edge(a.k).Before(t) {
		a.k++
	}
}

func (a *Aligner) emit() {
	g := a.start.Add(a.rig.Grid(a.k))
	f := Frame{T: g, Row: a.row, RowT: a.rowT, V: make([]float64, len(a.held))}
	for c, s := range a.held {
		f.V[c] = s.V
		if s.T.IsZero() || g.Sub(s.T) > a.rig.MaxAge(c) {
			f.V[c] = math.NaN()
		}
	}
	a.ready = append(a.ready, f)
	a.k++
	a.unseen = false
}
