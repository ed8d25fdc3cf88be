package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rigscope/inference"
	"rigscope/inference/models"
	"rigscope/inference/onnx"
	"rigscope/inference/theory"
	"rigscope/sensor"
	"rigscope/tui/chart"
)

// bundled is the path of the bundled model.
func bundled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), models.DemoName)
	if err := os.WriteFile(path, models.Demo, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// theoryTolerance is float32's rounding in the graph, some thousand sums deep.
const theoryTolerance = 2e-4

// The networks that analyze makes of the weights are those that run: in
// float64 they say what the graph says.
func TestTheModelTakenApartIsTheModelThatRuns(t *testing.T) {
	m, err := readAnatomy(bundled(t))
	if err != nil {
		t.Fatal(err)
	}
	run, err := engine(m.file)
	if err != nil {
		t.Fatal(err)
	}
	defer run.Close()
	w := pumpWindow(t, m.T)
	x := make([]float64, len(w.X))
	for c := range w.C {
		m.spec.Scaler.To(c, x[c*m.T:(c+1)*m.T], w.Channel(c))
	}
	got := make([]float64, len(x))
	m.virtual(run)(got, x)
	for c, want := range apart(m, x) {
		for i, v := range want {
			if g := got[c*m.T+i]; math.Abs(g-v) > theoryTolerance {
				t.Fatalf("%s, sample %d: the graph says %v, the parts %v", m.Channels[c], i, g, v)
			}
		}
	}
}

// apart is every virtual sensor put together from the parts: w·ridge +
// (1−w)·D(z + dz), the channel masked and filled from the ridge.
func apart(m anatomy, x []float64) [][]float64 {
	all := m.Ridge.Forward(theory.Signal{C: len(m.Channels), T: m.T, X: x})
	var out [][]float64
	for c := range m.Channels {
		filled := append([]float64{}, x...)
		copy(filled[c*m.T:], all.X[c*m.T:(c+1)*m.T])
		z := m.latents(filled)
		mask := make([]float64, len(m.Channels))
		mask[c] = 1
		dz := m.Corrector.Forward(theory.Signal{C: len(z) + len(mask), T: 1, X: append(append([]float64{}, z...), mask...)})
		for i := range z {
			z[i] += dz.X[i]
		}
		mod, size := m.Modality[c], len(z)/len(m.Encoders)
		first := c
		for first > 0 && m.Modality[first-1] == mod {
			first--
		}
		y := m.Decoders[mod].Forward(theory.Signal{C: m.Decoders[mod].Layers[0].In(), T: m.T / halvings, X: z[mod*size : (mod+1)*size]})
		v := make([]float64, m.T)
		for i := range v {
			v[i] = m.Weight[c]*all.X[c*m.T+i] + (1-m.Weight[c])*y.X[(c-first)*m.T+i]
		}
		out = append(out, v)
	}
	return out
}

func pumpWindow(t *testing.T, frames int) sensor.Window {
	t.Helper()
	src, err := newDemoRig(2, 0)
	if err != nil {
		t.Fatal(err)
	}
	slider := sensor.NewSlider(src.Rig(), frames, frames)
	for {
		f, err := src.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if w, whole := slider.Push(f); whole {
			return w
		}
	}
}

// analyzed is what scripts read.
type analyzed struct {
	V      int
	Layers []struct {
		Name, Op, Weight      string
		Shape                 []int
		Stride                int
		Lipschitz, Bound, Cap float64
		Gain                  *float64
	}
	Encoder, Decoder, Corrector, Detector struct{ Measured, Certified *float64 }
	Influence                             struct {
		Channels          []string
		Matrix, Certified [][]*float64
	}
	Faults   []struct{ Channel, Fault string }
	Windows  int
	Assumes  []string
	Channels []struct {
		Name, Unit string
		BreakEven  float64 `json:"break_even"`
	}
	Model struct{ Name, Hash string }
}

func analyzeJSON(t *testing.T, args ...string) analyzed {
	t.Helper()
	r := rigscope(t, append([]string{"analyze", "--json"}, args...)...)
	if r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	var a analyzed
	if err := json.Unmarshal([]byte(r.out), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnalyzeMeasuresBelowWhatItCertifies(t *testing.T) {
	a := analyzeJSON(t, bundled(t), in(t, "clean.csv"), "--rows", ":400")
	if a.V != 1 || a.Windows != 6 || a.Model.Name != models.DemoName || !strings.HasPrefix(a.Model.Hash, "sha256:") {
		t.Errorf("version %d, %d windows, model %+v", a.V, a.Windows, a.Model)
	}
	for name, i := range map[string]struct{ Measured, Certified *float64 }{"encoder": a.Encoder, "decoder": a.Decoder, "corrector": a.Corrector, "detector": a.Detector} {
		if i.Measured == nil || i.Certified == nil || !(0 < *i.Measured && *i.Measured <= *i.Certified) {
			t.Errorf("%s: %v", name, i)
		}
	}
	for i, row := range a.Influence.Matrix {
		for j, v := range row {
			most := a.Influence.Certified[i][j]
			if v == nil || most == nil || *v > *most {
				t.Errorf("influence of %d on %d: %v, certified %v", i, j, v, most)
			}
			if i == j && *v != 0 {
				t.Errorf("channel %d moves its own correction by %v", i, *v)
			}
		}
	}
	if len(a.Channels) != 14 || len(a.Faults) != 3*14 {
		t.Errorf("%d channels, %d faults", len(a.Channels), len(a.Faults))
	}
	for _, c := range a.Channels {
		if c.Name == "discharge_pressure" && !(c.Unit == "bar" && .02 < c.BreakEven && c.BreakEven < .1) {
			t.Errorf("%+v", c)
		}
	}
	for _, l := range a.Layers {
		if l.Gain != nil && *l.Gain > l.Bound {
			t.Errorf("%s: gain %v above its bound %v", l.Name, *l.Gain, l.Bound)
		}
	}
}

// Every layer names an initializer of its size, so that anyone can compute
// the norm anew.
func TestAnalyzeNamesTheWeights(t *testing.T) {
	weights, err := onnx.ReadWeights(models.Demo)
	if err != nil {
		t.Fatal(err)
	}
	a := analyzeJSON(t, bundled(t))
	if len(a.Layers) != 5*6+3+3+1 {
		t.Errorf("%d layers", len(a.Layers))
	}
	for _, l := range a.Layers {
		n := 1
		for _, d := range l.Shape {
			n *= d
		}
		w, ok := weights[l.Weight]
		if !ok || len(w.F32) != n || !(0 < l.Lipschitz && l.Lipschitz <= l.Bound) {
			t.Errorf("%+v: the file has %d numbers", l, len(w.F32))
		}
		if block := strings.HasPrefix(l.Name, "block."); block != (l.Cap == blockCap) {
			t.Errorf("%s has cap %v", l.Name, l.Cap)
		}
	}
	if a.Windows != 0 || a.Encoder.Measured != nil || a.Influence.Matrix != nil || a.Influence.Certified == nil {
		t.Error("something was measured without a log")
	}
}

func TestAnalyzeTablesFitATerminal(t *testing.T) {
	r := rigscope(t, "analyze", bundled(t), in(t, "clean.csv"), "--rows", ":200")
	if r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	for _, line := range strings.Split(r.out, "\n") {
		if chart.Width(line) > 100 || strings.Contains(line, "\x1b") || strings.Contains(line, "%!") {
			t.Errorf("%q", line)
		}
	}
	for _, want := range []string{"enc.electrical", "corrector z + dz", "discharge_pressure", "INFLUENCE, measured", "break-even"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("it lacks %q", want)
		}
	}
}

func TestAnalyzeMistakes(t *testing.T) {
	write := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	m, other := bundled(t), write("other.csv", "time,a,b\n1,2,3\n2,3,4\n")
	for _, c := range []struct {
		name string
		code int
		want string // all of stderr
		args []string
	}{
		{"nothing", exitUsage, "analyze reads one model and, to measure, one clean log; got 0 arguments", nil},
		{"rows of nothing", exitUsage, "--rig and --rows say how to read a log, and none was named", []string{m, "--rows", ":9"}},
		{"text", exitConfig, "open model text.onnx: the model does not fit: not an ONNX file, or cut off", []string{write("text.onnx", "hello world, this is not a model")}},
		{"weights missing", exitConfig, `open model bare.onnx: the model does not fit: it has no weight "enc.electrical.0.weight": rigscope train did not write it`, []string{write("bare.onnx", string(bare(t)))}},
		{"too short", exitData, "short.csv has no stretch of 64 frames without a gap, a missing or an absurd value: nothing can be measured on it", []string{m, write("short.csv", firstLines(t, in(t, "clean.csv"), 40))}},
		{"other columns", exitConfig, "supply_voltage", []string{m, other}},
		{"no log", exitData, "no such file", []string{m, filepath.Join(t.TempDir(), "none.csv")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rigscope(t, append([]string{"analyze"}, c.args...)...)
			if r.code != c.code || r.out != "" || r.err != "rigscope: "+c.want+"\n" && !(c.code != exitUsage && strings.Contains(r.err, c.want)) {
				t.Errorf("exit %d, want %d; stderr %q, want %q", r.code, c.code, r.err, c.want)
			}
		})
	}
}

// bare is a model file with the metadata of the bundled one and no weights.
func bare(t *testing.T) []byte {
	t.Helper()
	meta, err := onnx.ReadMetadata(models.Demo)
	if err != nil {
		t.Fatal(err)
	}
	return onnx.New("rigscope").Encode(meta)
}

func firstLines(t *testing.T, path string, n int) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.SplitAfter(string(b), "\n")[:n], "")
}

func TestAnalyzeSaysWhenACertificateFails(t *testing.T) {
	r := analysis{}
	r.Influence.Matrix = [][]theory.Number{{0, .5}, {2, 0}}
	r.Influence.Certified = [][]theory.Number{{0, 1}, {4, 0}}
	if got, want := r.verdict(), "every entry is below its certificate; nearest: 50 % of it, 1 on 2 (--json has all certificates)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	r.Influence.Certified[1][0] = 1
	if got, want := r.verdict(), "an entry is ABOVE its certificate, 2 on 1 by a factor of 2.0000: please report this model"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Windows come from all over a log, however long, and absurd ones are left
// out.
func TestWindowsAreSpread(t *testing.T) {
	spec := inference.Spec{Rig: sensor.Rig{Rate: 1, Window: 4, Channels: make([]sensor.Channel, 1)},
		Scaler: sensor.Scaler{Center: []float64{0}, Scale: []float64{1000}}}
	for _, c := range []struct{ frames, want, first, last int }{
		{3, 0, 0, 0}, {8, 2, 3, 7}, {64, 16, 3, 63}, {4 * 1000, 16, 127, 3967},
	} {
		ws, err := spreadWindows(t.Context(), &counter{n: c.frames, rig: spec.Rig}, &spec, 16)
		if err != nil || len(ws) != c.want {
			t.Errorf("%d frames: %d windows, %v", c.frames, len(ws), err)
			continue
		}
		if c.want > 0 && (ws[0].Row != c.first || ws[len(ws)-1].Row != c.last) {
			t.Errorf("%d frames: rows %d to %d, want %d to %d", c.frames, ws[0].Row, ws[len(ws)-1].Row, c.first, c.last)
		}
	}
	if ws, _ := spreadWindows(t.Context(), &counter{n: 64, rig: spec.Rig, v: 1e8}, &spec, 16); len(ws) != 0 {
		t.Errorf("%d absurd windows", len(ws))
	}
}
