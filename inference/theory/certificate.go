package theory

import "math"

// Paths are the norms of the pieces between channels, from which
// Paths.Influence certifies what reaches a corrected channel. All are upper
// bounds; those of one channel alone come from Network.PerInput and
// PerOutput.
type Paths struct {
	Modality []int     // [C] modality of each channel
	Ridge    []float64 // [C×C] of the predictor i → j at [i·C+j]; its own channel 0
	Weight   []float64 // [C] w_j of the ridge predictor in the virtual sensor of j, 0..1
	Encode   []float64 // [C] channel i → latent of its modality
	Decode   []float64 // [C] latent of its modality → channel j
	Compute  []float64 // [M] all latents → the correction dz of modality m; 0: it has none
}

// Influence writes the certified C×C matrix, row and column as in the measured
// one, of the virtual sensors x̂_j = w_j·p_j + (1-w_j)·D_n(z_n + dz_n)_j with
// channel j accused: masked, its place in the encoder taken by the ridge
// prediction p_j. Its own influence is then exactly 0, since no path begins
// at it.
//
// It assumes that one channel j is accused at a time, that masks and weights
// do not depend on the window, and that the compute block reads the mask and
// the latents only. It does not cover the blend (BlendResidue does).
func (p Paths) Influence(dst []float64) {
	c := len(p.Modality)
	mustBe(len(dst) == c*c && len(p.Ridge) == c*c && len(p.Weight) == c && len(p.Encode) == c && len(p.Decode) == c,
		"influence", len(dst), len(p.Ridge), len(p.Weight), len(p.Encode), len(p.Decode))
	for i := range c {
		for j := range c {
			dst[i*c+j] = p.reach(i, j)
		}
	}
}

// reach bounds ‖Δx̂_j‖/‖δ_i‖. A disturbance of i moves its own latent and,
// through p_j, the latent of j's modality n.
func (p Paths) reach(i, j int) float64 {
	if i == j {
		return 0
	}
	ridge := p.Ridge[i*len(p.Modality)+j]
	own, filled := p.Encode[i], ridge*p.Encode[j]
	direct, all := filled, math.Hypot(own, filled)
	if p.Modality[i] == p.Modality[j] {
		direct, all = own+filled, own+filled
	}
	network := p.Decode[j] * (direct + p.Compute[p.Modality[j]]*all)
	return p.Weight[j]*ridge + (1-p.Weight[j])*network
}

// RidgeNorms writes the norms of every single kernel i → j [C×C] at [i·C+j]
// of a predictor with weights [C,C,K] (row the predicted channel), over
// windows of t samples with replicated ends (pad = K/2).
func RidgeNorms(dst []float64, k Kernel, t int) {
	k.check()
	mustBe(k.Out == k.In && len(dst) == k.Out*k.In, "ridge", len(dst), k.Out, k.In)
	for j := range k.Out {
		for i := range k.In {
			one := Kernel{1, 1, k.K, k.W[(j*k.In+i)*k.K:][:k.K]}
			dst[i*k.Out+j] = EdgeNorm(one, k.K/2, t).Upper
		}
	}
}
