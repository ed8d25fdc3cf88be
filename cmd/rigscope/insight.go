package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"rigscope/inference"
	"rigscope/inference/theory"
	"rigscope/pipeline"
	"rigscope/sensor"
	"rigscope/tui"
)

// insight answers what the console asks about the model on screen. It runs an
// engine of its own: that of the run is not for two goroutines.
type insight struct {
	model  loaded
	source string // what the windows that are measured on come from
	latest func() *pipeline.Snapshot
	parts  func() (anatomy, error)
	paths  func() (paths, error)
}

func newInsight(m loaded, source string, latest func() *pipeline.Snapshot) *insight {
	n := &insight{model: m, source: source, latest: latest}
	n.parts = sync.OnceValues(func() (anatomy, error) { return takeApart(m.info.Name, m.file) })
	n.paths = sync.OnceValues(n.trace)
	return n
}

// asked is what the console may ask; nothing where there is no model.
func (n *insight) asked() tui.Insight {
	if n.model.file == nil {
		return tui.Insight{}
	}
	return tui.Insight{Theory: n.certify, Measure: n.measure, Probe: n.probe, Save: saveTheory}
}

func (n *insight) certify(ctx context.Context) (tui.Theory, error) { return n.theory(ctx, nil) }

// measure does so on what the run has seen so far.
func (n *insight) measure(ctx context.Context) (tui.Theory, error) { return n.theory(ctx, n.latest()) }

func (n *insight) theory(ctx context.Context, on *pipeline.Snapshot) (tui.Theory, error) {
	r, err := n.analyze(ctx, on)
	if err != nil {
		return tui.Theory{}, err
	}
	var out bytes.Buffer
	if err := printJSON(&out, r); err != nil {
		return tui.Theory{}, err
	}
	t := r.shown()
	t.Export = out.Bytes()
	return t, nil
}

func (n *insight) analyze(ctx context.Context, on *pipeline.Snapshot) (*analysis, error) {
	m, err := n.parts()
	if err != nil {
		return nil, err
	}
	m.failure = new(error) // parts are shared, what goes wrong is not
	e := theory.Evidence{}
	r := analysis{Model: modelName{m.name, "sha256:" + m.hash}}
	if ws := calmWindows(on, m.spec, mostWindows); len(ws) > 0 {
		r.Log = n.source
		run, err := engine(m.file)
		if err != nil {
			return nil, err
		}
		defer run.Close()
		e = m.evidence(run, ws, 0)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &r, r.fill(m, e)
}

// calmWindows are at most n windows from all over the run in memory in which
// every frame was judged ok and nothing is missing.
func calmWindows(s *pipeline.Snapshot, spec *inference.Spec, n int) []sensor.Window {
	if s == nil {
		return nil
	}
	var all []sensor.Window
	calm, t := 0, spec.Rig.Window // frames since the last one that was not
	for i, state := range s.State {
		if calm++; state != inference.OK {
			calm = 0
		}
		if calm < t {
			continue
		}
		calm = 0
		if w := windowOf(s, i+1-t, i+1); plausible(w, spec.Scaler) {
			all = append(all, w)
		}
	}
	return spread(all, n)
}

func windowOf(s *pipeline.Snapshot, from, to int) sensor.Window {
	w := sensor.Window{From: s.Times[from], To: s.Times[to-1], C: len(s.Raw), T: to - from}
	for _, v := range s.Raw {
		w.X = append(w.X, v[from:to]...)
	}
	return w
}

// shown is the report as the console draws it.
func (r *analysis) shown() tui.Theory {
	t := tui.Theory{Name: r.Model.Name, Channels: r.Influence.Channels, Windows: r.Windows, Assumes: r.Assumes,
		Certified: floats(r.Influence.Certified), Measured: floats(r.Influence.Matrix)}
	constants := r.constants()
	for _, group := range r.networks() {
		network := networkOf(group[0].Name)
		if c, known := constants[network]; known {
			t.Networks = append(t.Networks, tui.NetworkSum{Network: network, Measured: float64(c.Measured), Certified: float64(c.Certified)})
		}
		for _, l := range group {
			t.Layers = append(t.Layers, tui.LayerGain{
				Network: network, Name: strings.TrimPrefix(l.Name[len(network):], "."),
				Op:   strings.Replace(operation(l), "Transpose", "T", 1),
				Seen: float64(l.Gain), Norm: float64(l.Lipschitz), Bound: float64(l.Bound), Cap: float64(l.Cap)})
		}
	}
	return t
}

func floats(m [][]theory.Number) [][]float64 {
	var out [][]float64
	for _, row := range m {
		line := make([]float64, len(row))
		for i, v := range row {
			line[i] = float64(v)
		}
		out = append(out, line)
	}
	return out
}

// saveTheory writes the numbers to a file that was not there before.
func saveTheory(t tui.Theory) (string, error) {
	base := strings.TrimSuffix(filepath.Base(t.Name), ".onnx") + ".analysis"
	for n := 1; ; n++ {
		path := base + ".json"
		if n > 1 {
			path = fmt.Sprintf("%s-%d.json", base, n)
		}
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("write the numbers: %w", err)
		}
		_, err = f.Write(t.Export)
		if err = errors.Join(err, f.Close()); err != nil {
			os.Remove(path)
			return "", fmt.Errorf("write the numbers to %s: %w", path, err)
		}
		return path, nil
	}
}
