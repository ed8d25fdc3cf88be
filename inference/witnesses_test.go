package inference

import (
	"math"
	"slices"
	"testing"
)

// A sensor that says nothing is a fault like any other, and the block that
// corrects the others corrects it.
func TestDeadSensorIsCorrected(t *testing.T) {
	x := clean(300, 9)
	truth := slices.Clone(x[2])
	for i := 150; i < 300; i++ {
		x[2][i] = math.NaN()
	}
	vs := assess(t, calibrated(t), cut(x, 4), 64)
	last := vs[len(vs)-1]
	c := last.Channels[2]
	if last.State != Fault || !c.Alarm || c.Status != Corrected || c.Kind != "dropout" || c.Rule != RuleMissing {
		t.Fatalf("%s: %+v", last.State, c)
	}
	if math.Abs(c.Value-truth[299]) > .5 || !math.IsNaN(c.Raw) {
		t.Errorf("value %.2f, truth %.2f, raw %v", c.Value, truth[299], c.Raw)
	}
	if !slices.Contains(last.Witness, ByRules) {
		t.Errorf("witnesses %v", last.Witness)
	}
}

// A drift too slow for any window is found by what adds up.
func TestSlowDriftIsFound(t *testing.T) {
	a := calibrated(t)
	stream := func(x [][]float64) Stream {
		ws := cut(x, 4)
		return Stream{ws, run(a.model, ws)}
	}
	a.spec.FitDrift([]Stream{stream(clean(4000, 6))})
	b, err := NewAssessor(a.model)
	if err != nil {
		t.Fatal(err)
	}
	x := clean(3000, 9)
	for i := 500; i < 3000; i++ {
		x[4][i] += .15 * float64(i-500) / 2500
	}
	for _, v := range assess(t, b, cut(x, 4), 64) {
		if !slices.Equal(v.Witness, []Witnessing{ByDrift}) {
			continue
		}
		if c := v.Channels[4]; v.Row < 600 || v.State != Fault || !c.Alarm || c.Kind != "drift" || c.Status != Corrected {
			t.Errorf("row %d: %s, %+v", v.Row, v.State, c)
		}
		return
	}
	t.Error("the drift sums raised no alarm of their own")
}

// A sensor that is wrong from the first row on, far outside of everything
// clean, is accused whatever the network makes of it; if several modalities
// are, the rig is elsewhere and no rule accuses anybody.
func TestGrossOffsetIsAFault(t *testing.T) {
	x := clean(300, 9)
	for i := range x[3] {
		x[3][i] += 60
	}
	vs := assess(t, calibrated(t), cut(x, 4), 64)
	if v := vs[0]; v.State != Fault || !v.Channels[3].Alarm || v.Channels[3].Rule != RuleRange || v.Channels[0].Alarm {
		t.Errorf("first verdict: %s, %+v", v.State, v.Channels[3])
	}
	x = clean(300, 9)
	for c := range x {
		for i := range x[c] {
			x[c][i] += 60
		}
	}
	for _, v := range assess(t, calibrated(t), cut(x, 4), 64) {
		if slices.Contains(v.Witness, ByRules) {
			t.Fatalf("row %d: a rule accuses although all have moved", v.Row)
		}
	}
}

// A hole in the recording is no sensor's fault.
func TestHoleInTheRecordingIsUnknown(t *testing.T) {
	x := clean(400, 9)
	for c := range x {
		for i := 200; i < 205; i++ {
			x[c][i] = math.NaN()
		}
	}
	for _, v := range assess(t, calibrated(t), cut(x, 4), 64) {
		inside := v.Row >= 200 && v.Row < 205+testT-1
		if v.State == Fault || inside && v.State != Unknown {
			t.Errorf("row %d: %s", v.Row, v.State)
		}
	}
}
