package main

import (
	"bytes"
	"math"
	"testing"
	"time"

	"rigscope/inference"
	"rigscope/inference/training"
	"rigscope/sensor"
)

func TestProgressLine(t *testing.T) {
	for _, c := range []struct {
		p    training.Progress
		want string
	}{
		{training.Progress{Stage: "ridge", Of: 1}, "ridge           0/1"},
		{training.Progress{Stage: "corrector", Step: 200, Of: 500, Loss: .6, Held: .66, Norms: []float64{1.56, 1.6}, Left: 8 * time.Second},
			"corrector     200/500   loss 0.6000  held back 0.6600  norms 1.56 1.60  8s left"},
	} {
		if got := progressLine(c.p); got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}

func TestLimitsAreTold(t *testing.T) {
	var s inference.Spec
	s.Rig.Channels = []sensor.Channel{{Name: "p", Unit: "bar"}, {Name: "speed", Unit: "1/min"}}
	inf := inference.Size(math.Inf(1))
	s.Calibration.Limits = []inference.Limit{{Bias: .25, Drift: .5, Gain: .125, Noise: .031, Correctable: .08}, {Bias: 120, Drift: inf, Gain: inf, Noise: 1234, Correctable: inf}}
	var b bytes.Buffer
	limits(&b, s)
	want := `smallest fault found in a window, and bias mended from
  channel        bias      drift       gain      noise     mended  unit
  p             0.250      0.500      12.5%     0.0310     0.0800  bar
  speed           120          -          -       1234          -  1/min
  -: not at any size that was tried
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
