package sensor

import "time"

// Reading is one number from one channel at one instant.
type Reading struct {
	Channel int
	T       time.Time
	V       float64 // physical units
}

// Frame is all channels of a rig at one instant of its time grid.
type Frame struct {
	T    time.Time // on the grid
	Row  int       // last data row of the source (from 0) this frame has seen
	RowT time.Time // of that row
	V    []float64 // [C] rig order, physical units; NaN is missing
}

// Window is T consecutive frames, oldest first.
type Window struct {
	From, To time.Time // of the first and the last frame
	Row      int       // of the last frame
	RowT     time.Time // of that row
	New      int       // frames at the end that no earlier window has covered
	C, T     int
	X        []float64 // [C×T] channel-major, physical units; NaN is missing
}

// Channel is the part of X that belongs to channel c, not a copy.
func (w Window) Channel(c int) []float64 { return w.X[c*w.T : (c+1)*w.T] }
