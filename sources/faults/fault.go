package faults

import "math"

// Fault is one fault of one channel, on the samples [From, To).
type Fault struct {
	Kind     Kind
	From, To int     // [samples] into the slice
	Size     float64 // how big; meaning and unit are the kind's, see its file
	Count    int     // of spikes in [From, To); 0 is one in 16 samples
	Seed     uint64  // of what the kind draws by chance
}

// Apply writes src with the fault to dst, both [T] physical units and not
// overlapping unless they are the same slice. Samples outside [From, To) and
// missing ones (NaN) are copied bit by bit. What the fault changes is put on
// the grid of res, except where the kind makes values that are on it anyway;
// a nil res has no grid. A size that Entry.Validate refuses does something
// without meaning; an unknown kind panics.
func (f Fault) Apply(dst, src []float64, res *Resolution) {
	m := f.Kind.must()
	from, to := max(f.From, 0), min(f.To, len(src))
	if from >= to {
		copy(dst, src)
		return
	}
	clean := append([]float64(nil), src[:to]...)
	act := m.begin(onset{f, clean[from:to]})
	copy(dst, src)
	for i := from; i < to; i++ {
		dst[i] = m.damage(act, i-f.From, clean[:i], clean[i], res)
	}
}

// damage is one sample through an effect and onto the grid.
func (m model) damage(act effect, i int, past []float64, x float64, res *Resolution) float64 {
	if math.IsNaN(x) {
		return x
	}
	y := act(i, past, x)
	if y == x || m.offGrid {
		return y
	}
	return res.Snap(y)
}
