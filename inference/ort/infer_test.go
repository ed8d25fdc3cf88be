package ort_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"rigscope/inference"
	"rigscope/inference/models"
	"rigscope/inference/ort"
	"rigscope/sensor"
)

// start loads the library or skips: without it there is nothing to test.
func start(t testing.TB) *ort.Runtime {
	t.Helper()
	rt, err := ort.Load("")
	if err != nil && os.Getenv("CI") == "" {
		t.Skipf("SKIPPED, run `make runtime` first: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return rt
}

// load is start until the test ends.
func load(t testing.TB) *ort.Runtime {
	t.Helper()
	rt := start(t)
	t.Cleanup(func() { rt.Close() })
	return rt
}

func open(t testing.TB, file []byte) *ort.Model {
	t.Helper()
	m, err := ort.Open(load(t), file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

func randomWindows(spec inference.Spec, n int) []sensor.Window {
	rng := rand.New(rand.NewPCG(3, 4))
	ws := make([]sensor.Window, n)
	for i := range ws {
		c, t := len(spec.Rig.Channels), spec.Rig.Window
		ws[i] = sensor.Window{C: c, T: t, X: make([]float64, c*t)}
		for j := range ws[i].X {
			ws[i].X[j] = rng.NormFloat64()
		}
	}
	return ws
}

// blank outputs hold NaN, so that stale memory cannot pass.
func blank(n int) []inference.Output {
	out := make([]inference.Output, n)
	for i := range out {
		nan := func(n int) []float64 { return slices.Repeat([]float64{math.NaN()}, n) }
		out[i] = inference.Output{Evidence: nan(5000), Modality: nan(1), Virtual: nan(0)}
	}
	return out
}

func infer(t *testing.T, m *ort.Model, ws []sensor.Window, masks [][]bool) []inference.Output {
	t.Helper()
	out := blank(len(ws))
	if err := m.Infer(ws, masks, out); err != nil {
		t.Fatal(err)
	}
	return out
}

// same compares bits: NaN is itself.
func same(a, b inference.Output) bool {
	eq := func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) }
	return slices.EqualFunc(a.Evidence, b.Evidence, eq) && slices.EqualFunc(a.Modality, b.Modality, eq) && slices.EqualFunc(a.Reconstruction, b.Reconstruction, eq) && slices.EqualFunc(a.Virtual, b.Virtual, eq)
}

func TestAWindowDoesNotDependOnItsNeighbours(t *testing.T) {
	files := [][]byte{models.Demo, demoFile(t, demoSpec(2)), demoFile(t, demoSpec(8))}
	for _, file := range files {
		m := open(t, file)
		channels := len(m.Spec().Rig.Channels)
		ws := randomWindows(*m.Spec(), 100)
		masks := make([][]bool, len(ws))
		for i := range masks {
			masks[i] = make([]bool, channels)
			masks[i][i%channels] = i%3 == 0
		}
		var alone []inference.Output
		for i := range ws {
			alone = append(alone, infer(t, m, ws[i:i+1], masks[i:i+1])...)
		}
		for _, n := range []int{2, 15, 16, 17, 33, 64, 100} {
			for i, got := range infer(t, m, ws[:n], masks[:n]) {
				if !same(got, alone[i]) {
					t.Errorf("%d channels: window %d of %d differs from itself alone", channels, i, n)
				}
			}
		}
	}
}

func TestShapesOfOutput(t *testing.T) {
	spec := demoSpec(8)
	out := infer(t, open(t, demoFile(t, spec)), randomWindows(spec, 1), nil)[0]
	if got, want := []int{len(out.Evidence), len(out.Modality), len(out.Virtual), len(out.Reconstruction)}, []int{3 * 8, 4, 8 * 64, 8 * 64}; !slices.Equal(got, want) {
		t.Errorf("lengths are %v, want %v", got, want)
	}
	for _, v := range slices.Concat(out.Evidence, out.Modality, out.Virtual) {
		if math.IsNaN(v) {
			t.Fatal("a value was not written")
		}
	}
}

func TestWhatIsMaskedCannotReachTheNetwork(t *testing.T) {
	spec := demoSpec(8)
	m := open(t, demoFile(t, spec))
	masks := [][]bool{{3: true, 7: false}}
	want := infer(t, m, randomWindows(spec, 1), masks)[0]
	for _, v := range []float64{0, 1e300, math.Inf(1), math.NaN()} {
		ws := randomWindows(spec, 1)
		for i := range ws[0].Channel(3) {
			ws[0].Channel(3)[i] = v
		}
		if got := infer(t, m, ws, masks)[0]; !same(got, want) {
			t.Errorf("channel full of %v: the output changed", v)
		}
		if !math.IsNaN(v) && ws[0].Channel(3)[0] != v {
			t.Errorf("channel full of %v: the window changed", v)
		}
	}
}

func TestNoMaskIsAnEmptyMask(t *testing.T) {
	spec := demoSpec(8)
	m := open(t, demoFile(t, spec))
	ws := randomWindows(spec, 1)
	infer(t, m, ws, [][]bool{slices.Repeat([]bool{true}, 8)}) // must leave no trace
	want := infer(t, m, ws, [][]bool{make([]bool, 8)})[0]
	for name, masks := range map[string][][]bool{"nil": nil, "nil for the window": {nil}} {
		if got := infer(t, m, ws, masks)[0]; !same(got, want) {
			t.Errorf("%s: the output differs", name)
		}
	}
}

func TestNaNSpoilsItsOwnWindowOnly(t *testing.T) {
	spec := demoSpec(8)
	m := open(t, demoFile(t, spec))
	want := infer(t, m, randomWindows(spec, 16), nil)
	ws := randomWindows(spec, 16)
	ws[5].X[0] = math.NaN()
	for i, got := range infer(t, m, ws, nil) {
		if same(got, want[i]) != (i != 5) {
			t.Errorf("window %d: same = %v", i, i == 5)
		}
	}
}

func TestInferRefuses(t *testing.T) {
	spec := demoSpec(8)
	m := open(t, demoFile(t, spec))
	wide := randomWindows(demoSpec(4), 1)
	ws := randomWindows(spec, 2)
	for _, c := range []struct {
		name  string
		ws    []sensor.Window
		masks [][]bool
		out   int
		want  string
	}{
		{"other shape", wide, nil, 1, "the model does not fit: a window of 4×64 for a model of 8×64"},
		{"short mask", ws, [][]bool{nil, {true}}, 2, "the model does not fit: a mask of 1 channels for a model of 8"},
		{"few masks", ws, [][]bool{nil}, 2, "2 windows with 1 masks and 2 outputs"},
		{"few outputs", ws, nil, 1, "2 windows with 0 masks and 1 outputs"},
	} {
		if err := m.Infer(c.ws, c.masks, blank(c.out)); fmt.Sprint(err) != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

func TestClosedModel(t *testing.T) {
	spec := demoSpec(8)
	m := open(t, demoFile(t, spec))
	if err := errors.Join(m.Close(), m.Close()); err != nil {
		t.Fatal(err)
	}
	if err := m.Infer(randomWindows(spec, 1), nil, blank(1)); fmt.Sprint(err) != "the model is closed" {
		t.Errorf("got %v", err)
	}
}

func TestInferReusesOutputs(t *testing.T) {
	spec := demoSpec(8)
	m := open(t, demoFile(t, spec))
	ws, out := randomWindows(spec, 17), blank(17)
	if err := m.Infer(ws, nil, out); err != nil {
		t.Fatal(err)
	}
	before := &out[16].Virtual[0]
	if err := m.Infer(ws, nil, out); err != nil {
		t.Fatal(err)
	}
	if &out[16].Virtual[0] != before {
		t.Error("the second run did not write into the slices of the first")
	}
}

func BenchmarkInfer(b *testing.B) {
	for _, n := range []int{1, 8, 16, 64} {
		b.Run(fmt.Sprintf("batch=%d", n), func(b *testing.B) {
			spec := demoSpec(8)
			m := open(b, demoFile(b, spec))
			ws, out := randomWindows(spec, n), make([]inference.Output, n)
			for b.Loop() {
				if err := m.Infer(ws, nil, out); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*float64(n)/b.Elapsed().Seconds(), "windows/s")
		})
	}
}
