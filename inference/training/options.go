package training

import (
	"time"

	"rigscope/inference"
)

// Options are all the numbers of a training run. The zero value of a field
// means its default.
type Options struct {
	Seed    uint64
	Window  int           // [frames]; default: the rig's, else chosen from the length of the data
	FAR     float64       // nominal false alarms per clean window; default 0.01
	Epochs  int           // passes over the fitting part; default: as many as Steps needs
	Steps   int           // of the optimiser; default 800
	Budget  time.Duration // of stage 1; 0 is none. With a budget the result depends on the machine's speed.
	Batch   int           // windows a step; default 64
	Rate    float64       // learning rate of Adam at the start, cosine to 0; default 2e-3
	Ridge   float64       // ridge penalty on scaled data; default 1e-3
	Latent  int           // channels of a latent block; default 8
	Windows int           // at most so many windows are used to fit; default 6000

	Provenance inference.Provenance // App, Logs, SHA256 and Rows are kept, the rest is filled in

	// Engine opens an ONNX file. Calibration runs through it, so that a
	// model is judged by the very code that will run it.
	Engine func(model []byte) (inference.Model, error)
	// Progress is told now and then how far the run is; nil is fine.
	Progress func(Progress)
	// Now is the clock for Budget and Progress; nil means no clock.
	Now func() time.Time
}

// Progress is one report.
type Progress struct {
	Stage    string // "read", "ridge", "autoencoder", "calibrate"
	Step, Of int
	Loss     float64       // mean square error of the last steps, scaled units
	Left     time.Duration // estimate; 0 if not known
	Note     string        // something the engineer should know
}

func (o Options) withDefaults() Options {
	def(&o.FAR, .01)
	def(&o.Steps, 800)
	def(&o.Batch, 64)
	def(&o.Rate, 2e-3)
	def(&o.Ridge, 1e-3)
	def(&o.Latent, 8)
	def(&o.Windows, 6000)
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	return o
}

func def[T int | float64](v *T, d T) {
	if *v == 0 {
		*v = d
	}
}
