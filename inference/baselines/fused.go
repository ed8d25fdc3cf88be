package baselines

// fitFused is the bar: rules, and both readings of the ridge residual.
func fitFused(name string, c Clean) (Method, error) {
	return fitRidge(name, c, rulesEvidence(c), meanSquare, peak)
}

func fitRidgeMean(name string, c Clean) (Method, error) { return fitRidge(name, c, meanSquare) }

func fitRidgeMax(name string, c Clean) (Method, error) { return fitRidge(name, c, peak) }

func fitRidge(name string, c Clean, kinds ...evidence) (Method, error) {
	m, err := c.material()
	if err != nil {
		return nil, err
	}
	r, err := newRidge(scaled(m.fit, c.Scaler), len(c.Rig.Channels))
	if err != nil {
		return nil, err
	}
	return newPanel(name, c, m, r.predict, kinds...).calibrated(m.calibrate), nil
}
