package inference

import (
	"errors"

	"rigscope/sensor"
)

// Model is a network that runs. It is not for concurrent use.
type Model interface {
	// Spec never changes; the caller must not write to it.
	Spec() *Spec
	// Infer fills out[i] for ws[i] and reuses what is there. masks[i][c]
	// says that channel c of window i must not be believed (missing or
	// accused): the network sees the other channels' prediction instead.
	// A window must hold no NaN where it is not masked.
	Infer(ws []sensor.Window, masks [][]bool, out []Output) error
	Close() error
}

// Output is what a network says about one window.
type Output struct {
	Evidence       []float64 // [K×C] row k is Spec.Evidence[k]; rises with disbelief
	Kinds          []float64 // [J×C] logit of every kind of fault, in the order of Spec.Kinds
	Modality       []float64 // [M] latent inconsistency: how far a modality is from what the others make of it
	Virtual        []float64 // [C×T] what the others say the channel reads, physical units
	Reconstruction []float64 // [C×T] what its own modality makes of itself, physical units
}

// ErrSpec is wrapped by every error that says a model does not fit a source
// or this program.
var ErrSpec = errors.New("the model does not fit")
