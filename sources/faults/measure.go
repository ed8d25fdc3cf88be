package faults

import "slices"

// Measure is what the size of a kind is counted in, for people who choose
// one.
type Measure uint8

// Of nothing there is no size: how long it lasts is all there is to choose.
const (
	Nothing Measure = iota
	Sigmas          // standard deviations of the clean channel; Fault.Size is so many times that [unit]
	Shares          // of the value, of the samples or of the range, as the kind says; Fault.Size is the share
	Samples         // Fault.Size is their number
)

// Measure of k; an unknown kind panics.
func (k Kind) Measure() Measure {
	switch {
	case !k.sized():
		return Nothing
	case k == Delay:
		return Samples
	case k.must().relative:
		return Sigmas
	}
	return Shares
}

// Choices are sizes of k in its measure for somebody to choose from,
// ascending, the negative ones of a kind that has a sign among them. Nothing
// has none.
func (k Kind) Choices() []float64 {
	var out []float64
	switch k.Measure() {
	case Sigmas:
		out = []float64{.5, 1, 2, 3, 5, 10, 20}
	case Samples:
		return []float64{2, 4, 8, 16, 24, 32, 48}
	case Shares:
		out = []float64{.05, .1, .2, .5}
	default:
		return nil
	}
	if k == Dropout {
		return []float64{.05, .1, .25, .5, 1}
	}
	if !k.must().signed {
		return out
	}
	for _, x := range slices.Clone(out) {
		out = append(out, -x)
	}
	slices.Sort(out)
	return out
}

// Preview is x, samples of one channel, with a fault of kind k from sample
// from on that lasts n samples, as a stream would show it.
func (k Kind) Preview(x []float64, from, n int, size float64) []float64 {
	out := slices.Clone(x)
	f := Fault{Kind: k, From: from, To: from + n, Size: size, Seed: 1}
	if k == Incon { // another time's data: what was there before
		f.Kind, f.Size = Delay, float64(from)
	}
	f.Apply(out, x, nil)
	return out
}
