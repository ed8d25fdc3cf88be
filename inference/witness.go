package inference

import (
	"fmt"
	"math"

	"rigscope/sensor"
)

// Witness is what the process witness W learnt from a clean log (method.md
// §4). It says when the machine itself does something else and never accuses
// a sensor. The zero Witness watches nothing.
type Witness struct {
	Kept   []int     `json:"kept"`   // [K] channels steady enough to be watched, ascending
	Center []float64 `json:"center"` // [K] clean median [unit]
	Spread []float64 `json:"spread"` // [K] clean standard deviation [unit]
	Habits []Habit   `json:"habits"` // [2K] of the levels, then of the swings
	Scale  float64   `json:"scale"`  // q, how far the farthest feature strays on clean rows, at most, in 99 of 100
	Own    bool      `json:"own"`    // sessions are steady: each stream is better held against its own first OwnRows
}

// Habit is what a feature usually does, in units of Spread.
type Habit struct {
	Mean float64 `json:"mean"`
	Dev  float64 `json:"dev"` // > 0
}

// The names of the features: where a channel is, and how much it moves from
// row to row.
const (
	LevelFeature = "level"
	SwingFeature = "swing"
)

// Sight is what the witness says after one row.
type Sight struct {
	S       float64 // 1 is as far as clean rows stray; NaN while no channel has a say
	On      bool    // the process has changed
	Channel int     // that strays farthest; -1 while none has a say
	Feature string  // LevelFeature or SwingFeature
	Times   float64 // how many times its usual swing it is away from its usual value
	Above   bool    // and on which side
}

// Watch follows one stream. It belongs to one goroutine.
type Watch struct {
	learnt *Witness
	trail  trail
	change change
	z, f   []float64 // [K] and [2K]
}

// NewWatch begins to follow a stream; w must not change meanwhile.
func NewWatch(w *Witness) *Watch {
	k := len(w.Kept)
	return &Watch{learnt: w, trail: newTrail(k), z: make([]float64, k), f: make([]float64, 2*k)}
}

// Row takes the next row [C] in physical units. A NaN has no say, and a row
// without any say changes nothing.
func (w *Watch) Row(x []float64) Sight {
	w.learnt.standardise(w.z, x)
	w.trail.push(w.z)
	w.trail.features(w.f)
	i, u := w.learnt.farthest(w.f)
	if i < 0 {
		return blind(w.change.on)
	}
	k, s := len(w.z), u/w.learnt.Scale
	return Sight{S: s, On: w.change.step(s), Channel: w.learnt.Kept[i%k], Times: u,
		Feature: [...]string{LevelFeature, SwingFeature}[i/k], Above: w.f[i] > w.learnt.Habits[i].Mean}
}

// Window takes the newest frames of a window, those that no earlier window
// has shown, and says what Row says after the last of them.
func (w *Watch) Window(win sensor.Window) Sight {
	s := blind(w.change.on)
	newest(win, func(x []float64) { s = w.Row(x) })
	return s
}

// Gap forgets the rows so far, which must not be averaged with those after a
// gap, but not the alarm.
func (w *Watch) Gap() { w.trail = newTrail(len(w.z)) }

// Restart forgets everything, as after a seek.
func (w *Watch) Restart() { *w = *NewWatch(w.learnt) }

// standardise makes z-scores [K] of a row [C], clipped so that one absurd
// sample does not fill a whole window.
func (w *Witness) standardise(z, x []float64) {
	for k, c := range w.Kept {
		z[k] = min(max((x[c]-w.Center[k])/w.Spread[k], -witnessClip), witnessClip)
	}
}

// farthest is the feature that is farthest from its habit, and how many
// usual deviations that is; -1 if all are NaN.
func (w *Witness) farthest(f []float64) (at int, times float64) {
	at, times = -1, -1
	for i, h := range w.Habits {
		if u := math.Abs(f[i]-h.Mean) / h.Dev; u > times {
			at, times = i, u
		}
	}
	return at, times
}

// validate says why a stored witness does not fit a rig of c channels.
func (w *Witness) validate(c int) error {
	k := len(w.Kept)
	ok := len(w.Center) == k && len(w.Spread) == k && len(w.Habits) == 2*k && (k == 0 || w.Scale > 0)
	for _, i := range w.Kept {
		ok = ok && i >= 0 && i < c
	}
	if !ok {
		return fmt.Errorf("%w: the process witness is not for %d channels: train it anew", ErrSpec, c)
	}
	return nil
}
