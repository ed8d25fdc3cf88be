package training

import "fmt"

// Inputs are what the detector sees of a channel. ResidualInputs are the
// method's, the others are for the ablation.
type Inputs int

// LatentInputs are how far each row of the modality's latent is from what it
// becomes with the channel left out, and the latent inconsistencies.
const (
	ResidualInputs Inputs = iota
	LatentInputs
	BothInputs
)

func (i Inputs) residuals() bool { return i != LatentInputs }
func (i Inputs) latents() bool   { return i != ResidualInputs }

// plain is the number of features before context: those that are put on
// their clean scale.
func (n *network) plain() int {
	sum := 0
	if n.inputs.residuals() {
		sum += plainFeatures
	}
	if n.inputs.latents() {
		sum += 2 * n.latent
	}
	return sum
}

// featureNames numbers the features of a channel: the plain ones, two
// contexts of residuals, one of latents beside all inconsistencies.
func (n *network) featureNames() []string {
	count, context := n.plain(), n.ridge.C+6
	if n.inputs.residuals() {
		count += 2 * context
	}
	if n.inputs.latents() {
		count += context + len(n.nets)
	}
	names := make([]string, count)
	for i := range names {
		names[i] = fmt.Sprint("feature ", i)
	}
	return names
}
