package inference

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"rigscope/sensor"
)

// consensus is a model that needs no engine: all channels measure the same
// quantity, so each is predicted by the mean of the others. Masked channels
// do not count.
type consensus struct{ spec *Spec }

func (m consensus) Spec() *Spec { return m.spec }
func (consensus) Close() error  { return nil }

func (m consensus) Infer(ws []sensor.Window, masks [][]bool, out []Output) error {
	for i, w := range ws {
		o := Output{Evidence: make([]float64, w.C), Modality: make([]float64, w.C/2), Virtual: make([]float64, w.C*w.T)}
		for c := range w.C {
			for t := range w.T {
				v, n := 0.0, 0.0
				for j := range w.C {
					if j != c && !masks[i][j] {
						v, n = v+w.X[j*w.T+t], n+1
					}
				}
				o.Virtual[c*w.T+t] = v / n
				d := w.X[c*w.T+t] - v/n
				o.Evidence[c] += d * d / float64(w.T)
			}
		}
		for c := range w.C {
			if !masks[i][c] {
				o.Modality[c/2] += o.Evidence[c]
			}
			o.Evidence[c] = math.Log(o.Evidence[c])
		}
		o.Kinds = append(slices.Repeat([]float64{2}, w.C), slices.Repeat([]float64{1}, w.C)...)
		out[i] = o
	}
	return nil
}

const testC, testT = 6, 32

func testRig() sensor.Rig {
	r := sensor.Rig{Name: "six", Rate: 1, Window: testT}
	for c := range testC {
		r.Channels = append(r.Channels, sensor.Channel{Name: fmt.Sprint("c", c), Unit: "bar",
			Modality: fmt.Sprint("m", c/2), Lo: -100, Hi: 100})
	}
	return r
}

// clean makes n frames of a slow wave with noise on each channel.
func clean(n int, seed uint64) [][]float64 {
	rng := rand.New(rand.NewPCG(seed, 1))
	x := make([][]float64, testC)
	for c := range x {
		for i := range n {
			x[c] = append(x[c], 5*math.Sin(float64(i)/9)+.1*rng.NormFloat64())
		}
	}
	return x
}

func cut(x [][]float64, hop int) []sensor.Window {
	s := sensor.NewSlider(testRig(), testT, hop)
	var ws []sensor.Window
	for i := range x[0] {
		f := sensor.Frame{T: time.Unix(int64(i), 0), RowT: time.Unix(int64(i), 0), Row: i, V: make([]float64, testC)}
		for c := range x {
			f.V[c] = x[c][i]
		}
		if w, ok := s.Push(f); ok {
			ws = append(ws, w)
		}
	}
	return ws
}

func run(m Model, ws []sensor.Window) []Output {
	outs, masks := make([]Output, len(ws)), make([][]bool, len(ws))
	for i := range masks {
		masks[i] = make([]bool, testC)
	}
	m.Infer(ws, masks, outs)
	return outs
}

// calibrated is an assessor over consensus, calibrated on clean data.
func calibrated(t testing.TB) *Assessor {
	x := clean(4000, 7)
	spec := &Spec{Version: SpecVersion, Rig: testRig(), Hop: 4, Evidence: []string{"consensus"}, Kinds: []string{"bias", "drift"},
		Scaler: sensor.FitScaler(x), Rules: FitRules([][][]float64{x})}
	m := consensus{spec}
	dense, apart := cut(clean(4000, 6), 8), cut(clean(4000, 6), testT)
	cal := Calibration{FAR: .01, Sigma: filled(testC, .11), Explained: filled(testC, .99)}
	cal.Fit(spec, run(m, dense), run(m, apart))
	spec.Calibration = cal
	a, err := NewAssessor(m)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func assess(t testing.TB, a *Assessor, ws []sensor.Window, batch int) []Verdict {
	var out []Verdict
	for len(ws) > 0 {
		n := min(batch, len(ws))
		v, err := a.Assess(ws[:n])
		if err != nil {
			t.Fatal(err)
		}
		out, ws = append(out, v...), ws[n:]
	}
	return out
}

func TestCleanPassesUntouched(t *testing.T) {
	x, alarms, over := clean(4000, 8), 0, 0
	vs := assess(t, calibrated(t), cut(x, 4), 64)
	for _, v := range vs {
		if v.Alarm {
			alarms++
		}
		if v.Score > AlarmScore {
			over++
		}
		for c, ch := range v.Channels {
			for i, s := range ch.Trace {
				if ch.Alarm {
					continue
				}
				at := v.Row + 1 - v.New + i
				if math.Float64bits(s.Value) != math.Float64bits(x[c][at]) || s.Status != Measured {
					t.Fatalf("row %d of %s: %v, measured %v", at, ch.Name, s, x[c][at])
				}
			}
		}
	}
	if share := float64(alarms) / float64(len(vs)); share > .03 {
		t.Errorf("%.3f of the clean windows are in alarm, %d of %d above the threshold of .01", share, over, len(vs))
	}
}

func TestFaultIsNamedAndCorrected(t *testing.T) {
	for c := range testC {
		x := clean(400, 9)
		truth := append([]float64(nil), x[c]...)
		for i := 200; i < 300; i++ {
			x[c][i] += 2
		}
		found := 0
		for _, v := range assess(t, calibrated(t), cut(x, 4), 64) {
			if v.Row < 230 || v.Row >= 290 {
				continue
			}
			ch := v.Channels[c]
			if v.State != Fault || !ch.Alarm || ch.Status != Corrected || ch.Kind != "bias" {
				t.Fatalf("row %d: %s, channel %d: %+v", v.Row, v.State, c, ch)
			}
			if math.Abs(ch.Value-truth[v.Row]) > .5 || math.Abs(ch.Offset-2) > .3 {
				t.Errorf("row %d: value %.2f, truth %.2f, offset %.2f", v.Row, ch.Value, truth[v.Row], ch.Offset)
			}
			for o, other := range v.Channels {
				if o != c && other.Alarm {
					t.Errorf("row %d: %s is accused too", v.Row, other.Name)
				}
			}
			found++
		}
		if found == 0 {
			t.Fatal("no verdict was checked")
		}
	}
}

func TestThreeLiarsAreAProcess(t *testing.T) {
	x := clean(400, 9)
	for i := 200; i < 400; i++ {
		x[0][i] += 2
		x[2][i] -= 3
		x[4][i] += 4
	}
	vs := assess(t, calibrated(t), cut(x, 4), 64)
	last := vs[len(vs)-1]
	if last.State != Process || !last.Alarm {
		t.Fatalf("state %s", last.State)
	}
	for _, c := range last.Channels {
		if c.Alarm || c.Status != Measured {
			t.Errorf("%s is accused although the process moved: %+v", c.Name, c)
		}
	}
}

// However absurd a number is, its sensor is accused and the number is never
// passed on as healthy.
func TestAbsurdNumberIsAFault(t *testing.T) {
	for _, absurd := range []float64{1e6, 1e30, 1e200, -1e308, math.Inf(1)} {
		x := clean(400, 9)
		for i := 200; i < 300; i++ {
			x[3][i] = absurd
		}
		for _, v := range assess(t, calibrated(t), cut(x, 4), 64) {
			if v.Row < 220 || v.Row >= 300 {
				continue
			}
			ch := v.Channels[3]
			if v.State != Fault || !ch.Alarm || ch.Status != Corrected || math.Abs(ch.Value) > 10 || math.IsNaN(v.Score) {
				t.Fatalf("%g, row %d: %s, %s %g, score %g", absurd, v.Row, v.State, ch.Status, ch.Value, v.Score)
			}
			if v.Channels[0].Alarm {
				t.Fatalf("%g, row %d: an innocent channel is accused", absurd, v.Row)
			}
		}
	}
}

// broken is consensus with weights that are not numbers.
type broken struct{ consensus }

func (m broken) Infer(ws []sensor.Window, masks [][]bool, out []Output) error {
	err := m.consensus.Infer(ws, masks, out)
	for i := range out {
		out[i].Evidence[2] = math.NaN()
	}
	return err
}

func TestDamagedModelIsRefused(t *testing.T) {
	a := calibrated(t)
	_, err := NewAssessor(broken{consensus{a.spec}})
	if want := "the model does not fit: its weights are damaged, the network gives no numbers: train it anew"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestTooLittleIsUnknown(t *testing.T) {
	x := clean(200, 9)
	for c := range 4 {
		for i := 60; i < 200; i++ {
			x[c][i] = math.NaN()
		}
	}
	vs := assess(t, calibrated(t), cut(x, 4), 64)
	last := vs[len(vs)-1]
	if last.State != Unknown || last.Alarm || last.P != 1 {
		t.Errorf("%+v", last)
	}
	if c := last.Channels[0]; c.Status != Missing || !math.IsNaN(c.Value) {
		t.Errorf("a missing channel: %+v", c)
	}
}

func TestBatchesDoNotMatter(t *testing.T) {
	x := clean(600, 9)
	for i := 200; i < 300; i++ {
		x[3][i] = x[3][200]
		x[1][i+150] += float64(i-200) / 20
	}
	want := render(t, assess(t, calibrated(t), cut(x, 1), 1))
	for _, batch := range []int{2, 7, 64} {
		if got := render(t, assess(t, calibrated(t), cut(x, 1), batch)); got != want {
			t.Errorf("batches of %d give other verdicts", batch)
		}
	}
	if !strings.Contains(want, `"kind":"bias"`) || !strings.Contains(want, `"second":"drift"`) {
		t.Error("the faults were not named")
	}
}

func render(t testing.TB, vs []Verdict) string {
	var b bytes.Buffer
	l := NewLines(&b)
	for i := range vs {
		if err := l.Verdict(&vs[i]); err != nil {
			t.Fatal(err)
		}
	}
	return b.String() + l.Digest()
}

func TestLine(t *testing.T) {
	v := Verdict{T: time.Date(2020, 3, 9, 10, 14, 33, 0, time.UTC), Row: 412, State: Fault, Score: .99712, P: .00041, TailP: 1.2345e-7, Alarm: true, Witness: []Witnessing{ByNetwork, ByRules}, Shift: .4,
		Process:    Sight{On: true, Channel: 0, Feature: LevelFeature, Times: 7.1, Above: true},
		Modalities: []ModalityVerdict{{"hydraulic", .93, .002}},
		Channels: []ChannelVerdict{{Name: "Pressure", Score: .99712, P: .00041, Alarm: true, Kind: "bias",
			KindP: .8, Second: "drift", SecondP: .1, Rule: RuleRange, Evidence: 1.21, Status: Withheld, Raw: .71, Value: math.NaN(), Sigma: .05}}}
	want := `{"v":1,"t":"2020-03-09T10:14:33.000000000Z","row":412,"state":"fault","score":0.9971,"p":0.0004,"p_tail":1.23e-07,"alarm":true,"witness":["network","rules"],"shift":0.4,` +
		`"process":{"channel":"Pressure","feature":"level","times":7.1,"above":true},` +
		`"modalities":[{"name":"hydraulic","score":0.93,"p":0.002}],` +
		`"channels":[{"name":"Pressure","score":0.9971,"p":0.0004,"alarm":true,"kind":"bias","kind_p":0.8,"second":"drift","second_p":0.1,"rule":"range",` +
		`"status":"withheld","raw":0.71,"value":null,"sigma":0.05,"evidence":1.21}]}` + "\n"
	var b bytes.Buffer
	if err := NewLines(&b).Verdict(&v); err != nil || b.String() != want {
		t.Errorf("%v\ngot  %s\nwant %s", err, b.String(), want)
	}
}

func TestConformal(t *testing.T) {
	scores := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}
	for _, c := range []struct{ s, p float64 }{{0, 1}, {1, 1}, {5, .6}, {9, .2}, {9.1, .1}} {
		if p := PValue(scores, c.s); math.Abs(p-c.p) > 1e-12 {
			t.Errorf("p(%g) = %g, want %g", c.s, p, c.p)
		}
	}
	if got := ConformalThreshold(scores, .2); got != 8 {
		t.Errorf("threshold at 20 %% of 9 scores: %g, want 8", got)
	}
	if got := Score(1); math.Abs(got-AlarmScore) > 1e-12 {
		t.Errorf("score at the threshold: %g", got)
	}
}
