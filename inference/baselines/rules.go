package baselines

import (
	"rigscope/inference"
	"rigscope/sensor"
)

// rulesEvidence is inference.Rules: range, rate and run of each channel
// against what the training data never exceeded.
func rulesEvidence(c Clean) evidence {
	r := inference.FitRules(c.Train)
	return func(dst []float64, w sensor.Window, _ []float64) { r.Evidence(dst, c.Rig, w) }
}

// fitRules is the rules alone. Their ratios have one meaning for all
// channels and need no norm. They have no estimate.
func fitRules(name string, c Clean) (Method, error) {
	m, err := c.material()
	if err != nil {
		return nil, err
	}
	return newPanel(name, c, m, nil, rulesEvidence(c)), nil
}
