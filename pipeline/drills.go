package pipeline

import (
	"maps"
	"slices"
	"time"

	"rigscope/inference"
	"rigscope/sensor"
)

// Drills are the faults that somebody injects into the source. The judge
// never sees them; they mark what it has said, and hold it against the truth.
// Both methods may be called from the pipeline's goroutine at any time.
type Drills interface {
	List() []Drill                                    // begun so far, oldest first; their Answer is ignored
	Truth(id int, t time.Time) (v []float64, ok bool) // of a drill's Channels at its frame of time t; NaN is missing
}

// Drill is a fault that was injected on purpose.
type Drill struct {
	ID       int // from 1
	Kind     string
	Channels []int     // ascending
	Size     []float64 // [len(Channels)] in the measure of the kind; empty where it has none
	From, To time.Time // [From, To) of the frames it is in; To is foreseen until Over
	Over     bool
	Until    time.Time // verdicts before it are about the drill: their windows hold its data, or did a few hops ago
	Cut      string    // why it ended before its time; empty: it did not
	Epoch    int       // of the history its frames are in
	Answer   Answer
}

// In says that the drill damaged channel c at time t of its epoch.
func (d Drill) In(c int, t time.Time) bool {
	return !t.Before(d.From) && t.Before(d.To) && slices.Contains(d.Channels, c)
}

// At says that a verdict of time t of its epoch is about the drill.
func (d Drill) At(t time.Time) bool { return !t.Before(d.From) && t.Before(d.Until) }

// echo [hops] is how long after the last window with damaged data a verdict
// still counts as the drill's: a bell rests after two calm hops, and is late
// by one.
const echo = 3

// Drill tells of the drills of the source. Call it before Run.
func (p *Pipeline) Drill(d Drills) { p.drilling.from = d }

// drilling follows the drills of one run. Without any it does nothing.
type drilling struct {
	from   Drills
	rig    sensor.Rig
	spread []float64     // [C] clean standard deviations [unit]
	reach  time.Duration // beyond To, in which verdicts are the drill's

	list   []Drill
	scores map[int]*score // by ID, of those in the list
}

// look takes over what has begun and ended.
func (d *drilling) look() {
	if d.from == nil {
		return
	}
	d.list = d.from.List()
	for i := range d.list {
		d.list[i].Until = d.list[i].To.Add(d.reach)
	}
	if len(d.scores) > len(d.list) {
		maps.DeleteFunc(d.scores, func(id int, _ *score) bool {
			return !slices.ContainsFunc(d.list, func(x Drill) bool { return x.ID == id })
		})
	}
}

// show is the list for a snapshot.
func (d *drilling) show() []Drill {
	d.look()
	out := slices.Clone(d.list)
	for i := range out {
		out[i].Answer = d.score(out[i]).answer(d)
	}
	return out
}

// mark writes on a verdict which drill it is about, the newest if there are
// two. before is the verdict before it, nil if it is the first.
func (d *drilling) mark(v, before *inference.Verdict, epoch int) {
	for i := len(d.list) - 1; i >= 0; i-- {
		x := d.list[i]
		if x.Epoch != epoch || !x.At(v.T) {
			continue
		}
		v.Drill = &inference.Injection{ID: x.ID, Kind: x.Kind}
		for _, c := range x.Channels {
			v.Drill.Channels = append(v.Drill.Channels, d.rig.Channels[c].Name)
		}
		d.score(x).verdict(v, before)
		return
	}
}

// answer holds judged frames of an epoch against the truth.
func (d *drilling) answer(frames []sensor.Frame, v *inference.Verdict, epoch int) {
	if v == nil || v.Drill == nil {
		return
	}
	for _, x := range d.list {
		for i, f := range frames {
			if x.Epoch != epoch || f.T.Before(x.From) || !f.T.Before(x.To) {
				continue
			}
			if truth, ok := d.from.Truth(x.ID, f.T); ok {
				d.score(x).frame(i, f, v, truth)
			}
		}
	}
}

func (d *drilling) score(x Drill) *score {
	if s := d.scores[x.ID]; s != nil {
		return s
	}
	if d.scores == nil {
		d.scores = map[int]*score{}
	}
	s := newScore(x, len(d.rig.Channels))
	d.scores[x.ID] = s
	return s
}
