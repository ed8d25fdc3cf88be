package training

import (
	"slices"

	"rigscope/inference/nn"
	"rigscope/sensor"
)

// shrinkage of the latents' covariance: that share of its diagonal is
// replaced by the mean of the diagonal (Ledoit & Wolf 2004 shrink towards the
// same target), the rest of the matrix is left out.
const shrinkage = .1

// latentWeights are 1/(variance·size) of what is left of each modality's
// latent when the others have said what it should be, on clean windows: the
// diagonal of Σ⁻¹, so that a healthy modality's inconsistency is about one.
func (n *network) latentWeights(ws []sensor.Window, scale sensor.Scaler, constant []bool) [][]float64 {
	return n.inverseVariances(ws, scale, constant, len(n.nets), func(t *nn.Tape, k *corrector, m int) (is, said *nn.Value) {
		return t.Columns(k.latent[m], k.block(k.base(m))), k.corrected(t, m, []int{k.leftOut(m)}, []int{k.c + 1 + m})
	})
}

// shiftWeights are the same of each channel's modality with that channel
// left out.
func (n *network) shiftWeights(ws []sensor.Window, scale sensor.Scaler, constant []bool) [][]float64 {
	return n.inverseVariances(ws, scale, constant, n.ridge.C, func(t *nn.Tape, k *corrector, c int) (is, said *nn.Value) {
		m := n.modality(c)
		return t.Columns(k.latent[m], k.block(k.base(m))), k.corrected(t, m, []int{k.variant(c - n.nets[m].From)}, []int{c})
	})
}

// modality of channel c.
func (n *network) modality(c int) int {
	return slices.IndexFunc(n.nets, func(a autoencoder) bool { return a.From <= c && c < a.To })
}

// latentPair is latent i as believed and as it is said to be, [size,b].
type latentPair func(t *nn.Tape, k *corrector, i int) (is, said *nn.Value)

// inverseVariances of the differences of count pairs, shrunk.
func (n *network) inverseVariances(ws []sensor.Window, scale sensor.Scaler, constant []bool, count int, pair latentPair) [][]float64 {
	out := make([][]float64, count)
	for i := range out {
		out[i] = make([]float64, n.latent*ws[0].T/8)
	}
	t := nn.NewTape(nil)
	for from := 0; from < len(ws); from += lot {
		n.addLatentErrors(t, out, ws[from:min(from+lot, len(ws))], scale, constant, pair)
	}
	for i := range out {
		invert(out[i], float64(len(ws)))
	}
	return out
}

// addLatentErrors adds the squares of one lot.
func (n *network) addLatentErrors(t *nn.Tape, sum [][]float64, ws []sensor.Window, scale sensor.Scaler, constant []bool, pair latentPair) {
	b, T, c := len(ws), ws[0].T, n.ridge.C
	x := make([]float32, c*b*T)
	for i, w := range ws {
		place(x, i, b, w.X, T, scale)
	}
	t.Reset()
	mask := make([]float32, c*b)
	for i := range mask {
		if constant[i/b] {
			mask[i] = 1
		}
	}
	k := n.correct(t, input{x, mask}, b, T)
	for p := range sum {
		is, said := pair(t, k, p)
		for i, v := range is.X {
			d := float64(v - said.X[i])
			sum[p][i/b] += d * d
		}
	}
}

// invert turns sums of squares into shrunk inverse variances over their
// number.
func invert(v []float64, windows float64) {
	mean := 0.0
	for i := range v {
		v[i] /= windows
		mean += v[i] / float64(len(v))
	}
	for i := range v {
		v[i] = 1 / (float64(len(v)) * ((1-shrinkage)*v[i] + shrinkage*mean + 1e-9))
	}
}
