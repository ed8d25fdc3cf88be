package theory

import "math"

// Impulse is a fault of size a on one sample t of channel c, in windows
// [C×T].
func Impulse(dst []float64, length, c, t int, a float64) { Offset(dst, length, c, t, t+1, a) }

// Offset is a bias a on samples from ≤ t < to of channel c. It overwrites
// dst, the disturbance δ [C×T] of windows of length T.
func Offset(dst []float64, length, c, from, to int, a float64) {
	row := only(dst, length, c)
	for t := from; t < to; t++ {
		row[t] = a
	}
}

// Gain is the disturbance δ [C×T] of a channel c that reads (1+g) times its
// raw value on from ≤ t < to: δ = x⊙η on raw values, and as r = μ+σx,
// δ = g·(x+μ/σ) on scaled ones. NaN samples give NaN.
func Gain(dst, x []float64, length, c, from, to int, g, mu, sigma float64) {
	mustBe(len(x) == len(dst), "gain", len(x), len(dst))
	row := only(dst, length, c)
	for t := from; t < to; t++ {
		row[t] = g * (x[c*length+t] + mu/sigma)
	}
}

// only clears dst [C×T] and returns row c.
func only(dst []float64, length, c int) []float64 {
	mustBe(length > 0 && len(dst)%length == 0 && c >= 0 && (c+1)*length <= len(dst), "fault", len(dst), length, c)
	clear(dst)
	return dst[c*length : (c+1)*length]
}

// Observable says whether the root mean square of a disturbance over the n
// samples it lasts exceeds the noise of the channel. A gain fault of a
// channel that reads about zero does not: it is not healthy, it cannot be
// seen.
func Observable(delta []float64, n int, noise float64) bool {
	return norm(delta)/math.Sqrt(float64(n)) > noise
}
