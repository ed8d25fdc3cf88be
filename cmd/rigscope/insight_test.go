package main

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"rigscope/inference"
	"rigscope/inference/models"
	"rigscope/pipeline"
	"rigscope/sensor"
	"rigscope/tui"
)

// bundledInsight is what the console of the demo asks, about a run that has
// come as far as s.
func bundledInsight(t *testing.T, source string, s *pipeline.Snapshot) tui.Insight {
	t.Helper()
	m, err := openModel("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.close() })
	return newInsight(m, source, func() *pipeline.Snapshot { return s }).asked()
}

// ranThrough is the last snapshot of the bundled model on some rows of a log.
func ranThrough(t *testing.T, log, rows string) *pipeline.Snapshot {
	t.Helper()
	m, err := openModel("")
	if err != nil {
		t.Fatal(err)
	}
	defer m.close()
	src, err := logFlags{rows: rows}.open(log, m.Spec().Rig, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	p, err := pipeline.New(src, m.Judge, m.info, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p.Latest()
}

// What the console exports is what analyze prints about the same windows.
func TestTheConsoleExportsWhatAnalyzePrints(t *testing.T) {
	clean := in(t, "clean.csv")
	const one = ":64" // a window
	got, err := bundledInsight(t, filepath.Base(clean), ranThrough(t, clean, one)).Measure(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := rigscope(t, "analyze", "--json", bundled(t), clean, "--rows", one)
	if want.code != 0 || string(got.Export) != want.out {
		t.Errorf("exit %d (%s); the console exports %d bytes, analyze prints %d:\n%.2000s", want.code, want.err, len(got.Export), len(want.out), got.Export)
	}
	if got.Windows != 1 || len(got.Measured) != 14 || len(got.Certified) != 14 || len(got.Layers) != 37 || len(got.Networks) != 12 {
		t.Errorf("%d windows, %d measured, %d certified, %d layers, %d networks", got.Windows, len(got.Measured), len(got.Certified), len(got.Layers), len(got.Networks))
	}
}

// Only windows that were judged ok from end to end are measured on.
func TestCalmWindowsAreWholeAndHealthy(t *testing.T) {
	const frames, fault, gap = 40, 14, 25
	spec := &inference.Spec{Rig: sensor.Rig{Rate: 1, Window: 4, Channels: make([]sensor.Channel, 1)},
		Scaler: sensor.Scaler{Center: []float64{0}, Scale: []float64{1}}}
	s := &pipeline.Snapshot{Raw: [][]float64{make([]float64, frames)}}
	for i := range frames {
		s.Times, s.State = append(s.Times, time.Unix(0, 0).Add(spec.Rig.Grid(i))), append(s.State, inference.OK)
	}
	s.State[fault], s.Raw[0][gap] = inference.Fault, math.NaN()
	var began []int
	for _, w := range calmWindows(s, spec, 16) {
		began = append(began, int(w.From.Sub(time.Unix(0, 0)).Seconds()))
	}
	if want := []int{0, 4, 8, 15, 19, 27, 31, 35}; !slices.Equal(began, want) {
		t.Errorf("windows begin at %v, want %v", began, want)
	}
}

// A probe obeys the certificates, and its shares are shares.
func TestProbeOfTheBundledModel(t *testing.T) {
	ask := bundledInsight(t, "", nil)
	w := pumpWindow(t, 64)
	for c := range w.C {
		w.Channel(c)[20] = math.NaN()
		p, err := ask.Probe(t.Context(), w, c)
		if err != nil || !p.Filled || len(p.Conv) != 6 || len(p.Dense) != 3 {
			t.Fatalf("%v, filled %v, %d and %d steps", err, p.Filled, len(p.Conv), len(p.Dense))
		}
		for _, s := range slices.Concat(p.Conv, p.Dense) {
			sum := 0.0
			for _, e := range s.Energy {
				sum += e
			}
			if !(0 < s.Gain && s.Gain <= s.Ceiling) || math.Abs(sum-1) > 1e-9 || s.Places < 1 || s.Places > s.Of || len(s.Energy) > s.Of {
				t.Errorf("channel %d, %s: %+v sums to %v", c, s.Layer, s, sum)
			}
		}
	}
}

// A file that is there is never written over.
func TestTheoryIsSavedToANewFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, want := range []string{"pump-demo.analysis.json", "pump-demo.analysis-2.json"} {
		got, err := saveTheory(tui.Theory{Name: models.DemoName, Export: []byte(want)})
		b, _ := os.ReadFile(want)
		if err != nil || got != want || string(b) != want {
			t.Errorf("%q, %v, want %q; it holds %q", got, err, want, b)
		}
	}
}

func TestARunWithoutAModelHasNoInsight(t *testing.T) {
	if ask := newInsight(watchOnly(sensor.Rig{Rate: 1, Window: 8, Channels: make([]sensor.Channel, 2)}), "", nil).asked(); ask.Theory != nil || ask.Probe != nil || ask.Save != nil {
		t.Error("a run without a model says something about one")
	}
}
