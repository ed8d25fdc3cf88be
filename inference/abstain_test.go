package inference

import (
	"math"
	"slices"
	"testing"

	"rigscope/sensor"
)

// twins is a model whose channels 0 and 1 measure the same and only vouch
// for each other: if they differ nobody can say who lies.
type twins struct{ consensus }

func (m twins) Infer(ws []sensor.Window, masks [][]bool, out []Output) error {
	for i, w := range ws {
		o := Output{Evidence: make([]float64, w.C), Modality: slices.Repeat([]float64{1}, w.C/2), Virtual: make([]float64, w.C*w.T)}
		apart := 0.0
		if !masks[i][0] && !masks[i][1] {
			for t := range w.T {
				apart = max(apart, math.Abs(w.X[t]-w.X[w.T+t]))
			}
		}
		o.Evidence[0], o.Evidence[1] = apart, apart
		out[i] = o
	}
	return nil
}

func pair(t *testing.T) *Assessor {
	spec := *calibrated(t).spec
	spec.Calibration.Offset = make([]float64, testC)
	spec.Calibration.Control = Control{Threshold: 1}
	a, err := NewAssessor(twins{consensus{&spec}})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Two sensors that cannot be told apart stay uncorrected for as long as that
// is so, not for one hop only.
func TestAbstentionLasts(t *testing.T) {
	x := clean(400, 9)
	for c := range x {
		clear(x[c])
	}
	for i := 200; i < 400; i++ {
		x[0][i] += 2
	}
	abstained := 0
	for _, v := range assess(t, pair(t), cut(x, 4), 64) {
		if v.Row < 215 {
			continue
		}
		if v.State != Fault || !v.Abstained {
			t.Fatalf("row %d: %s, abstained %v", v.Row, v.State, v.Abstained)
		}
		for _, c := range v.Channels {
			if c.Status != Measured {
				t.Fatalf("row %d: %s is %s", v.Row, c.Name, c.Status)
			}
		}
		abstained++
	}
	if abstained == 0 {
		t.Error("no verdict was checked")
	}
}

// A sensor cannot be corrected by one other alone: with too few left to
// agree nothing is made up.
func TestTooFewLeftIsNoCorrection(t *testing.T) {
	x := clean(400, 9)
	for c := range x {
		clear(x[c])
	}
	for i := 150; i < 400; i++ {
		x[0][i] = 2
		for c := 3; c < testC; c++ {
			x[c][i] = math.NaN()
		}
	}
	for _, v := range assess(t, pair(t), cut(x, 4), 64) {
		for _, c := range v.Channels[:3] {
			if v.Row > 200 && c.Status == Corrected {
				t.Fatalf("row %d: %s, %s is corrected by too few", v.Row, v.State, c.Name)
			}
		}
	}
}
