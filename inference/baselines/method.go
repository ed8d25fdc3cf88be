package baselines

import "rigscope/sensor"

// Method judges windows. It is not for concurrent use.
type Method interface {
	Name() string
	// Judge gives one judgement for each window. A window must hold no NaN.
	Judge(ws []sensor.Window) ([]Judgement, error)
}

// Judgement is what a method says about one window.
type Judgement struct {
	Score    float64   // of the window; rises with disbelief, of any scale
	Channels []float64 // [C] disbelief of each channel; nil if the method cannot tell
	Accused  int       // the channel that lies, if one does; -1 if the method cannot tell
	Kind     string    // of the fault, a faults.Kind; empty if the method names none
	Estimate []float64 // [T] what the accused channel should read, physical units; nil if the method cannot tell
	Sigma    float64   // error of Estimate on clean data, 1 σ, physical units
}

// Clean is what a method is fitted to. Segments are [C][N], physical units,
// without NaNs.
type Clean struct {
	Rig       sensor.Rig
	Scaler    sensor.Scaler
	Train     [][][]float64 // fits the method
	Calibrate [][][]float64 // scales its evidence
	T         int           // [frames] of a window, a multiple of 8
	Seed      uint64
}

// Fit makes a method from clean data.
type Fit func(Clean) (Method, error)

// Fitter is a method that can be fitted, by the name its Name will be.
type Fitter struct {
	Name string
	Fit  Fit
}

// Methods lists them all in the order of the tables.
func Methods() []Fitter {
	var out []Fitter
	add := func(name string, fit func(name string, c Clean) (Method, error)) {
		out = append(out, Fitter{name, func(c Clean) (Method, error) { return fit(name, c) }})
	}
	for _, p := range pcas {
		add(p.name, func(name string, c Clean) (Method, error) { return fitPCA(name, c, p) })
	}
	add("aakr", fitAAKR)
	add("isolation forest", fitForest)
	add("autoencoder", fitAutoencoder)
	add("denoising autoencoder", fitDenoising)
	add("ridge mean", fitRidgeMean)
	add("ridge max", fitRidgeMax)
	add("rules", fitRules)
	add(Bar, fitFused)
	return out
}

// Bar is the name of the method to beat.
const Bar = "ridge+rules"

// ByName is the fit of the method of that name, or nil.
func ByName(name string) Fit {
	for _, f := range Methods() {
		if f.Name == name {
			return f.Fit
		}
	}
	return nil
}
