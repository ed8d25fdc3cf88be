package training

import (
	"encoding/json"
	"fmt"

	"rigscope/inference"
	"rigscope/inference/onnx"
)

// goal is which of its three forms the network is written in. Training asks
// the first two what the third is made of, so that the features a detector
// learns from and those it sees in the field come out of the same nodes.
type goal int

const (
	moments  goal = iota // evidence: mean products of residuals, for scales and stacking
	features             // evidence: the features of every channel
	whole                // evidence and kinds: what the detector says
)

// evidence names the rows of a whole network; the first is the logit.
var evidence = []string{"network", "ridge mean", "ridge max", "reconstruction", "group"}

// writer holds a graph while it grows. Values are float32 [B,C,T] unless
// said otherwise.
type writer struct {
	*onnx.Graph
	net     *network
	spec    inference.Spec
	c, t, m int
	size    int                 // of a modality's latent
	lists   map[string]onnx.Ref // integer constants already in the graph
	numbers map[float32]onnx.Ref

	middle, spread onnx.Ref // [C,1] of the scaler
}

// predictions are what the graph knows of a window before it judges.
type predictions struct {
	x       onnx.Ref // as believed: masked channels as the others see them
	recon   onnx.Ref // by each modality's autoencoder
	ridge   onnx.Ref // each channel by all others, linearly
	group   onnx.Ref // each channel by the other modalities, linearly
	net     onnx.Ref // each channel left out, by the compute block
	stacked onnx.Ref // ridge and net together: the virtual sensor
	doubt   onnx.Ref // [B,M] latent inconsistency
	shift   onnx.Ref // [B,C,size] whitened, how each channel moves its latent; only where the detector sees it
}

// encode writes the network with spec as its metadata: windows in physical
// units and masks in; evidence, kinds, latent inconsistencies, virtual
// sensors and reconstructions in physical units out (method.md §4, "Where it
// runs").
func (n *network) encode(spec inference.Spec, g goal) ([]byte, error) {
	w := &writer{Graph: onnx.New("rigscope"), net: n, c: len(spec.Rig.Channels), t: spec.Rig.Window, m: len(n.nets),
		size: n.latent * spec.Rig.Window / 8, lists: map[string]onnx.Ref{}, numbers: map[float32]onnx.Ref{}}
	spec.Evidence, spec.Kinds = n.rows(g), nil
	if g == whole {
		spec.Kinds = kindNames()
	}
	w.spec = spec
	meta, err := json.Marshal(spec)
	if err != nil {
		return nil, fmt.Errorf("write the model's metadata: %w", err)
	}
	w.build(g)
	return w.Encode(map[string]string{onnx.SpecKey: string(meta)}), nil
}

// rows names the evidence of each form.
func (n *network) rows(g goal) []string {
	switch g {
	case moments:
		return momentNames
	case features:
		return n.featureNames()
	}
	return evidence
}

func (w *writer) build(g goal) {
	batch := onnx.Free("B")
	window := w.Input("window", onnx.Float64, batch, onnx.Fixed(w.c), onnx.Fixed(w.t))
	mask := w.Input("mask", onnx.Float32, batch, onnx.Fixed(w.c))
	p := w.predict(window, mask)
	switch g {
	case moments:
		w.emit(w.moments(p))
	case features:
		w.emit(w.stack(w.features(p)))
	default:
		logit, kinds := w.judge(w.stack(w.features(p)))
		rows := w.Node("Concat", append([]onnx.Ref{logit}, w.plainEvidence(p)...), onnx.Int("axis", 1))
		w.emit(rows)
		w.Output(kinds, "kinds", onnx.Float32, batch, onnx.Fixed(len(w.spec.Kinds)), onnx.Fixed(w.c))
	}
	w.Output(p.doubt, "modality", onnx.Float32, batch, onnx.Fixed(w.m))
	w.Output(w.physical(p.stacked), "virtual", onnx.Float64, batch, onnx.Fixed(w.c), onnx.Fixed(w.t))
	w.Output(w.physical(p.recon), "reconstruction", onnx.Float64, batch, onnx.Fixed(w.c), onnx.Fixed(w.t))
}

// emit makes rows [B,K,C] the evidence.
func (w *writer) emit(rows onnx.Ref) {
	w.Output(rows, "evidence", onnx.Float32, onnx.Free("B"), onnx.Fixed(len(w.spec.Evidence)), onnx.Fixed(w.c))
}

// plainEvidence is the mean and maximum of the ridge residual, the means of
// the reconstruction's and of the group's, [B,1,C] each, in clean units.
func (w *writer) plainEvidence(p predictions) []onnx.Ref {
	s := w.net.scales
	ridge := w.over(w.sub(p.x, p.ridge), "scale.ridge", s.ridge)
	recon := w.over(w.sub(p.x, p.recon), "scale.recon", s.recon)
	group := w.over(w.sub(p.x, p.group), "scale.group", s.group)
	return []onnx.Ref{w.row(w.mean(w.square(ridge), w.t)), w.row(w.max(w.abs(ridge))), w.row(w.mean(w.square(recon), w.t)), w.row(w.mean(w.square(group), w.t))}
}

// momentNames are mean products over time, in scaled units: of the residuals
// of the reconstruction, the ridge and the compute block, of the last two
// together, and of the group ridge.
var momentNames = []string{"recon²", "ridge²", "net²", "ridge·net", "group²"}

func (w *writer) moments(p predictions) onnx.Ref {
	ridge, net := w.sub(p.x, p.ridge), w.sub(p.x, p.net)
	rows := []onnx.Ref{w.square(w.sub(p.x, p.recon)), w.square(ridge), w.square(net), w.mul(ridge, net), w.square(w.sub(p.x, p.group))}
	for i, r := range rows {
		rows[i] = w.row(w.mean(r, w.t))
	}
	return w.Node("Concat", rows, onnx.Int("axis", 1))
}
