package baselines

import "rigscope/sensor"

// separate is a detector and an imputer that know nothing of each other: one
// says who lies, the other what that channel should read.
type separate struct {
	name     string
	detector Method
	imputer  *panel
}

// Separate lists pairs of a detector of its own and the ridge virtual sensors
// as the imputer. They are no Methods: those are one piece each.
func Separate() []Fitter {
	pair := func(detector string) Fitter {
		name := detector + ", then ridge"
		return Fitter{name, func(c Clean) (Method, error) { return fitSeparate(name, ByName(detector), c) }}
	}
	return []Fitter{pair("autoencoder"), pair("rules")}
}

func fitSeparate(name string, detector Fit, c Clean) (Method, error) {
	d, err := detector(c)
	if err != nil {
		return nil, err
	}
	m, err := c.material()
	if err != nil {
		return nil, err
	}
	r, err := newRidge(scaled(m.fit, c.Scaler), len(c.Rig.Channels))
	if err != nil {
		return nil, err
	}
	return &separate{name, d, newPanel(name, c, m, r.predict)}, nil
}

func (s *separate) Name() string { return s.name }

// Judge implements Method.
func (s *separate) Judge(ws []sensor.Window) ([]Judgement, error) {
	js, err := s.detector.Judge(ws)
	if err != nil {
		return nil, err
	}
	s.imputer.each(ws, func(i int, _ [][]float64, est []float64) {
		if a := js[i].Accused; a >= 0 {
			js[i].Estimate, js[i].Sigma = unscale(s.imputer.scaler, a, est, ws[i].T), s.imputer.rms[a]*s.imputer.scaler.Scale[a]
		}
	})
	return js, nil
}
