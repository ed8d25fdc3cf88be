package ort

import (
	"errors"
	"fmt"

	binding "github.com/yalue/onnxruntime_go"

	"rigscope/inference"
	"rigscope/sensor"
)

// batch is the tensors of B windows that run together, made once.
type batch struct {
	window, virtual, recon *binding.Tensor[float64] // [B,C,T]
	mask, evidence         *binding.Tensor[float32] // [B,C] [B,K,C]
	modality, kinds        *binding.Tensor[float32] // [B,M] [B,J,C]; kinds is nil where the model names none
	in, out                []binding.Value
}

func (m *Model) newBatch(size int) (*batch, error) {
	s := m.spec
	n, c, t := int64(size), int64(len(s.Rig.Channels)), int64(s.Rig.Window)
	b := &batch{}
	err := errors.Join(
		allocate(&b.in, &b.window, n, c, t),
		allocate(&b.in, &b.mask, n, c),
		allocate(&b.out, &b.evidence, n, int64(len(s.Evidence)), c),
		allocate(&b.out, &b.modality, n, int64(len(s.Rig.Modalities()))),
		allocate(&b.out, &b.virtual, n, c, t),
		allocate(&b.out, &b.recon, n, c, t),
	)
	if err == nil && len(s.Kinds) > 0 {
		err = allocate(&b.out, &b.kinds, n, int64(len(s.Kinds)), c)
	}
	if err != nil {
		b.destroy()
		return nil, fmt.Errorf("%w: make room for %d windows: %s", ErrRuntime, size, oneLine(err))
	}
	return b, nil
}

// allocate makes a tensor of zeros and lists it.
func allocate[T binding.TensorData](list *[]binding.Value, dst **binding.Tensor[T], dims ...int64) error {
	t, err := binding.NewEmptyTensor[T](dims)
	if err != nil {
		return err
	}
	*dst, *list = t, append(*list, t)
	return nil
}

// destroy frees the tensors; a nil batch has none.
func (b *batch) destroy() {
	if b == nil {
		return
	}
	for _, v := range append(b.in, b.out...) {
		v.Destroy()
	}
}

// load puts a window at place i. Masked channels become 0, so that what they
// hold cannot reach the network, NaN least of all.
func (b *batch) load(i int, w sensor.Window, mask []bool) {
	x := row(b.window, i)
	copy(x, w.X)
	hidden := row(b.mask, i)
	clear(hidden)
	for c, m := range mask {
		if m {
			hidden[c] = 1
			clear(x[c*w.T : (c+1)*w.T])
		}
	}
}

// unload copies what came out for window i.
func (b *batch) unload(i int, out *inference.Output) {
	out.Evidence = widen(out.Evidence[:0], row(b.evidence, i))
	out.Modality = widen(out.Modality[:0], row(b.modality, i))
	out.Virtual = append(out.Virtual[:0], row(b.virtual, i)...)
	out.Reconstruction = append(out.Reconstruction[:0], row(b.recon, i)...)
	if b.kinds != nil {
		out.Kinds = widen(out.Kinds[:0], row(b.kinds, i))
	}
}

// row is the part of a tensor that belongs to window i.
func row[T binding.TensorData](t *binding.Tensor[T], i int) []T {
	all, n := t.GetData(), int(t.GetShape()[0])
	return all[i*len(all)/n : (i+1)*len(all)/n]
}

func widen(dst []float64, src []float32) []float64 {
	for _, v := range src {
		dst = append(dst, float64(v))
	}
	return dst
}
