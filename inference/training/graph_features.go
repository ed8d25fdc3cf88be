package training

import (
	"math"

	"rigscope/inference/onnx"
)

// plainFeatures is the number of residual features before context.
const plainFeatures = 48

// shifts are the delays tried [frames]; those of less than 3/8 of the window
// are.
var shifts = []int{1, 2, 3, 4, 6, 8, 12, 16, 24}

// features are the plain ones and their context. Where nothing has been
// fitted yet the plain ones come raw.
func (w *writer) features(p predictions) []onnx.Ref {
	var plain, context []onnx.Ref
	if w.net.inputs.residuals() {
		plain = append(plain, w.residualFeatures(p))
	}
	if w.net.inputs.latents() {
		plain = append(plain, w.latentFeatures(p))
	}
	f := w.standard(w.concat(2, plain...))
	if w.net.inputs.residuals() {
		context = w.residualContext(p)
	}
	if w.net.inputs.latents() {
		context = append(context, w.latentContext(p)...)
	}
	return append([]onnx.Ref{f}, context...)
}

// residualFeatures are those of method.md §4 step 7 in its order, [B,C,48].
func (w *writer) residualFeatures(p predictions) onnx.Ref {
	s := w.net.scales
	ridge := w.over(w.sub(p.x, p.ridge), "scale.ridge", s.ridge)
	group := w.over(w.sub(p.x, p.group), "scale.ridge", s.ridge)
	net := w.over(w.sub(p.x, p.net), "scale.net", s.net)
	recon := w.over(w.sub(p.x, p.recon), "scale.recon", s.recon)
	f := w.shape(p.x)
	for _, r := range []onnx.Ref{ridge, group, net, recon} {
		f = append(f, w.summary(r)...)
	}
	f = append(f, w.gain(p))
	f = append(f, w.delay(p)...)
	f = append(append(f, w.blocks(ridge)...), w.blocks(net)...)
	f = append(f, w.calmest(p.x, 1e-5)...)
	f = append(f, w.calmest(w.Node("Pad", []onnx.Ref{w.steps(p.x), w.ints(0, 0, 1, 0, 0, 0)}), 1e-6)...)
	f = append(f, w.logOf(w.max(w.byChannel(w.mean(w.square(w.eighths(recon)), w.t/8))), 1e-3))
	return w.assemble(f)
}

// shape is what a channel shows alone: spread, steps, jerk, runs, extremes,
// distinct values.
func (w *writer) shape(x onnx.Ref) []feature {
	d := w.steps(x)
	jerk := w.sub(w.times(d, 1, w.t-1), w.times(d, 0, w.t-2))
	top := w.reduce("ReduceMax", x, -1, 1)
	bottom := w.reduce("ReduceMin", x, -1, 1)
	one, zero := w.number(1), w.number(0)
	atTop := w.above(w.sub(x, top), -1e-6, one, zero)
	atBottom := w.above(w.sub(bottom, x), -1e-6, one, zero)
	gaps := w.steps(w.sorted(x))
	return []feature{
		w.logOf(w.variance(x, w.t), 1e-5),
		w.logOf(w.variance(d, w.t-1), 1e-6),
		w.logOf(w.max(w.abs(jerk)), 1e-4),
		w.logOf(w.longestRun(d), 1),
		w.logOf(w.mean(atTop, w.t), 0), w.logOf(w.mean(atBottom, w.t), 0),
		{plain, w.mean(w.above(gaps, 1e-6, one, zero), w.t-1)},
		w.logOf(w.min(w.above(gaps, 1e-6, gaps, w.number(10))), 0),
	}
}

// sorted is x in ascending order in time.
func (w *writer) sorted(x onnx.Ref) onnx.Ref {
	return w.Nodes("TopK", []onnx.Ref{x, w.ints(w.t)}, 2, onnx.Int("axis", -1), onnx.Int("largest", 0), onnx.Int("sorted", 1))[0]
}

// longestRun of equal samples, counted in steps: the largest distance from a
// step to the last one that moved. The running maximum of where it moved
// takes log2(T) rounds of looking back twice as far.
func (w *writer) longestRun(d onnx.Ref) onnx.Ref {
	n := w.t - 1
	at := make([]float32, n)
	for i := range at {
		at[i] = float32(i + 1)
	}
	place := w.Floats("place", []int{1, 1, n}, at)
	last := w.above(w.abs(d), 1e-6, place, w.number(0))
	for back := 1; back < n; back *= 2 {
		ago := w.Node("Pad", []onnx.Ref{w.times(last, 0, n-back), w.ints(0, 0, back, 0, 0, 0)})
		last = w.Node("Max", []onnx.Ref{last, ago})
	}
	return w.max(w.sub(place, last))
}

// summary of a residual: mean, slope, energy, peak.
func (w *writer) summary(r onnx.Ref) []feature {
	ramp := make([]float32, w.t)
	for i := range ramp {
		ramp[i] = 12 * (float32(i) - float32(w.t)/2) / float32(w.t)
	}
	if _, ok := w.lists["ramp"]; !ok {
		w.lists["ramp"] = w.Floats("ramp", []int{1, 1, w.t}, ramp)
	}
	return []feature{
		{asinh, w.mean(r, w.t)},
		{asinh, w.mean(w.mul(r, w.lists["ramp"]), w.t)},
		w.logOf(w.mean(w.square(r), w.t), 1e-3),
		{asinh, w.max(w.abs(r))},
	}
}

// gain is the slope of the channel over its virtual sensor, less one.
func (w *writer) gain(p predictions) feature {
	x, v := w.center(p.x, w.t), w.center(p.stacked, w.t)
	slope := w.div(w.mean(w.mul(x, v), w.t), w.add(w.mean(w.square(v), w.t), w.number(1e-3)))
	return feature{plain, w.sub(slope, w.number(1))}
}

// delay is how much better the channel fits its virtual sensor some frames
// ago, and how many.
func (w *writer) delay(p predictions) []feature {
	now := w.add(w.mean(w.square(w.sub(w.center(p.x, w.t), w.center(p.stacked, w.t))), w.t), w.number(1e-6))
	var then []onnx.Ref
	var sizes []float32
	for _, s := range shifts {
		if 8*s <= 3*w.t {
			e := w.center(w.sub(w.times(p.x, s, w.t), w.times(p.stacked, 0, w.t-s)), w.t-s)
			then = append(then, w.averaged(w.square(e), w.t-s))
			sizes = append(sizes, float32(s)/24)
		}
	}
	all := w.add(w.concat(2, then...), w.number(1e-6)) // [B,C,shifts]
	best := w.min(all)
	at := w.Node("ArgMin", []onnx.Ref{all}, onnx.Int("axis", -1), onnx.Int("keepdims", 0))
	size := w.Node("Gather", []onnx.Ref{w.Floats("shifts", []int{len(sizes)}, sizes), at})
	return []feature{w.logOf(w.div(now, best), 0), {plain, w.above(w.sub(now, best), 0, size, w.number(0))}}
}

// eighths cuts time into eight blocks, as if they were channels:
// [B,8C,T/8]. byChannel puts what was made of them side by side, [B,C,8].
func (w *writer) eighths(x onnx.Ref) onnx.Ref   { return w.reshape(x, -1, 8*w.c, w.t/8) }
func (w *writer) byChannel(x onnx.Ref) onnx.Ref { return w.reshape(x, -1, w.c, 8) }

// blocks is how a residual differs between eighths of the window, its
// strongest spectral line and its memory.
func (w *writer) blocks(r onnx.Ref) []feature {
	q := w.eighths(r)
	mean, energy, noise := w.byChannel(w.mean(q, w.t/8)), w.byChannel(w.mean(w.square(q), w.t/8)), w.byChannel(w.variance(q, w.t/8))
	centred := w.center(r, w.t)
	lag := w.mean(w.mul(w.times(centred, 1, w.t), w.times(centred, 0, w.t-1)), w.t-1)
	memory := w.div(w.abs(lag), w.add(w.mean(w.square(centred), w.t), w.number(1e-3)))
	power := w.spectrum(centred)
	return []feature{
		{asinh, w.max(w.abs(mean))}, {asinh, w.sub(w.max(mean), w.min(mean))},
		w.logOf(w.max(energy), 1e-3), w.logOf(w.min(energy), 1e-3), w.logOf(w.max(noise), 1e-3), w.logOf(w.min(noise), 1e-3),
		w.logOf(w.div(w.max(power), w.add(w.mean(power, w.t/2-1), w.number(1e-6))), 1e-3),
		w.logOf(memory, 1e-2),
	}
}

// spectrum is the power of the discrete Fourier transform from bin 2 on,
// as two products.
func (w *writer) spectrum(x onnx.Ref) onnx.Ref {
	power := func(name string, f func(float64) float64) onnx.Ref {
		if _, ok := w.lists[name]; !ok {
			w.lists[name] = w.Floats(name, []int{1, w.t, w.t/2 - 1}, fourier(w.t, f))
		}
		return w.square(w.Node("MatMul", []onnx.Ref{x, w.lists[name]}))
	}
	return w.add(power("cosines", math.Cos), power("sines", math.Sin))
}

// fourier is f(2π·k·t/T) as [T, T/2−1] for bins 2..T/2.
func fourier(t int, f func(float64) float64) []float32 {
	bins := t/2 - 1
	out := make([]float32, t*bins)
	for i := range t {
		for k := range bins {
			out[i*bins+k] = float32(f(2 * math.Pi * float64((k+2)*i%t) / float64(t)))
		}
	}
	return out
}

// calmest is the largest and the least log variance of the eighths.
func (w *writer) calmest(x onnx.Ref, eps float32) []feature {
	v := w.byChannel(w.variance(w.eighths(x), w.t/8))
	return []feature{w.logOf(w.max(v), eps), w.logOf(w.min(v), eps)}
}
