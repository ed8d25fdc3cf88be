package training

import (
	"context"
	"io"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"rigscope/inference"
	"rigscope/inference/ort"
	"rigscope/sensor"
	"rigscope/sources"
)

// couple is a source of three modalities whose channels follow two hidden
// walks, so that each can be predicted from the others.
type couple struct {
	rig    sensor.Rig
	frames []sensor.Frame
}

func (s *couple) Rig() sensor.Rig { return s.rig }
func (s *couple) Close() error    { return nil }
func (s *couple) Next(ctx context.Context) (sensor.Frame, error) {
	if len(s.frames) == 0 {
		return sensor.Frame{}, io.EOF
	}
	f := s.frames[0]
	s.frames = s.frames[1:]
	return f, nil
}

var _ sources.Source = (*couple)(nil)

func newCouple(n int, seed uint64) *couple {
	rng := rand.New(rand.NewPCG(seed, 3))
	s := &couple{rig: sensor.Rig{Name: "couple", Rate: 1}}
	for c, m := range []string{"a", "a", "b", "b", "c", "c"} {
		s.rig.Channels = append(s.rig.Channels, sensor.Channel{Name: string(rune('p' + c)), Modality: m, Lo: math.NaN(), Hi: math.NaN()})
	}
	var u, v float64
	for i := range n {
		u, v = .95*u+.3*rng.NormFloat64(), .9*v+.4*rng.NormFloat64()
		f := sensor.Frame{T: time.Unix(int64(i), 0), RowT: time.Unix(int64(i), 0), Row: i}
		for _, x := range []float64{u + v, u - v, 2*u + 100, v, 3*v - u, u + .5*v + 1e5} {
			f.V = append(f.V, math.Round((x+.1*rng.NormFloat64())*1000)/1000)
		}
		s.frames = append(s.frames, f)
	}
	return s
}

func engine(t testing.TB) func([]byte) (inference.Model, error) {
	rt, err := ort.Load("")
	if err != nil {
		t.Fatalf("%v", err)
	}
	return func(b []byte) (inference.Model, error) { return ort.Open(rt, b) }
}

func trained(t testing.TB, opt Options) (Result, inference.Model) {
	opt.Engine = engine(t)
	if opt.Steps == 0 {
		opt.Steps = 60
	}
	r, err := Run(context.Background(), []sources.Source{newCouple(4000, 1)}, opt)
	if err != nil {
		t.Fatal(err)
	}
	m, err := opt.Engine(r.Model)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return r, m
}

func TestSmoke(t *testing.T) {
	r, m := trained(t, Options{})
	t.Logf("%d bytes, %+v", len(r.Model), r.Spec.Provenance)
	t.Logf("achieved %v of %v, threshold %v explained %.2f", r.Spec.Calibration.Achieved, r.Spec.Calibration.Tested, r.Spec.Calibration.Threshold, m.Spec().Calibration.Explained)
}
