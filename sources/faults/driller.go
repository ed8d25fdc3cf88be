package faults

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
)

// Driller is a source that somebody can break while it runs. Next belongs to
// one goroutine, the other methods may be called from any.
//
// A drill begins and ends between two frames, by their times, and what it
// does depends on the frames since the beginning and on its order alone: the
// same frames with the same Plan are damaged to the same bits. When time
// steps back (a seek, a loop) the drill that runs ends, so that whoever winds
// back sees what was recorded.
type Driller struct {
	src    sources.Source
	window int
	past   [][]float64 // [C] clean samples, newest last; only Next touches them

	// OnChange is told by Next, on its goroutine, of every drill that has
	// begun or ended. Set it before the first Next; it must not call back.
	OnChange func(Run)

	mu     sync.Mutex
	seen   int       // frames since time last stepped back
	dead   []int     // [C] frames since the last sample that was there
	newest time.Time // frame
	epoch  int       // times that time has stepped back
	number int       // of the drill ordered last
	due    []Run     // not begun, in order
	stop   bool      // the running one is to end with the next frame
	runs   []Run     // begun, oldest first
	lanes  []*lane   // of the one that runs; nil: none
	truths truths
}

// keepRuns bounds the list of drills.
const keepRuns = 200

// Run is a drill that has begun.
type Run struct {
	Order
	ID       int       // from 1
	From, To time.Time // [From, To) of the frames it is in; To is foreseen until Over
	Epoch    int       // how often time had stepped back before
	Over     bool
	Cut      Cut
}

// Cut is why a drill ended before its time.
type Cut string

// The reasons; empty is that it did not.
const (
	Stopped Cut = "stopped"
	Rewound Cut = "wound back"
)

// NewDriller owns src. window is how many frames a model looks at; no drill
// begins before as many are known.
func NewDriller(src sources.Source, window int) *Driller {
	n := len(src.Rig().Channels)
	return &Driller{src: src, window: window, past: make([][]float64, n), dead: make([]int, n)}
}

// Rig is that of the source.
func (d *Driller) Rig() sensor.Rig { return d.src.Rig() }

// Ready is whether the source is.
func (d *Driller) Ready() bool { return sources.Ready(d.src) }

// Close closes the source.
func (d *Driller) Close() error { return d.src.Close() }

// Next is the source's next frame, damaged if a drill runs. Without one it
// passes as it is. So do errors.
func (d *Driller) Next(ctx context.Context) (sensor.Frame, error) {
	f, err := d.src.Next(ctx)
	if err != nil {
		return f, err
	}
	for _, r := range d.pass(f) {
		if d.OnChange != nil {
			d.OnChange(r)
		}
	}
	return f, nil
}

// pass damages f in place and gives the drills that have changed.
func (d *Driller) pass(f sensor.Frame) (changed []Run) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.seen > 0 && !f.T.After(d.newest) {
		changed = d.rewind()
	}
	d.newest = f.T
	changed = append(changed, d.change(f.T)...)
	said := d.damaged(f)
	d.seen++
	for c, x := range f.V {
		d.past[c] = remember(d.past[c], x)
		if d.dead[c]++; x == x {
			d.dead[c] = 0
		}
	}
	for i, l := range d.lanes {
		f.V[l.channel] = said[i]
	}
	return changed
}

// damaged is what the sensors of the running drill say, a value a lane, and
// keeps what they should say.
func (d *Driller) damaged(f sensor.Frame) []float64 {
	if d.lanes == nil {
		return nil
	}
	r := d.runs[len(d.runs)-1]
	said, truth := make([]float64, len(d.lanes)), make([]float64, len(d.lanes))
	for i, l := range d.lanes {
		truth[i] = f.V[l.channel]
		said[i] = l.pass(f.T.Sub(r.From), d.past[l.channel], truth[i])
	}
	d.truths.keep(r.ID, f.T, truth)
	return said
}

// change ends and begins what is due at the frame of time t.
func (d *Driller) change(t time.Time) (changed []Run) {
	if d.lanes != nil {
		r := &d.runs[len(d.runs)-1]
		switch {
		case !t.Before(r.To):
			changed = append(changed, d.end(r.To, ""))
		case d.stop:
			changed = append(changed, d.end(t, Stopped))
		}
	}
	d.stop = false
	if d.lanes == nil && len(d.due) > 0 && !t.Before(d.due[0].From) {
		changed = append(changed, d.begin(t))
	}
	return changed
}

func (d *Driller) begin(t time.Time) Run {
	r := d.due[0]
	d.due = d.due[1:]
	if r.From = t; r.To.IsZero() {
		r.To = t.Add(r.Lasts)
	}
	r.Epoch = d.epoch
	d.lanes = r.lanes(d.src.Rig().Rate, d.past)
	if d.runs = append(d.runs, r); len(d.runs) > keepRuns {
		d.runs = slices.Clone(d.runs[1:])
	}
	return r
}

func (d *Driller) end(t time.Time, why Cut) Run {
	r := &d.runs[len(d.runs)-1]
	r.To, r.Over, r.Cut = t, true, why
	d.lanes = nil
	return *r
}

// rewind forgets the signals. The drill that ran was in the frames up to the
// newest.
func (d *Driller) rewind() (changed []Run) {
	if d.lanes != nil {
		changed = append(changed, d.end(d.newest.Add(d.src.Rig().Period()), Rewound))
	}
	d.epoch++
	d.seen = 0
	for c := range d.past {
		d.past[c], d.dead[c] = d.past[c][:0], 0
	}
	return changed
}

// Start orders a drill, to begin with the next frame, and gives its number.
// The error is a sentence that says why it cannot be.
func (d *Driller) Start(o Order) (id int, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if n := d.busy(); n > 0 {
		return 0, fmt.Errorf("drill %d still runs: stop it first", n)
	}
	if err := d.possible(o); err != nil {
		return 0, err
	}
	d.number++
	d.due = append(d.due, Run{Order: o.clone(), ID: d.number})
	return d.number, nil
}

// busy is the number of the drill that runs or is about to, or 0.
func (d *Driller) busy() int {
	switch {
	case len(d.due) > 0:
		return d.due[0].ID
	case d.lanes != nil:
		return d.runs[len(d.runs)-1].ID
	}
	return 0
}

// Stop ends the drill that runs with the next frame and calls off one that
// has not begun. It says whether there was any.
func (d *Driller) Stop() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	any := d.busy() > 0
	d.stop = d.lanes != nil
	d.due = nil
	return any
}

// Plan gives the drills of another run of the same frames: each begins at
// its From and ends at its To. Call it before the first Next.
func (d *Driller) Plan(runs []Run) error {
	for i, r := range runs {
		if err := r.valid(d.src.Rig()); err != nil {
			return fmt.Errorf("drill %d: %w", r.ID, err)
		}
		if !r.To.After(r.From) || i > 0 && r.From.Before(runs[i-1].To) {
			return fmt.Errorf("drill %d: it is at %v to %v, out of order", r.ID, r.From, r.To)
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.due = slices.Clone(runs)
	for i := range d.due {
		d.due[i].Over, d.due[i].Cut = false, ""
	}
	return nil
}

// List is the drills that have begun, the newest 200, oldest first.
func (d *Driller) List() []Run {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.runs)
}

// Truth is what the channels of drill id [len(Channels)] would have read in
// its frame of time t, NaN where nothing; false if it had none then or it is
// forgotten, as the oldest of more than 8192 frames are. It is not to be
// changed.
func (d *Driller) Truth(id int, t time.Time) ([]float64, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.truths.find(id, t)
}
