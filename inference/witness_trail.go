package inference

import "math"

// The constants of the features. F1 on SKAB moves by .02 to .12
// when the window is 12 or 10 instead of 15: the alarm level is tied to it.
const (
	witnessRows  = 15   // [rows] w of the trailing windows
	witnessClip  = 30   // [standard deviations]
	witnessFloor = 1e-2 // [standard deviations²] of a swing, so that a channel at rest has a logarithm
)

// trail holds the last rows of K channels. The sums are taken afresh at each
// row: 15 additions cost nothing, and the answer never depends on how long
// the stream is.
type trail struct {
	z [][]float64 // [K][w] a ring of z-scores, NaN is missing
	d [][]float64 // [K][w] a ring of squared steps from row to row
	n int         // rows since the start
}

func newTrail(k int) trail {
	t := trail{z: make([][]float64, k), d: make([][]float64, k)}
	for i := range k {
		t.z[i], t.d[i] = filled(witnessRows, math.NaN()), filled(witnessRows, math.NaN())
	}
	return t
}

// push takes the next row of z-scores [K].
func (t *trail) push(z []float64) {
	at, before := t.n%witnessRows, (t.n+witnessRows-1)%witnessRows
	for k := range z {
		step := z[k] - t.z[k][before]
		t.z[k][at], t.d[k][at] = z[k], step*step
	}
	t.n++
}

// features fills f [2K] with the levels L, the trailing means of z, and the
// swings V, half the logarithm of the trailing mean squared step. A channel
// has a say when it is there at this row and was at half of the others, and
// when the window does not reach beyond the start.
func (t *trail) features(f []float64) {
	k, now := len(t.z), (t.n+witnessRows-1)%witnessRows
	for c := range k {
		f[c], f[k+c] = math.NaN(), math.NaN()
		if t.n > witnessRows && !math.IsNaN(t.z[c][now]) {
			f[c], f[k+c] = validMean(t.z[c]), .5*math.Log(witnessFloor+validMean(t.d[c]))
		}
	}
}

// validMean is the mean of the numbers in v; NaN if they are not more than
// half of it.
func validMean(v []float64) float64 {
	sum, n := 0.0, 0
	for _, x := range v {
		if !math.IsNaN(x) {
			sum, n = sum+x, n+1
		}
	}
	if 2*n <= len(v) {
		return math.NaN()
	}
	return sum / float64(n)
}
