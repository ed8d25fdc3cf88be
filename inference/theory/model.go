package theory

// Model is the parts of a trained network, in scaled units. Parts it does
// not have stay empty; encoders and decoders come in pairs, and Weight and
// Corrector need both.
type Model struct {
	Channels  []string  // [C] names
	Modality  []int     // [C] index of each channel's modality, 0 to M-1 in order
	Zero      []float64 // [C] μ/σ of the scaler, minus the scaled value of a raw 0; nil: no gain faults are tried
	T         int       // samples in a window
	Encoders  []Network // [M] channels of the modality [Cm×T] → latent [Z×T']
	Decoders  []Network // [M] latent → channels of the modality
	Corrector Network   // all latents, flat, then the mask [C] → dz, flat
	Detector  Network   // features → logit
	Ridge     Layer     // Conv [C,C,K], stride 1, Mode Edge, Pad K/2: the virtual sensors
	Weight    []float64 // [C] share of Ridge in each virtual sensor; nil: 1 each, there is no other
}

// networks in the order of the signal.
func (m Model) networks() []Network {
	ns := append(append([]Network{}, m.Encoders...), m.Decoders...)
	return append(ns, m.Corrector, m.Detector)
}

// members is the number of channels of a modality.
func (m Model) members(modality int) int {
	return count(len(m.Modality), func(c int) bool { return m.Modality[c] == modality })
}

// latents are the first and one past the last feature of a modality's latent
// among those of all, flat.
func (m Model) latents(modality int) (from, to int) {
	for i := range modality + 1 {
		c, t := m.Encoders[i].size(m.members(i), m.T)
		from, to = to, to+c*t
	}
	return from, to
}

// compute is the corrector from all latents, without the mask, to dz of one
// modality, or of all with -1.
func (m Model) compute(modality int) Network {
	_, all := m.latents(len(m.Encoders) - 1)
	n := m.Corrector
	layers := append([]Layer{}, n.Layers...)
	layers[0] = layers[0].Inputs(0, all)
	if modality >= 0 {
		from, to := m.latents(modality)
		layers[len(layers)-1] = layers[len(layers)-1].Outputs(from, to)
	}
	return Network{n.Name, layers}
}

// paths are the norms between channels.
func (m Model) paths() Paths {
	c := len(m.Channels)
	p := Paths{Modality: m.Modality, Ridge: make([]float64, c*c), Weight: m.Weight,
		Encode: make([]float64, c), Decode: make([]float64, c), Compute: make([]float64, max(len(m.Encoders), c))}
	RidgeNorms(p.Ridge, m.Ridge.kernel(), m.T)
	if m.Weight == nil {
		p.Weight = make([]float64, c)
		for i := range p.Weight {
			p.Weight[i] = 1
		}
		return p
	}
	p.Encode, p.Decode = p.Encode[:0], p.Decode[:0]
	for i := range m.Encoders { // modalities are 0 to M-1 in order
		p.Encode = append(p.Encode, m.Encoders[i].PerInput()...)
		p.Decode = append(p.Decode, m.Decoders[i].PerOutput()...)
	}
	if len(m.Corrector.Layers) > 0 {
		for i := range m.Encoders {
			p.Compute[i] = m.compute(i).Bound(0).Upper
		}
	}
	return p
}
