package training

import (
	"fmt"

	"rigscope/inference/onnx"
)

// predict is everything before the judgement.
func (w *writer) predict(window, mask onnx.Ref) predictions {
	s := w.spec.Scaler
	w.middle, w.spread = w.Doubles("center", []int{w.c, 1}, s.Center), w.Doubles("scale", []int{w.c, 1}, s.Scale)
	hidden := w.unsqueeze(mask, 2) // [B,C,1]
	others, groups := w.filter(w.net.sensors.others), w.filter(w.net.sensors.groups)
	p := predictions{x: w.hide(w.scaled(window), hidden, others)}
	p.ridge, p.group = others(p.x), groups(p.x)
	latents := w.encodeAll(p)
	delta := w.block(latents, mask)
	w.decodeAll(&p, latents, delta)
	stack := w.perChannel("stack", w.net.scales.stack)
	p.stacked = w.add(p.net, w.mul(stack, w.sub(p.ridge, p.net)))
	return p
}

// scaled maps physical units to scaled ones.
func (w *writer) scaled(window onnx.Ref) onnx.Ref {
	d := w.div(w.sub(window, w.middle), w.spread)
	return w.Node("Cast", []onnx.Ref{d}, onnx.Int("to", int(onnx.Float32)))
}

// physical is the way back.
func (w *writer) physical(x onnx.Ref) onnx.Ref {
	d := w.Node("Cast", []onnx.Ref{x}, onnx.Int("to", int(onnx.Float64)))
	return w.add(w.mul(d, w.spread), w.middle)
}

// hide replaces masked channels by what the others say of them, in rounds
// from zero: nothing they hold gets any further.
func (w *writer) hide(x, hidden onnx.Ref, others func(onnx.Ref) onnx.Ref) onnx.Ref {
	shown := w.mul(x, w.sub(w.number(1), hidden))
	y := shown
	for range prefill {
		y = w.add(shown, w.mul(hidden, others(y)))
	}
	return y
}

// filter is ridge virtual sensors as a convolution over edge-padded windows.
func (w *writer) filter(f filter) func(onnx.Ref) onnx.Ref {
	k, b := w.Floats(f.w.Name, f.w.Shape, f.w.W), w.Floats(f.b.Name, f.b.Shape, f.b.W)
	return func(x onnx.Ref) onnx.Ref {
		wide := w.Node("Pad", []onnx.Ref{x, w.ints(0, 0, taps/2, 0, 0, taps/2)}, onnx.String("mode", "edge"))
		return w.Node("Conv", []onnx.Ref{wide, k, b}, onnx.Ints("kernel_shape", []int{taps}))
	}
}

// latent is a modality's latents, [B, 1+k+1, size]: as believed, with each of
// its channels left out, with all of them left out.
type latent struct {
	all      onnx.Ref
	from, to int // its channels
}

func (l latent) width() int { return l.to - l.from }

// encodeAll runs every modality's encoder once, over all its variants.
func (w *writer) encodeAll(p predictions) []latent {
	var out []latent
	for _, a := range w.net.nets {
		k := a.To - a.From
		cut := func(x onnx.Ref) onnx.Ref { return w.unsqueeze(w.slice(x, 1, a.From, a.To), 1) } // [B,1,k,T]
		x := cut(p.x)
		variants := w.Node("Expand", []onnx.Ref{x, w.ints(1, k, 1, 1)})
		if !w.net.literal {
			variants = w.add(x, w.mul(w.eye(k), w.sub(cut(p.ridge), x))) // [B,k,k,T]
		}
		in := w.reshape(w.concat(1, x, variants, cut(p.group)), -1, k, w.t)
		z := w.convolve(in, a.Encoder)
		out = append(out, latent{w.reshape(z, -1, k+2, w.size), a.From, a.To})
	}
	return out
}

// block gives the corrections of every candidate, [B, C+M, M·size]: each
// channel left out, then each modality.
func (w *writer) block(latents []latent, mask onnx.Ref) onnx.Ref {
	var in []onnx.Ref
	for m, l := range latents {
		in = append(in, w.Node("Gather", []onnx.Ref{l.all, w.ints(w.pick(m, l)...)}, onnx.Int("axis", 1)))
	}
	x := w.concat(2, append(in, w.candidateMasks(mask))...) // [B, C+M, M·size+C]
	for i, d := range w.net.block.layers {
		if i > 0 {
			x = w.activate(x)
		}
		x = w.dense(x, d)
	}
	return x
}

// pick is which of modality m's latents each candidate sees.
func (w *writer) pick(m int, l latent) []int {
	at := make([]int, w.c+w.m)
	for c := l.from; c < l.to; c++ {
		at[c] = 1 + c - l.from
	}
	at[w.c+m] = 1 + l.width()
	return at
}

// candidateMasks is [B, C+M, C]: what is masked anyway, and what the
// candidate leaves out.
func (w *writer) candidateMasks(mask onnx.Ref) onnx.Ref {
	out := make([]float32, (w.c+w.m)*w.c)
	for c := range w.c {
		out[c*w.c+c] = 1
	}
	for m, a := range w.net.nets {
		for c := a.From; c < a.To; c++ {
			out[(w.c+m)*w.c+c] = 1
		}
	}
	own := w.Floats("candidates", []int{1, w.c + w.m, w.c}, out)
	if w.net.literal { // it is told nothing
		return w.mul(w.number(0), w.Node("Max", []onnx.Ref{own, w.row(mask)}))
	}
	return w.Node("Max", []onnx.Ref{own, w.row(mask)})
}

// decodeAll decodes every modality's reconstruction and candidates and
// measures how far each modality is from what the others make of it.
func (w *writer) decodeAll(p *predictions, latents []latent, delta onnx.Ref) {
	var recon, net, doubt, shift []onnx.Ref
	for m, l := range latents {
		k := l.width()
		dz := w.slice(delta, 2, m*w.size, (m+1)*w.size) // [B, C+M, size]
		left := w.add(w.slice(l.all, 1, 1, 1+k), w.slice(dz, 1, l.from, l.to))
		z := w.reshape(w.concat(1, w.slice(l.all, 1, 0, 1), left), -1, w.net.latent, w.t/8)
		y := w.reshape(w.convolve(z, w.net.nets[m].Decoder), -1, 1+k, k, w.t)
		recon = append(recon, w.Node("Squeeze", []onnx.Ref{w.slice(y, 1, 0, 1), w.ints(1)}))
		net = append(net, w.Node("ReduceSum", []onnx.Ref{w.mul(w.slice(y, 1, 1, 1+k), w.eye(k)), w.ints(2)}, onnx.Int("keepdims", 0)))
		doubt = append(doubt, w.inconsistency(m, l, dz))
		if w.net.inputs.latents() {
			shift = append(shift, w.shifted(l, left))
		}
	}
	p.recon, p.net, p.doubt = w.concat(1, recon...), w.concat(1, net...), w.concat(1, doubt...)
	if len(shift) > 0 {
		p.shift = w.whiten(w.concat(1, shift...))
	}
}

// inconsistency is the mean square distance of modality m's latent from what
// the others say it is, in clean units: [B,1].
func (w *writer) inconsistency(m int, l latent, dz onnx.Ref) onnx.Ref {
	k := l.width()
	said := w.add(w.slice(l.all, 1, 1+k, 2+k), w.slice(dz, 1, w.c+m, w.c+m+1)) // [B,1,size]
	weight := w.Floats(fmt.Sprint("latent.", m, ".weight"), []int{w.size}, single(w.net.scales.latent[m]))
	return w.mean(w.mul(w.square(w.sub(w.slice(l.all, 1, 0, 1), said)), weight), w.size)
}

// convolve runs an encoder or decoder over [N,k,T].
func (w *writer) convolve(x onnx.Ref, layers [3]layer) onnx.Ref {
	for i, l := range layers {
		if i > 0 {
			x = w.activate(x)
		}
		op, k, pad := "Conv", encodeK, encodePad
		if l.transposed {
			op, k, pad = "ConvTranspose", decodeK, decodePad
		}
		in := []onnx.Ref{x, w.Floats(l.w.Name, l.w.Shape, l.w.W), w.Floats(l.b.Name, l.b.Shape, l.b.W)}
		x = w.Node(op, in, onnx.Ints("kernel_shape", []int{k}), onnx.Ints("pads", []int{pad, pad}), onnx.Ints("strides", []int{stride}))
	}
	return x
}

// dense is x [B,N,In] → [B,N,Out]. The weights have a batch axis of one, so
// that every window is a product of its own and comes out the same to the
// bit in any batch.
func (w *writer) dense(x onnx.Ref, d dense) onnx.Ref {
	out, in := d.w.Shape[0], d.w.Shape[1]
	k := make([]float32, len(d.w.W))
	for i := range out {
		for j := range in {
			k[j*out+i] = d.w.W[i*in+j]
		}
	}
	y := w.Node("MatMul", []onnx.Ref{x, w.Floats(d.w.Name, []int{1, in, out}, k)})
	return w.add(y, w.Floats(d.b.Name, []int{out}, d.b.W))
}

// eye is the unit matrix as [1,k,k,1].
func (w *writer) eye(k int) onnx.Ref {
	name := fmt.Sprint("eye ", k)
	if r, ok := w.lists[name]; ok {
		return r
	}
	v := make([]float32, k*k)
	for i := range k {
		v[i*k+i] = 1
	}
	w.lists[name] = w.Floats(name, []int{1, k, k, 1}, v)
	return w.lists[name]
}
