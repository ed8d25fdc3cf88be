package tui

import (
	"context"
	"time"

	"rigscope/sensor"
)

// Theory is what is known about the inside of the model on screen. A number
// that nobody measured is NaN; what is certified holds for every input, what
// is measured was reached by one. The screen never writes to it.
type Theory struct {
	Name      string       // of the model file
	Channels  []string     // [C] rig order
	Networks  []NetworkSum // those of several layers
	Layers    []LayerGain  // in the order of the signal, a network's together
	Certified [][]float64  // [C×C] σ per σ: row the disturbed channel, column the corrected one; nil: unknown
	Measured  [][]float64  // [C×C] likewise; nil: nothing was measured
	Windows   int          // that measured numbers come from
	Assumes   []string     // what the certificates rest on
	Export    []byte       // all of it, as `rigscope analyze --json` prints it
}

// LayerGain is how much one layer may amplify, in the Euclidean norm.
type LayerGain struct {
	Network, Name, Op string
	Seen              float64 // largest gain a fault met there
	Norm, Bound       float64 // the layer's norm lies between them; Bound is certified
	Cap               float64 // what training pulls the norm towards; 0: nothing
}

// NetworkSum is the Lipschitz constant of a network.
type NetworkSum struct {
	Network             string // as LayerGain names it
	Measured, Certified float64
}

// Probe is what becomes of a bias of 1 σ on the middle half of one channel of
// one window, on its way through the model.
type Probe struct {
	Conv   []ProbeStep // through the autoencoder of the channel's modality
	Dense  []ProbeStep // through the compute block, which sees all latents
	Filled bool        // samples were missing and stand at the clean mean
}

// ProbeStep is what one layer did to it.
type ProbeStep struct {
	Layer         string
	Gain, Ceiling float64   // ‖out‖/‖in‖, and what no gain exceeds
	Energy        []float64 // [positions] share of ‖Δ‖², in order of time, behind a dense layer of features
	Places, Of    int       // the fewest coordinates that hold 90 % of it, and how many there are
	Participation float64   // 1 is evenly spread, 1/Of is all in one place
	Support       float64   // likewise, by entropy
	Top           float64   // share of the largest tenth
}

// Insight asks about the model. All of it may take seconds and is called off
// the screen's goroutine, never twice at once.
type Insight struct {
	Theory  func(context.Context) (Theory, error) // what is certified: soon
	Measure func(context.Context) (Theory, error) // that, and what is measured on the run so far: later
	Probe   func(ctx context.Context, w sensor.Window, channel int) (Probe, error)
	Save    func(Theory) (file string, err error) // writes Export to a new file and says where
}

// theoryMsg, probeMsg and savedMsg are what came of asking.
type (
	theoryMsg struct {
		Theory
		measured bool
		err      error
	}
	probeMsg struct {
		Probe
		of  probed
		err error
	}
	savedMsg struct {
		file string
		err  error
	}
)

// probed is what a probe was about.
type probed struct {
	epoch, end, channel int // end is the absolute index of the window's last sample
	from, to            time.Time
}
