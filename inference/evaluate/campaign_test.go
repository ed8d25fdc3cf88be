package evaluate

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rigscope/inference/baselines"
	"rigscope/sensor"
	"rigscope/sources/faults"
)

// triple is a rig of three sensors of one quantity, each its own modality,
// and clean data of it.
func triple() Campaign {
	rig := sensor.Rig{Name: "triple", Rate: 1}
	for _, n := range []string{"a", "b", "c"} {
		rig.Channels = append(rig.Channels, sensor.Channel{Name: n, Modality: n, Lo: math.NaN(), Hi: math.NaN()})
	}
	rng := rand.New(rand.NewPCG(1, 9))
	part := func(n int) [][][]float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = 5 + math.Sin(float64(i)/7) + .3*rng.NormFloat64()
		}
		return [][][]float64{{x, x, x}}
	}
	c := Campaign{Test: part(1500), Clean: baselines.Clean{Rig: rig, Train: part(2000), Calibrate: part(1000), T: 64}}
	c.Clean.Scaler = sensor.FitScaler(c.Clean.Train[0])
	return c
}

// vote believes the majority: it cannot be better on this rig.
type vote struct{}

func (vote) Name() string { return "vote" }

func (vote) Judge(ws []sensor.Window) ([]baselines.Judgement, error) {
	out := make([]baselines.Judgement, len(ws))
	for i, w := range ws {
		j := baselines.Judgement{Channels: make([]float64, 3), Estimate: make([]float64, w.T), Sigma: 1e-9, Kind: "bias"}
		for t := range w.T {
			v := []float64{w.X[t], w.X[w.T+t], w.X[2*w.T+t]}
			m := slices.Sorted(slices.Values(v))[1]
			j.Estimate[t] = m
			for c := range v {
				j.Channels[c] += math.Abs(v[c] - m)
			}
		}
		for c, d := range j.Channels {
			if d > j.Score {
				j.Score, j.Accused = d, c
			}
		}
		out[i] = j
	}
	return out, nil
}

// deaf never says anything.
type deaf struct{}

func (deaf) Name() string { return "deaf" }

func (deaf) Judge(ws []sensor.Window) ([]baselines.Judgement, error) {
	out := make([]baselines.Judgement, len(ws))
	for i := range out {
		out[i].Accused = -1
	}
	return out, nil
}

func try(t *testing.T, c Campaign, m baselines.Method, seed uint64) Run {
	t.Helper()
	run, err := c.Try(m, seed)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func TestPerfectMethod(t *testing.T) {
	run := try(t, triple(), vote{}, 0)
	if len(run.Cells) != 36 {
		t.Errorf("%d cells, want 36", len(run.Cells))
	}
	if run.Clean.FAR != 0 || run.Clean.Damage != 0 || run.Clean.PerDay != 0 {
		t.Errorf("clean windows: %+v", run.Clean)
	}
	for _, c := range run.Cells {
		if c.AUROC != 1 || c.TPR != 1 || c.Isolation != 1 || c.RMSEIn == 0 || c.RMSEOut > 1e-6 || c.Spillover != 0 {
			t.Errorf("%s at %v: %+v", c.Kind, c.Severity, c.Metrics)
		}
		if c.Kind == faults.Bias && (c.Detected != 1 || c.Delay != 8 || c.KindTop1 != 1) || c.Kind == faults.Hum && c.KindTop1 != 0 {
			t.Errorf("%s at %v: %+v", c.Kind, c.Severity, c.Metrics)
		}
		if c.VUSPR < .85 || c.VUSPR > 1 { // buffers cost the one perfect ranking a little
			t.Errorf("%s at %v: VUS-PR %v", c.Kind, c.Severity, c.VUSPR)
		}
	}
	for i, row := range run.Confusion {
		for j, n := range row {
			if (n > 0) != (i == j) {
				t.Errorf("confusion %v", run.Confusion)
			}
		}
	}
}

func TestDeafMethod(t *testing.T) {
	run := try(t, triple(), deaf{}, 0)
	if run.Clean.FAR != 0 || run.Clean.Damage != 0 || run.Confusion != nil {
		t.Errorf("%+v", run.Clean)
	}
	for _, c := range run.Cells {
		if c.AUROC != .5 || c.TPR != 0 || !math.IsNaN(float64(c.Isolation)) || c.RMSEIn != c.RMSEOut || c.Detected != 0 || !math.IsNaN(float64(c.KindTop1)) {
			t.Errorf("%s at %v: %+v", c.Kind, c.Severity, c.Metrics)
		}
	}
}

// A cell's faults depend on the seed, not on what else is tried.
func TestSeedAndCellDecide(t *testing.T) {
	c := triple()
	c.Streams = -1
	all, again := try(t, c, vote{}, 3), try(t, c, vote{}, 3)
	if s, q := fmt.Sprint(all.Cells), fmt.Sprint(again.Cells); s != q {
		t.Error("the same seed gave other figures")
	}
	c.Kinds, c.Severities = []faults.Kind{faults.Noise}, []float64{2}
	one := try(t, c, vote{}, 3).Cells[0]
	i := slices.IndexFunc(all.Cells, func(q Cell) bool { return q.Kind == faults.Noise && q.Severity == 2 })
	if one.RMSEIn != all.Cells[i].RMSEIn {
		t.Errorf("alone the faults of a cell are others: %v, %v", one.RMSEIn, all.Cells[i].RMSEIn)
	}
	if other := try(t, c, vote{}, 4).Cells[0]; other.RMSEIn == one.RMSEIn {
		t.Error("another seed gave the same faults")
	}
}

func TestLessons(t *testing.T) {
	c := triple()
	c.Streams, c.Windows = -1, 5
	var got []string
	train := func(_ context.Context, clean baselines.Clean, l Lesson) (baselines.Method, error) {
		got = append(got, fmt.Sprint(len(l.Kinds), slices.Contains(l.Kinds, faults.Hum), l.Severity, l.Seed))
		return vote{}, nil
	}
	if _, err := c.Seeds(context.Background(), train, Lesson{Severity: [2]float64{.8, 1.5}}, []uint64{4, 5}); err != nil {
		t.Fatal(err)
	}
	runs, err := c.LeaveOut(context.Background(), train, Lesson{}, []faults.Kind{faults.Hum, faults.Bias}, []uint64{6})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"12 true [0.8 1.5] 4", "12 true [0.8 1.5] 5", "11 false [0.8 3.2] 6", "11 true [0.8 3.2] 6"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(runs) != 2 || len(runs[0].Cells) != 3 || runs[0].Cells[0].Kind != faults.Hum || runs[1].LeftOut[0] != faults.Bias {
		t.Errorf("got %+v", runs)
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Seeds(done, train, Lesson{}, []uint64{1}); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}

func TestReport(t *testing.T) {
	c := triple()
	c.Kinds, c.Severities, c.Windows = []faults.Kind{faults.Bias}, []float64{1, 2}, 10
	a := []Run{try(t, c, vote{}, 1), try(t, c, vote{}, 2)}
	b := []Run{try(t, c, deaf{}, 1), try(t, c, deaf{}, 2)}
	r := c.Report(a, b)
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`{"v":1,"rows":[{"method":"vote","kind":"bias","severity":1,"auroc":1,`, `"tpr_at_1pct":1`, `"isolation":null`,
		`"delay":8`, `"rmse_in":`, `"clean":{"far":0,"alarms_per_day":0,"damage":0,"windows":`, `"split":{"train":2000,"calibrate":1000,"test":1500}`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	if len(r.Rows) != 4 || r.Methods[0].Std.AUROC != 0 || r.Methods[0].Seeds != 2 {
		t.Errorf("%+v", r.Methods)
	}
	if p := Against(a, b, func(m Metrics) Figure { return m.AUROC }); p != .5 { // two pairs one way: 2/4
		t.Errorf("p = %v, want .5", p)
	}
	if lines := strings.Split(strings.TrimSpace(Table(r.Methods)), "\n"); len(lines) != 4 || !strings.HasPrefix(lines[3], "| deaf | 0.500 |") {
		t.Errorf("%q", lines)
	}
}

func TestTooShortToTry(t *testing.T) {
	c := triple()
	c.Test = [][][]float64{{make([]float64, 10), make([]float64, 10), make([]float64, 10)}}
	if _, err := c.Try(deaf{}, 0); err == nil {
		t.Error("no error")
	}
}

func TestCountEpisodes(t *testing.T) {
	for _, c := range []struct {
		alarms string
		want   int
	}{{"", 0}, {"....", 0}, {"!", 1}, {"!!..!", 1}, {"!........!", 1}, {"!.........!", 2}} {
		var a []bool
		for _, r := range c.alarms {
			a = append(a, r == '!')
		}
		if got := countEpisodes(a); got != c.want {
			t.Errorf("%q: %d, want %d", c.alarms, got, c.want)
		}
	}
}
