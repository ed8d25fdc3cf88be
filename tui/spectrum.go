package tui

import (
	"math"
	"math/cmplx"
	"slices"

	"gonum.org/v1/gonum/dsp/fourier"
)

// spectrum is the one-sided amplitude spectrum of a stretch of samples under
// a Hann window: a sine of amplitude a gives a column of height a.
type spectrum struct {
	amp  []float64 // [n/2+1] at 0, step, 2·step … [unit of the samples]
	step float64   // [Hz]
	n    int       // samples it is of; 0 if there were too few
	hz   float64   // of the peak; 0 where none stands out
	peak float64   // its amplitude [unit]
}

const (
	leastSpectrum = 16      // samples
	mostSpectrum  = 1 << 12 // samples: 0.1 ms, twice a second
	clearPeak     = 5       // times the median column: of white noise one in 10⁴ spectra has such a column
)

// latest is the longest stretch of x without a gap, of at most mostSpectrum
// samples, the newest of them.
func latest(x []float64) []float64 {
	var best []float64
	for from := 0; from < len(x); {
		to := from
		for to < len(x) && isFinite(x[to]) {
			to++
		}
		if to-from >= len(best) {
			best = x[from:to]
		}
		from = to + 1
	}
	return best[max(len(best)-mostSpectrum, 0):]
}

// spectrumOf takes the mean away, since it would hide all else.
func spectrumOf(x []float64, rate float64) spectrum {
	n := smooth(len(x))
	if n < leastSpectrum {
		return spectrum{}
	}
	x = x[len(x)-n:]
	mean := 0.0
	for _, v := range x {
		mean += v / float64(n)
	}
	windowed := make([]float64, n)
	for i, v := range x {
		windowed[i] = (v - mean) * (1 - math.Cos(2*math.Pi*float64(i)/float64(n))) // twice Hann: one-sided
	}
	s := spectrum{amp: make([]float64, n/2+1), step: rate / float64(n), n: n}
	for k, z := range fourier.NewFFT(n).Coefficients(nil, windowed) {
		s.amp[k] = cmplx.Abs(z) * 2 / float64(n)
	}
	s.amp[0], s.amp[n/2] = s.amp[0]/2, s.amp[n/2]/2
	s.find()
	return s
}

// smooth is the greatest even number up to n without a prime factor above 5:
// the transform of others is slow.
func smooth(n int) int {
	for n -= n % 2; n > 0; n -= 2 {
		rest := n
		for _, p := range []int{2, 3, 5} {
			for rest%p == 0 {
				rest /= p
			}
		}
		if rest == 1 {
			return n
		}
	}
	return 0
}

// find looks for the highest column that is higher than its neighbours and
// stands out, and reads between the columns: under a Hann window a sine d
// columns beside k has a(k±1)/a(k) = (1+|d|)/(2−|d|) and a(k) = a·sin(πd)/(πd·(1−d²)).
func (s *spectrum) find() {
	best := 0
	for k := 2; k+1 < len(s.amp); k++ {
		if s.amp[k] > s.amp[k-1] && s.amp[k] >= s.amp[k+1] && (best == 0 || s.amp[k] > s.amp[best]) {
			best = k
		}
	}
	sorted := slices.Sorted(slices.Values(s.amp[1:]))
	if best == 0 || !(s.amp[best] > clearPeak*sorted[len(sorted)/2]) {
		return
	}
	side, way := s.amp[best+1], 1.0
	if s.amp[best-1] > side {
		side, way = s.amp[best-1], -1
	}
	ratio := side / s.amp[best]
	d := max((2*ratio-1)/(ratio+1), 0)
	s.hz, s.peak = (float64(best)+way*d)*s.step, s.amp[best]
	if d > 1e-6 {
		s.peak *= (1 - d*d) * math.Pi * d / math.Sin(math.Pi*d)
	}
}
