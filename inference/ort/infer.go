package ort

import (
	"fmt"

	"rigscope/inference"
	"rigscope/sensor"
)

// fullBatch windows run together, the rest one by one. Sixteen reach the
// windows per second of 64 (BenchmarkInfer), and two shapes are few enough
// to hold that they agree to the last bit.
const fullBatch = 16

// Infer is inference.Model.Infer. What it says of a window does not depend
// on its neighbours, to the last bit. masks and any masks[i] may be nil:
// nothing is masked. A NaN that is not masked spoils its own window only.
func (m *Model) Infer(ws []sensor.Window, masks [][]bool, out []inference.Output) error {
	if err := m.check(ws, masks, out); err != nil {
		return err
	}
	for from, n := 0, 0; from < len(ws); from += n {
		b := m.one
		if n = 1; len(ws)-from >= fullBatch {
			n = fullBatch
			if err := m.fill(); err != nil {
				return err
			}
			b = m.full
		}
		if err := m.inferBatch(b, ws[from:from+n], masks[min(from, len(masks)):], out[from:]); err != nil {
			return fmt.Errorf("run the model on windows %d to %d: %w", from, from+n-1, err)
		}
	}
	return nil
}

// inferBatch runs as many windows as b holds.
func (m *Model) inferBatch(b *batch, ws []sensor.Window, masks [][]bool, out []inference.Output) error {
	for i, w := range ws {
		var mask []bool
		if len(masks) > 0 {
			mask = masks[i]
		}
		b.load(i, w, mask)
	}
	if err := m.run(b); err != nil {
		return err
	}
	for i := range ws {
		b.unload(i, &out[i])
	}
	return nil
}

// fill makes the full batch when it is first needed.
func (m *Model) fill() (err error) {
	if m.full == nil {
		m.full, err = m.newBatch(fullBatch)
	}
	return err
}

func (m *Model) check(ws []sensor.Window, masks [][]bool, out []inference.Output) error {
	if m.session == nil {
		return errClosed
	}
	if len(out) < len(ws) || masks != nil && len(masks) != len(ws) {
		return fmt.Errorf("%d windows with %d masks and %d outputs", len(ws), len(masks), len(out))
	}
	c, t := len(m.spec.Rig.Channels), m.spec.Rig.Window
	for i, w := range ws {
		if w.C != c || w.T != t || len(w.X) != c*t {
			return fmt.Errorf("%w: a window of %d×%d for a model of %d×%d", inference.ErrSpec, w.C, w.T, c, t)
		}
		if masks != nil && masks[i] != nil && len(masks[i]) != c {
			return fmt.Errorf("%w: a mask of %d channels for a model of %d", inference.ErrSpec, len(masks[i]), c)
		}
	}
	return nil
}
