package baselines

import (
	"math"
	"slices"
)

// prototypes [frames] that auto-associative kernel regression remembers:
// enough to cover the regimes of a rig, few enough for a hop.
const prototypes = 500

// aakr is auto-associative kernel regression: a frame is compared with what
// similar clean frames were, x̂ = Σ w·m / Σ w with w = exp(−d²/2h²) (as in
// Baraldi et al. 2015). A fault enters d, so the estimate follows it a
// little: that is the method.
type aakr struct {
	memory [][]float64 // [prototypes][C] scaled units
	h2     float64     // bandwidth squared: median distance of an honest frame to its nearest prototype
}

func fitAAKR(name string, c Clean) (Method, error) {
	m, err := c.material()
	if err != nil {
		return nil, err
	}
	C := len(c.Rig.Channels)
	a := &aakr{h2: 1}
	for range prototypes {
		x := scaled(m.fit[m.rng.IntN(len(m.fit)):][:1], c.Scaler)[0]
		frame := make([]float64, C)
		pick(frame, x, m.rng.IntN(c.T))
		a.memory = append(a.memory, frame)
	}
	a.h2 = a.bandwidth(scaled(thin(m.rng, m.honest, 200), c.Scaler), C)
	return newPanel(name, c, m, a.predict, meanSquare), nil
}

func (a *aakr) bandwidth(x [][]float64, C int) float64 {
	var near []float64
	frame, d := make([]float64, C), make([]float64, len(a.memory))
	for i, w := range x {
		pick(frame, w, i%(len(w)/C))
		near = append(near, a.distances(d, frame))
	}
	slices.Sort(near)
	return max(near[len(near)/2], 1e-6)
}

func (a *aakr) predict(xs [][]float64) [][]float64 {
	C := len(a.memory[0])
	out := make([][]float64, len(xs))
	frame, est, d := make([]float64, C), make([]float64, C), make([]float64, len(a.memory))
	for i, x := range xs {
		T := len(x) / C
		out[i] = make([]float64, len(x))
		for t := range T {
			pick(frame, x, t)
			a.recall(est, frame, d)
			for c, v := range est {
				out[i][c*T+t] = v
			}
		}
	}
	return out
}

// negligible is the exponent beyond which a weight does not count: e⁻²⁰.
const negligible = 20

// recall is x̂ of one frame. Weights are relative to the nearest prototype,
// so that a frame far from all of them still has an estimate.
func (a *aakr) recall(est, frame, d []float64) {
	clear(est)
	nearest, total := a.distances(d, frame), 0.0
	for k, m := range a.memory {
		e := (d[k] - nearest) / (2 * a.h2)
		if e > negligible {
			continue
		}
		w := math.Exp(-e)
		total += w
		for c, v := range m {
			est[c] += w * v
		}
	}
	for c := range est {
		est[c] /= total
	}
}

// distances fills d with the squared distance to each prototype and returns
// the smallest.
func (a *aakr) distances(d, frame []float64) float64 {
	nearest := math.Inf(1)
	for k, m := range a.memory {
		s := 0.0
		for c, v := range frame {
			s += (v - m[c]) * (v - m[c])
		}
		d[k] = s
		nearest = min(nearest, s)
	}
	return nearest
}

// pick is frame t of a window [C×T].
func pick(frame, x []float64, t int) {
	T := len(x) / len(frame)
	for c := range frame {
		frame[c] = x[c*T+t]
	}
}
