package theory

// Report is what `rigscope analyze --json` prints. Certified numbers hold for
// every input, measured ones are reached by an input that was looked at, so
// the truth lies between them.
type Report struct {
	V         int             `json:"v"`
	Layers    []LayerReport   `json:"layers"`
	Encoder   StackReport     `json:"encoder"`
	Decoder   StackReport     `json:"decoder"`
	Corrector CorrectorReport `json:"corrector"`
	Detector  *Interval       `json:"detector,omitempty"`
	Influence InfluenceReport `json:"influence"`
	Faults    []FaultReport   `json:"faults,omitempty"` // on their way through encoder and decoder
	Windows   int             `json:"windows"`          // that measured numbers come from; 0: nothing was measured
	Assumes   []string        `json:"assumes"`          // what the certificates rest on
}

// LayerReport is one layer's norm.
type LayerReport struct {
	Name      string `json:"name"`
	Op        string `json:"op"`
	Weight    string `json:"weight"` // initializer in the ONNX file
	Shape     []int  `json:"shape"`
	Stride    int    `json:"stride,omitempty"`
	Lipschitz Number `json:"lipschitz"`     // largest singular value, for convolutions on a grid of frequencies
	Bound     Number `json:"bound"`         // certificate
	Gain      Number `json:"gain"`          // largest a_ℓ a fault of Report.Faults met in any window; null: not measured
	Cap       Number `json:"cap,omitempty"` // of training; absent: none
}

// Interval encloses a Lipschitz constant.
type Interval struct {
	Name      string `json:"name,omitempty"`
	Measured  Number `json:"measured"`  // null: not measured
	Certified Number `json:"certified"` // product of the layers' bounds
}

// StackReport is separate networks side by side, one a modality: together
// they have the largest of their constants.
type StackReport struct {
	Interval
	Modalities []Interval `json:"modalities"`
}

// CorrectorReport is the compute block dz and the corrector K(z) = z + dz.
type CorrectorReport struct {
	Interval          // of dz
	With      Number  `json:"with_identity"` // certified, of K: 1 + certified
	Gains     *Gains  `json:"gains,omitempty"`
	BreakEven *Number `json:"break_even,omitempty"` // smallest ‖Δz‖ worth correcting; null: none is
}

// InfluenceReport is channel against channel: the row is disturbed, the
// column is the corrected one.
type InfluenceReport struct {
	Channels  []string   `json:"channels"`
	Matrix    [][]Number `json:"matrix"`              // [C×C] measured; null: not measured
	Certified [][]Number `json:"certified,omitempty"` // [C×C] with the corrected channel accused and masked
}

// FaultReport is one fault on its way through one modality's autoencoder, in
// the first window.
type FaultReport struct {
	Channel string `json:"channel"`
	Fault   string `json:"fault"` // "impulse", "bias" or "gain"
	Steps   []Step `json:"steps"`
}

func newLayerReport(l Layer) LayerReport {
	b := l.Norm()
	return LayerReport{
		Name: l.Name, Op: l.Op, Weight: l.Weight, Shape: l.Shape, Stride: l.Stride,
		Lipschitz: Number(b.Lower), Bound: Number(b.Upper), Gain: missing, Cap: Number(l.Cap),
	}
}

func newInterval(name string, b Bound, measured bool) Interval {
	i := Interval{Name: name, Measured: missing, Certified: Number(b.Upper)}
	if measured {
		i.Measured = Number(b.Lower)
	}
	return i
}
