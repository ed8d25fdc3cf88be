package faults

import (
	"math"
	"math/rand/v2"
)

// Draw makes a random fault of kind k and severity s (1 to 3) for a window
// of T samples of a channel whose clean standard deviation is sigma [unit].
// Place, sign and, but for a stuck channel, duration are chance; it lasts at
// least a quarter of the window. T must be positive; an unknown kind panics.
func Draw(rng *rand.Rand, k Kind, s, sigma float64, T int) Fault {
	n := duration(rng, k, s, T)
	from := rng.IntN(T - n + 1)
	f := Fault{Kind: k, From: from, To: from + n, Size: k.Size(s, sigma), Seed: rng.Uint64()}
	switch k {
	case Spike:
		f.Count = spikesOf(s)
	case Dropout:
		f.Size = math.Max(f.Size, 1/float64(n)) // one sample on average
	}
	if k.must().signed && rng.IntN(2) == 0 {
		f.Size = -f.Size
	}
	return f
}

// duration [samples], at most T. A stuck channel lasts 16 samples, half a
// window or all of it, because that is its severity.
func duration(rng *rand.Rand, k Kind, s float64, T int) int {
	if k != Stuck {
		return max(T/4+rng.IntN(T-T/4+1), 1)
	}
	n := between(s, [3]float64{16, float64(T) / 2, float64(T)})
	return min(max(int(math.Round(n)), 1), T)
}

// spikesOf a window at severity s.
func spikesOf(s float64) int {
	switch {
	case s < 1.5:
		return 1
	case s < 2.5:
		return 3
	}
	return 10
}
