package theory

import "slices"

// kinds of fault that are traced, on one channel, in scaled units: an impulse
// of 1 in the middle, a bias of 1 and a gain of 20 % on the middle half.
var kinds = []string{"impulse", "bias", "gain"}

// gainError is how much too much a channel with a gain fault reads.
const gainError = .2

// faults traces every kind of fault on every channel through the autoencoder
// of its modality. It returns the traces of the first window and notes the
// largest gain of each layer over all of them.
func (s survey) faults(layers []LayerReport) []FaultReport {
	var out []FaultReport
	for m := range s.Encoders {
		n := Network{Layers: slices.Concat(s.Encoders[m].Layers, s.Decoders[m].Layers)}
		ceilings, first := n.ceilings(), slices.Index(s.Modality, m)
		for w, x := range s.inputs(m) {
			for _, f := range s.traces(n, ceilings, x, first) {
				note(layers, f.Steps)
				if w == 0 {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// traces are all faults of one window x of a modality that begins at channel
// first.
func (s survey) traces(n Network, ceilings []float64, x Signal, first int) []FaultReport {
	var out []FaultReport
	delta := make([]float64, len(x.X))
	for c := range x.C {
		for _, kind := range kinds {
			if kind == "gain" && s.Zero == nil {
				continue
			}
			r := s.disturb(delta, kind, x, c, first)
			out = append(out, FaultReport{s.Channels[first+c], kind, n.trace(ceilings, x, delta, r)})
		}
	}
	return out
}

// disturb writes the fault of channel c of x and returns its length.
func (s survey) disturb(delta []float64, kind string, x Signal, c, first int) int {
	from, to := s.T/4, s.T-s.T/4
	switch kind {
	case "impulse":
		Impulse(delta, s.T, c, s.T/2, 1)
		return 1
	case "bias":
		Offset(delta, s.T, c, from, to, 1)
	case "gain":
		Gain(delta, x.X, s.T, c, from, to, gainError, s.Zero[first+c], 1)
	}
	return to - from
}

// note keeps the largest gain of every layer, by name.
func note(layers []LayerReport, steps []Step) {
	for _, s := range steps {
		i := slices.IndexFunc(layers, func(l LayerReport) bool { return l.Name == s.Layer })
		if s.Gain == s.Gain && !(s.Gain <= layers[i].Gain) {
			layers[i].Gain = s.Gain
		}
	}
}
