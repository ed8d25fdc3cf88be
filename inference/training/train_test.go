package training

import (
	"bytes"
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
	opt = brief(opt)
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

// brief cuts a run short where the test does not say how long it is to be.
func brief(o Options) Options {
	def(&o.Steps, 60)
	def(&o.BlockSteps, 40)
	def(&o.DetectorSteps, 150)
	def(&o.Damaged, 800)
	def(&o.Healthy, 400)
	def(&o.LimitWindows, -1)
	return o
}

func TestSameSeedSameBytes(t *testing.T) {
	short := Options{Steps: 40, BlockSteps: 30, DetectorSteps: 60, Damaged: 300, Healthy: 150, LimitWindows: -1}
	again, other := short, short
	short.Seed, again.Seed, other.Seed = 5, 5, 6
	a, _ := trained(t, short)
	b, _ := trained(t, again)
	c, _ := trained(t, other)
	if !bytes.Equal(a.Model, b.Model) {
		t.Error("the same seed gave another file")
	}
	if bytes.Equal(a.Model, c.Model) {
		t.Error("another seed gave the same file")
	}
}

// A healthy stretch passes, a bias is named, and the estimate is near the
// truth: the whole chain but for the command line.
func TestTrainedModelFindsABias(t *testing.T) {
	_, m := trained(t, Options{Steps: 300, BlockSteps: 150, DetectorSteps: 500, Damaged: 3000, Healthy: 1500, LimitWindows: 8})
	a, err := inference.NewAssessor(m)
	if err != nil {
		t.Fatal(err)
	}
	src, slider := newCouple(600, 2), sensor.NewSlider(m.Spec().Rig, m.Spec().Rig.Window, 8)
	const faulty, from = 2, 300
	named, windows := 0, 0
	for _, f := range src.frames {
		truth := f.V[faulty]
		if f.Row >= from {
			f.V[faulty] += 4
		}
		w, ok := slider.Push(f)
		if !ok {
			continue
		}
		vs, err := a.Assess([]sensor.Window{w})
		if err != nil {
			t.Fatal(err)
		}
		if f.Row < from+32 {
			continue
		}
		windows++
		if c := vs[0].Channels[faulty]; vs[0].State == inference.Fault && c.Alarm {
			named++
			if math.Abs(c.Value-truth) > 1 {
				t.Errorf("row %d: corrected %.2f, truth %.2f", f.Row, c.Value, truth)
			}
		}
	}
	if windows == 0 || named*10 < windows*9 {
		t.Errorf("the biased channel was named in %d of %d windows", named, windows)
	}
}

func TestConstantChannelIsSaid(t *testing.T) {
	src := newCouple(3000, 1)
	for _, f := range src.frames {
		f.V[4] = 7
	}
	var notes []string
	opt := Options{Steps: 20, BlockSteps: 10, DetectorSteps: 20, Damaged: 200, Healthy: 100, LimitWindows: -1, Engine: engine(t), Progress: func(p Progress) {
		if p.Note != "" {
			notes = append(notes, p.Note)
		}
	}}
	r, err := Run(context.Background(), []sources.Source{src}, opt)
	if err != nil {
		t.Fatal(err)
	}
	want := "t never moved in the clean data: it cannot be judged or corrected, only held against its limits lo and hi"
	if len(notes) != 1 || notes[0] != want {
		t.Errorf("notes %q", notes)
	}
	if r.Spec.Calibration.Reconstructable(4) {
		t.Error("a constant channel counts as reconstructable")
	}
}

func TestBadData(t *testing.T) {
	long := newCouple(3000, 1)
	for i, f := range long.frames {
		if i%50 == 0 {
			f.V[0] = math.NaN()
		}
	}
	for _, c := range []struct {
		name, want string
		src        *couple
	}{
		{"short", "the clean data has 100 usable frames, a window of 16 needs at least 240: record longer", newCouple(100, 1)},
		{"empty", "the clean data has no frame with a value for every channel", newCouple(0, 1)},
		{"gaps", "the clean data is cut by gaps into 0 usable blocks of at least 72 frames, training needs 10: record longer without gaps", long},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Run(context.Background(), []sources.Source{c.src}, Options{Engine: engine(t)})
			if err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// What a model says it finds and mends is there for every channel, in units:
// a bias far above the limit is flagged, and one far below is not.
func TestLimitsAreSaid(t *testing.T) {
	r, _ := trained(t, Options{Steps: 100, BlockSteps: 50, DetectorSteps: 200, Damaged: 1000, Healthy: 500, LimitWindows: 4})
	if n := len(r.Spec.Calibration.Limits); n != 6 {
		t.Fatalf("limits of %d channels", n)
	}
	for c, l := range r.Spec.Calibration.Limits {
		sigma := r.Spec.Scaler.Scale[c]
		if l.Bias.Found() && (float64(l.Bias) < sigma/16 || float64(l.Bias) > 8*sigma) {
			t.Errorf("channel %d: bias %v is outside of what was tried, σ %v", c, l.Bias, sigma)
		}
		if got, want := float64(l.Correctable), r.Spec.Calibration.Sigma[c]; r.Spec.Calibration.Reconstructable(c) && got != want {
			t.Errorf("channel %d: correctable from %v, the estimate errs by %v", c, got, want)
		}
	}
}
