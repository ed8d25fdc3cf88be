package training

import (
	"time"

	"rigscope/inference"
	"rigscope/sources/faults"
)

// Options are all the numbers of a training run. The zero value of a field
// means its default.
type Options struct {
	Seed     uint64
	Window   int           // [frames]; default: the rig's, else chosen from the length of the data
	FAR      float64       // nominal false alarms per clean window; default 0.01
	Epochs   int           // passes of the autoencoders over the fitting part, the other stages in proportion; default: as many as Steps needs
	Budget   time.Duration // of the whole run; 0 is none. With a budget the result depends on the machine's speed.
	Batch    int           // windows a step of autoencoders and compute block; default 64
	Rate     float64       // Adam's at the start for autoencoders and detector, cosine to 0; default 2e-3
	Ridge    float64       // ridge penalty on scaled data; default 1e-3
	Latent   int           // channels of a latent block; default 8
	Hidden   int           // width of the compute block; default 256
	Windows  int           // at most so many windows are used to fit; default 6000
	Measured int           // at most so many windows to learn scales from; default 800

	Steps         int     // of the autoencoders; default 800
	BlockSteps    int     // of the compute block; default 500
	BlockRate     float64 // default 1e-3
	DetectorSteps int     // default 1500
	DetectorBatch int     // windows a step; default 256
	DetectorWidth int     // of its first layer; default 128
	Damaged       int     // windows of the bank with a fault; default 14000
	Healthy       int     // windows of the bank without; default 6000

	LimitWindows int // at each size, to find the smallest detectable faults; default 32, negative: do not look

	Modulation     Modulation
	Contrast       Contrast
	ContrastWeight float64  // default 0.05
	Literal        bool     // the compute block sees and corrects all, without masks, as the paper has it
	Schedule       Schedule // what learns when
	Activation     Activation
	Inputs         Inputs
	// Lasting is the share of damaged windows whose fault begins before and
	// ends after them; default none. Taught that way the detector holds on
	// to steady faults better, and takes more unseen sessions, whose sensors
	// all read a little differently, for faulty ones (docs/results.md).
	Lasting  float64
	Kinds    []faults.Kind // of faults to learn from; default: all twelve
	Severity [2]float64    // of those faults, drawn evenly; default faults.TrainingSeverity

	Provenance inference.Provenance // App, Logs, SHA256 and Rows are kept, the rest is filled in

	// Engine opens an ONNX file; it is used from two goroutines. Features
	// and calibration come through it, so that a model is judged by the very
	// code that will run it.
	Engine func(model []byte) (inference.Model, error)
	// Progress is told now and then how far the run is; nil is fine.
	Progress func(Progress)
	// Now is the clock for Budget and Progress; nil means no clock.
	Now func() time.Time
}

// Contrast is the term that sets liars apart from the healthy.
type Contrast int

// Supervised contrast is the default.
const (
	SupervisedContrast Contrast = iota
	NoContrast
	TripletContrast
)

// Schedule is what learns in which stage.
type Schedule int

// Frozen is the method's: autoencoders on clean data, then left alone. The
// others are for the ablation: Unfrozen lets them learn on with the block,
// Joint skips the first stage, Denoising shows it faults.
const (
	Frozen Schedule = iota
	Unfrozen
	Joint
	Denoising
)

// Progress is one report.
type Progress struct {
	Stage    string // "read", "ridge", "autoencoder", "corrector", "bank", "detector", "calibrate", "limits"
	Step, Of int
	Loss     float64       // of the last steps
	Held     float64       // the same on the calibration block; 0 if not known
	Norms    []float64     // spectral norms of the layers that are kept in bounds, input first
	Left     time.Duration // of this stage, an estimate; 0 if not known
	Note     string        // something the engineer should know
}

func (o Options) withDefaults() Options {
	def(&o.FAR, .01)
	def(&o.Batch, 64)
	def(&o.Rate, 2e-3)
	def(&o.Ridge, 1e-3)
	def(&o.Latent, 8)
	def(&o.Hidden, 256)
	def(&o.Windows, 6000)
	def(&o.Measured, 800)
	def(&o.Steps, 800)
	def(&o.BlockSteps, 500)
	def(&o.BlockRate, 1e-3)
	def(&o.DetectorSteps, 1500)
	def(&o.DetectorBatch, 256)
	def(&o.DetectorWidth, 128)
	def(&o.Damaged, 14000)
	def(&o.Healthy, 6000)
	def(&o.LimitWindows, 32)
	def(&o.ContrastWeight, .05)
	o.Modulation = o.Modulation.withDefaults()
	if o.Kinds == nil {
		o.Kinds = faults.Labels()
	}
	if o.Severity == [2]float64{} {
		o.Severity = faults.TrainingSeverity
	}
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
