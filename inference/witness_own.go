package inference

import (
	"math"

	"rigscope/sensor"
)

// OwnRows is the length of the reference in the SKAB protocol [rows].
const OwnRows = 400

// OwnWatch learns its reference from the first rows of the stream it then
// watches. What is usual differs between sessions by more than changes do
// within one: a witness learnt from the first 400 rows of all 23 SKAB files
// together finds next to nothing in them (F1 .007), each file's own finds
// most (.851). The price is that the first rows must be clean, which the
// sensors' own judgement has to vouch for. It belongs to one goroutine.
type OwnWatch struct {
	rows     int
	segments [][][]float64 // [S][C][N] the reference so far
	n        int           // rows of it
	learnt   Witness
	watch    *Watch // nil while it learns
}

// NewOwnWatch learns from the first rows and watches the rest.
func NewOwnWatch(rows int) *OwnWatch { return &OwnWatch{rows: rows} }

// Row takes the next row [C], as Watch.Row does. While it learns, nobody has
// a say.
func (o *OwnWatch) Row(x []float64) Sight {
	if o.watch != nil {
		return o.watch.Row(x)
	}
	o.learn(x)
	if o.n >= o.rows {
		o.begin()
	}
	return blind(false)
}

// learn keeps a row for the reference.
func (o *OwnWatch) learn(x []float64) {
	if len(o.segments) == 0 {
		o.segments = append(o.segments, make([][]float64, len(x)))
	}
	seg := o.segments[len(o.segments)-1]
	for c, v := range x {
		seg[c] = append(seg[c], v)
	}
	o.n++
}

// begin ends the learning. The last rows of the reference are the first
// that the windows reach back to.
func (o *OwnWatch) begin() {
	o.learnt = FitWitness(o.segments)
	o.watch = NewWatch(&o.learnt)
	seg := o.segments[len(o.segments)-1]
	x := make([]float64, len(seg))
	for i := max(0, len(seg[0])-witnessRows-1); i < len(seg[0]); i++ {
		for c := range x {
			x[c] = seg[c][i]
		}
		o.watch.Row(x)
	}
	o.watch.change, o.segments = change{}, nil
}

// Window takes the newest frames of a window, as Watch.Window does.
func (o *OwnWatch) Window(w sensor.Window) Sight {
	s := blind(o.watch != nil && o.watch.change.on)
	newest(w, func(x []float64) { s = o.Row(x) })
	return s
}

// Ready says whether it watches.
func (o *OwnWatch) Ready() bool { return o.watch != nil }

// Gap is Watch.Gap; while it learns, no window of the reference spans it.
func (o *OwnWatch) Gap() {
	switch {
	case o.watch != nil:
		o.watch.Gap()
	case o.n > 0:
		o.segments = append(o.segments, make([][]float64, len(o.segments[0])))
	}
}

// Restart learns anew from the next rows: after a seek, or when the engineer
// says that this is the new normal.
func (o *OwnWatch) Restart() { *o = OwnWatch{rows: o.rows} }

// blind is what is seen while no channel has a say.
func blind(on bool) Sight { return Sight{S: math.NaN(), On: on, Channel: -1} }

// newest calls each with the frames [C] that no earlier window has shown.
func newest(w sensor.Window, each func(x []float64)) {
	x := make([]float64, w.C)
	for t := w.T - w.New; t < w.T; t++ {
		for c := range x {
			x[c] = w.X[c*w.T+t]
		}
		each(x)
	}
}
