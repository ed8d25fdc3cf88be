package inference

import (
	"fmt"
	"slices"

	"rigscope/sensor"
)

// Inspector judges windows one by one, without memory: the network, its
// threshold and the accusation, but no alarm control, rules or process
// witness. Evaluation and the drill use it; Assessor is what runs a rig.
type Inspector struct {
	model Model
	spec  *Spec
	mods  []sensor.Modality
}

// Inspection is what one window says.
type Inspection struct {
	Score    float64   // evidence against the worst channel, in spans: alarm above 1
	Channels []float64 // [C] evidence against each
	Modality []float64 // [M] latent inconsistency, in spans
	Accused  int       // the channel with the most evidence
	Kind     string    // of fault, as the network names it
	Estimate []float64 // [T] what the accused channel reads, by the others
}

// NewInspector checks that the model can give verdicts.
func NewInspector(m Model) (*Inspector, error) {
	if err := m.Spec().Ready(); err != nil {
		return nil, err
	}
	return &Inspector{m, m.Spec(), m.Spec().Rig.Modalities()}, nil
}

// Inspect judges whole windows, none with a missing value.
func (p *Inspector) Inspect(ws []sensor.Window) ([]Inspection, error) {
	constant, masks := p.spec.Constant(), make([][]bool, len(ws))
	for i := range masks {
		masks[i] = constant
	}
	outs := make([]Output, len(ws))
	if err := p.model.Infer(ws, masks, outs); err != nil {
		return nil, fmt.Errorf("run the network: %w", err)
	}
	found := make([]Inspection, len(ws))
	for i := range ws {
		f := p.spec.weigh(p.mods, &outs[i], constant)
		if !f.sound() {
			return nil, fmt.Errorf("run the network on window %d: it gives no numbers", i)
		}
		a := slices.Index(f.u, f.worst)
		first, _, _ := p.spec.kinds(&outs[i], a)
		found[i] = Inspection{Score: f.worst, Channels: f.u, Modality: f.group, Accused: a, Kind: first.kind}
		masks[i] = slices.Clone(constant)
		masks[i][a] = true
	}
	if err := p.model.Infer(ws, masks, outs); err != nil {
		return nil, fmt.Errorf("run the network: %w", err)
	}
	for i, w := range ws {
		found[i].Estimate = outs[i].Virtual[found[i].Accused*w.T:][:w.T]
	}
	return found, nil
}
