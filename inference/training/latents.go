package training

import (
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
	out := make([][]float64, len(n.nets))
	for m := range out {
		out[m] = make([]float64, n.latent*ws[0].T/8)
	}
	t := nn.NewTape(nil)
	for from := 0; from < len(ws); from += lot {
		n.addLatentErrors(t, out, ws[from:min(from+lot, len(ws))], scale, constant)
	}
	for m := range out {
		invert(out[m], float64(len(ws)))
	}
	return out
}

// addLatentErrors adds the squares of one lot.
func (n *network) addLatentErrors(t *nn.Tape, sum [][]float64, ws []sensor.Window, scale sensor.Scaler, constant []bool) {
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
	for m := range n.nets {
		said := k.corrected(t, m, []int{k.leftOut(m)}, []int{k.c + 1 + m})
		is := t.Columns(k.latent[m], k.block(k.base(m)))
		for i, v := range is.X {
			d := float64(v - said.X[i])
			sum[m][i/b] += d * d
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
