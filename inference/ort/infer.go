package ort

import (
	"fmt"
	"math"

	binding "github.com/yalue/onnxruntime_go"

	"rigscope/inference"
	"rigscope/sensor"
)

// batch is the tensors for one number of windows, made once and used again.
type batch struct {
	window, virtual       *binding.Tensor[float64] // [B,C,T]
	mask, evidence, group *binding.Tensor[float32] // [B,C] [B,K,C] [B,C]
	in, out               []binding.Value
}

// Infer is inference.Model.Infer. What it says of a window does not depend
// on the windows beside it, to the last bit.
func (m *Model) Infer(ws []sensor.Window, masks [][]bool, out []inference.Output) error {
	for len(ws) > 0 {
		n := min(len(ws), MaxBatch)
		b, err := m.batch(n)
		if err != nil {
			return err
		}
		for i, w := range ws[:n] {
			if w.C != len(m.spec.Rig.Channels) || w.T != m.spec.Rig.Window {
				return fmt.Errorf("%w: a window of %d×%d for a model of %d×%d", inference.ErrSpec, w.C, w.T, len(m.spec.Rig.Channels), m.spec.Rig.Window)
			}
			var mask []bool
			if masks != nil {
				mask = masks[i]
			}
			b.load(i, w, mask)
		}
		if err := m.run(b); err != nil {
			return err
		}
		for i := range n {
			b.unload(i, n, &out[i])
		}
		ws, out = ws[n:], out[n:]
		if masks != nil {
			masks = masks[n:]
		}
	}
	return nil
}

func (m *Model) run(b *batch) error {
	if m.session == nil {
		return fmt.Errorf("the model is closed")
	}
	if err := m.session.Run(b.in, b.out); err != nil {
		return fmt.Errorf("ONNX Runtime: %s", oneLine(err))
	}
	return nil
}

// load puts a window and its mask (nil: nothing masked) at place i. What is
// masked may be NaN and becomes 0.
func (b *batch) load(i int, w sensor.Window, mask []bool) {
	x, flags := b.window.GetData()[i*len(w.X):][:len(w.X)], b.mask.GetData()[i*w.C:][:w.C]
	copy(x, w.X)
	for c := range flags {
		flags[c] = 0
		if mask == nil || !mask[c] {
			continue
		}
		flags[c] = 1
		for t := range w.T {
			if v := &x[c*w.T+t]; math.IsNaN(*v) || math.IsInf(*v, 0) {
				*v = 0
			}
		}
	}
}

// unload copies the results of window i of n.
func (b *batch) unload(i, n int, out *inference.Output) {
	out.Evidence = widened(out.Evidence, part(b.evidence.GetData(), i, n))
	out.Group = widened(out.Group, part(b.group.GetData(), i, n))
	out.Virtual = append(out.Virtual[:0], part(b.virtual.GetData(), i, n)...)
}

func part[T any](all []T, i, n int) []T { return all[i*len(all)/n : (i+1)*len(all)/n] }

func widened(dst []float64, src []float32) []float64 {
	dst = dst[:0]
	for _, v := range src {
		dst = append(dst, float64(v))
	}
	return dst
}

// batch gives the tensors for n windows.
func (m *Model) batch(n int) (*batch, error) {
	if b, ok := m.batches[n]; ok {
		return b, nil
	}
	c, t, k := int64(len(m.spec.Rig.Channels)), int64(m.spec.Rig.Window), int64(len(m.spec.Evidence))
	b, size := &batch{}, int64(n)
	var errs [5]error
	b.window, errs[0] = binding.NewEmptyTensor[float64](binding.NewShape(size, c, t))
	b.mask, errs[1] = binding.NewEmptyTensor[float32](binding.NewShape(size, c))
	b.evidence, errs[2] = binding.NewEmptyTensor[float32](binding.NewShape(size, k, c))
	b.group, errs[3] = binding.NewEmptyTensor[float32](binding.NewShape(size, c))
	b.virtual, errs[4] = binding.NewEmptyTensor[float64](binding.NewShape(size, c, t))
	b.in, b.out = []binding.Value{b.window, b.mask}, []binding.Value{b.evidence, b.group, b.virtual}
	for _, err := range errs {
		if err != nil {
			b.destroy()
			return nil, fmt.Errorf("%w: %s", ErrRuntime, oneLine(err))
		}
	}
	m.batches[n] = b
	return b, nil
}

func (b *batch) destroy() {
	for _, v := range append(b.in, b.out...) {
		v.Destroy()
	}
}
