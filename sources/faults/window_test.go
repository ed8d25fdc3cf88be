package faults

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"rigscope/sensor"
)

// bench is a rig of two modalities with values on a grid of hundredths.
func bench(n, T int) (Windower, [][]float64) {
	rig := sensor.Rig{Name: "bench", Rate: 1, Channels: []sensor.Channel{
		{Name: "a", Modality: "m"}, {Name: "b", Modality: "m"}, {Name: "c", Modality: "k"}}}
	rng := rand.New(rand.NewPCG(1, 1))
	var ws [][]float64
	long := make([][]float64, 3)
	for range n {
		x := make([]float64, 3*T)
		for i := range x {
			x[i] = math.Round(100*(5+rng.NormFloat64())) / 100
		}
		ws = append(ws, x)
		for c := range long {
			long[c] = append(long[c], x[c*T:(c+1)*T]...)
		}
	}
	return Windower{Rig: rig, Sigma: []float64{1, 1, 1}, Res: LearnResolutions([][][]float64{long}),
		Kinds: Labels(), Severity: TrainingSeverity, Donors: ws}, ws
}

func TestWindowKeepsItsWord(t *testing.T) {
	const T = 64
	w, ws := bench(20, T)
	rng := rand.New(rand.NewPCG(2, 3))
	seen := map[Kind]int{}
	for i := range 2000 {
		x := ws[i%len(ws)]
		before := slices.Clone(x)
		d := w.Damage(rng, x)
		seen[d.Kind]++
		if !slices.Equal(x, before) {
			t.Fatalf("%s: the clean window was touched", d.Kind)
		}
		if n := count(d.Channels); d.Kind == Incon && n != 1 && n != 2 || d.Kind != Incon && n != 1 {
			t.Fatalf("%s: %d channels are faulty", d.Kind, n)
		}
		for j := range x {
			in := d.Channels[j/T] && j%T >= d.From && j%T < d.To
			if d.X[j] != x[j] && !in {
				t.Fatalf("%s: sample %d was changed outside of the fault", d.Kind, j)
			}
			if v := d.X[j] * 100; math.Abs(v-math.Round(v)) > 1e-6 {
				t.Fatalf("%s: %v is off the grid of the channel", d.Kind, d.X[j])
			}
		}
	}
	for _, k := range Labels() {
		if seen[k] < 100 {
			t.Errorf("%s was drawn %d times of 2000, want about 167", k, seen[k])
		}
	}
}

// A stretch of three windows gets its fault from the second on.
func TestOnset(t *testing.T) {
	const T = 64
	w, ws := bench(20, T)
	rng := rand.New(rand.NewPCG(4, 5))
	long, _ := bench(1, 3*T)
	x := long.Donors[0]
	for range 500 {
		d := w.Onset(rng, x, T, T)
		if d.From != T || d.To > 2*T || d.Kind != Stuck && d.Kind != Incon && d.To != 2*T {
			t.Fatalf("%s: the fault is in [%d, %d)", d.Kind, d.From, d.To)
		}
		for j := range x {
			if in := d.Channels[j/(3*T)] && j%(3*T) >= d.From && j%(3*T) < d.To; d.X[j] != x[j] && !in {
				t.Fatalf("%s: sample %d was changed outside of the fault", d.Kind, j)
			}
		}
	}
	w.Kinds, w.Donors = []Kind{Incon}, ws[:1]
	if d := w.Onset(rng, x, T, T); d.Channels[0] && d.X[T] != ws[0][0] {
		t.Error("the first sample of the fault is not the donor's first")
	}
}

func TestWindowSeedDecides(t *testing.T) {
	w, ws := bench(4, 64)
	a := w.Damage(rand.New(rand.NewPCG(7, 7)), ws[0])
	b := w.Damage(rand.New(rand.NewPCG(7, 7)), ws[0])
	if !reflect.DeepEqual(a, b) {
		t.Error("the same seed gave another fault")
	}
}

// Nothing can be seen of a stuck channel that never moves: six draws later
// the window is given back as it is.
func TestWindowGivesUp(t *testing.T) {
	w, ws := bench(4, 64)
	still := make([]float64, len(ws[0]))
	w.Kinds = []Kind{Stuck}
	if d := w.Damage(rand.New(rand.NewPCG(1, 2)), still); !slices.Equal(d.X, still) || d.Kind != Stuck {
		t.Errorf("got %s, want the window as it was", d.Kind)
	}
}

func TestInconLasts(t *testing.T) {
	for _, tt := range []struct {
		s    float64
		want int
	}{{.8, 16}, {1, 16}, {1.5, 24}, {2, 32}, {2.5, 48}, {3, 64}, {3.2, 64}} {
		if got := inconLasts(tt.s, 64); got != tt.want {
			t.Errorf("severity %v: %d samples, want %d", tt.s, got, tt.want)
		}
	}
}

func TestLabels(t *testing.T) {
	if got, want := Labels(), append(Kinds(), Incon); !reflect.DeepEqual(got, want) || Incon.Label() != 11 || Kind("x").Label() != -1 {
		t.Errorf("got %v, incon %d", got, Incon.Label())
	}
}

func count(b []bool) int {
	n := 0
	for _, x := range b {
		if x {
			n++
		}
	}
	return n
}

// Goal: 14 000 training windows well under a second.
func BenchmarkDamage(b *testing.B) {
	w, ws := bench(20, 64)
	rng := rand.New(rand.NewPCG(2, 3))
	b.ReportAllocs()
	for b.Loop() {
		w.Damage(rng, ws[0])
	}
}
