package evaluate

import (
	"rigscope/inference"
	"rigscope/inference/baselines"
	"rigscope/sensor"
)

// Network is a trained model as a method among the others.
type Network struct {
	name      string
	model     inference.Model
	inspector *inference.Inspector
}

// NewNetwork checks that the model can give verdicts; it stays the caller's.
func NewNetwork(name string, m inference.Model) (*Network, error) {
	i, err := inference.NewInspector(m)
	return &Network{name, m, i}, err
}

// Name is the one it was given.
func (n *Network) Name() string { return n.name }

// Judge implements baselines.Method.
func (n *Network) Judge(ws []sensor.Window) ([]baselines.Judgement, error) {
	found, err := n.inspector.Inspect(ws)
	if err != nil {
		return nil, err
	}
	out := make([]baselines.Judgement, len(ws))
	for i, f := range found {
		out[i] = baselines.Judgement{Score: f.Score, Channels: f.Channels, Accused: f.Accused, Kind: f.Kind,
			Estimate: f.Estimate, Sigma: n.model.Spec().Calibration.Sigma[f.Accused]}
	}
	return out, nil
}
