package inference

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// plant is three channels of n rows: two steady ones of very different size
// and one that drifts.
func plant(n int, seed uint64) [][]float64 {
	rng := rand.New(rand.NewPCG(seed, 2))
	x := make([][]float64, 3)
	for i := range n {
		x[0] = append(x[0], 1e-7*(3+rng.NormFloat64()))
		x[1] = append(x[1], 1e5+20*rng.NormFloat64())
		x[2] = append(x[2], .01*float64(i)+.1*rng.NormFloat64())
	}
	return x
}

// watched feeds x to a fresh watch and returns what it saw.
func watched(w *Witness, x [][]float64) (seen []Sight) {
	feed(NewWatch(w), x, func(s Sight) { seen = append(seen, s) })
	return seen
}

func TestWitnessNamesWhatMoved(t *testing.T) {
	w := FitWitness([][][]float64{plant(400, 1), plant(600, 2)})
	if fmt.Sprint(w.Kept) != "[0 1]" {
		t.Fatalf("channels %v are watched, want 0 and 1, the third drifts", w.Kept)
	}
	nan := math.NaN()
	for _, c := range []struct {
		name string
		do   func(x [][]float64, i int)
		want string // On, channel, feature, above; of row 250
	}{
		{"nothing", func([][]float64, int) {}, "false"},
		{"level up", func(x [][]float64, i int) { x[0][i] += 2e-7 }, "true 0 level true"},
		{"level down", func(x [][]float64, i int) { x[1][i] -= 40 }, "true 1 level false"},
		{"restless", func(x [][]float64, i int) { x[1][i] += 120 * float64(i%2*2-1) }, "true 1 swing true"},
		{"at rest", func(x [][]float64, i int) { x[1][i] = 1e5 }, "true 1 swing false"},
		{"the drifting one", func(x [][]float64, i int) { x[2][i] += 100 }, "false"},
		{"infinite", func(x [][]float64, i int) { x[1][i] = math.Inf(1) }, "true 1 level true"},
		{"missing", func(x [][]float64, i int) { x[1][i] = nan }, "false"},
		{"often missing", func(x [][]float64, i int) {
			if x[0][i] += 2e-7; i%4 == 0 {
				x[1][i] = nan
			}
		}, "true 0 level true"},
	} {
		x := plant(300, 3)
		for i := 200; i < 300; i++ {
			c.do(x, i)
		}
		s := watched(&w, x)[250]
		got := fmt.Sprint(s.On)
		if s.On {
			got = fmt.Sprintf("%v %d %s %v", s.On, s.Channel, s.Feature, s.Above)
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s: %+v", c.name, got, c.want, s)
		}
	}
}

func TestChangeIsClearedAndRaisedAgain(t *testing.T) {
	for _, c := range []struct{ name, scores, want string }{
		{"three rows are not enough", "1999111", "0000000"},
		{"four are", "19999", "00001"},
		{"a dip begins anew", "1999199919999", "0000000000001"},
		{"a new level, then back and up", "9999" + rest('1', 30) + "9999" + rest('1', 31) + "999", "0001" + rest('1', 30) + "1111" + rest('1', 30) + "0000"},
	} {
		var m change
		got := ""
		for _, b := range c.scores {
			if m.step(float64(b - '0')) {
				got += "1"
			} else {
				got += "0"
			}
		}
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// A deviation that stays at a tenth of its peak is a new normal; half as
// much again is news.
func TestChangeLeavesALevelBehind(t *testing.T) {
	var m change
	on := func(s float64, rows int) (last bool) {
		for range rows {
			last = m.step(s)
		}
		return last
	}
	for i, c := range []struct {
		s    float64
		rows int
		want bool
	}{{20, 4, true}, {2, 30, true}, {2, 1, false}, {2.9, 50, false}, {3.1, 3, false}, {3.1, 1, true}, {.5, 31, false}, {1.6, 4, true}} {
		if got := on(c.s, c.rows); got != c.want {
			t.Errorf("step %d: %g for %d rows: %v", i, c.s, c.rows, got)
		}
	}
}

func rest(b byte, n int) string {
	v := make([]byte, n)
	for i := range v {
		v[i] = b
	}
	return string(v)
}

func TestWatchForgets(t *testing.T) {
	w := FitWitness([][][]float64{plant(400, 1)})
	x := plant(100, 4)
	for i := 50; i < 100; i++ {
		x[0][i] += 2e-7
	}
	watch := NewWatch(&w)
	for _, c := range []struct {
		name    string
		do      func()
		onFirst bool // at the first row after it
	}{{"start", func() {}, false}, {"gap", watch.Gap, true}, {"restart", watch.Restart, false}} {
		var seen []Sight
		c.do()
		feed(watch, x, func(s Sight) { seen = append(seen, s) })
		for i, s := range seen {
			if math.IsNaN(s.S) != (i < witnessRows) {
				t.Errorf("%s, row %d: %+v", c.name, i, s)
			}
		}
		if seen[0].On != c.onFirst || !seen[99].On {
			t.Errorf("%s: first %+v, last %+v", c.name, seen[0], seen[99])
		}
	}
}

// Windows show each frame once, so they say the same as rows, whatever the hop.
func TestWindowsAreRows(t *testing.T) {
	x := clean(400, 3)
	w := FitWitness([][][]float64{clean(1000, 2)})
	rows := watched(&w, x)
	for _, hop := range []int{1, 4, 30} {
		watch := NewWatch(&w)
		for _, win := range cut(x, hop) {
			if got := watch.Window(win); got != rows[win.Row] {
				t.Fatalf("hop %d, row %d: got %+v, want %+v", hop, win.Row, got, rows[win.Row])
			}
		}
	}
}

// A stream's own witness is the one fitted to its first rows, whether it
// sees rows or windows; a gap parts the reference.
func TestOwnWatch(t *testing.T) {
	x := plant(600, 3)
	for i := 500; i < 600; i++ {
		x[0][i] += 2e-7
	}
	own := NewOwnWatch(400)
	var seen []Sight
	feed(own, x, func(s Sight) { seen = append(seen, s) })
	for i, s := range seen {
		if math.IsNaN(s.S) != (i < 400) || s.On && i < 500 || i == 599 && (!s.On || s.Channel != 0) {
			t.Fatalf("row %d: %+v", i, s)
		}
	}
	y := clean(600, 3)
	rows, windows := NewOwnWatch(400), NewOwnWatch(400)
	seen = seen[:0]
	feed(rows, y, func(s Sight) { seen = append(seen, s) })
	for _, win := range cut(y, 4) {
		if got, want := windows.Window(win), seen[win.Row]; win.Row >= 400 && got != want {
			t.Fatalf("row %d: got %+v, want %+v", win.Row, got, want)
		}
	}
	own.Restart()
	parted := [][][]float64{plant(150, 1), plant(250, 2)}
	for _, seg := range parted {
		own.Gap()
		feed(own, seg, func(Sight) {})
	}
	if want := FitWitness(parted); !own.Ready() || !reflect.DeepEqual(own.learnt, want) {
		t.Errorf("with a gap: got %+v, want %+v", own.learnt, want)
	}
}

func TestWitnessIsStored(t *testing.T) {
	constant := [][]float64{filled(400, 7), filled(400, math.NaN()), clean(400, 1)[0]}
	for _, c := range []struct {
		name     string
		segments [][][]float64
		kept     string
	}{
		{"plant", [][][]float64{plant(400, 1)}, "[0 1]"},
		{"short segments", [][][]float64{plant(100, 1), plant(30, 2), plant(10, 3)}, "[0 1]"},
		{"too short", [][][]float64{plant(100, 1)}, "[]"},
		{"constant and missing", [][][]float64{constant}, "[2]"},
	} {
		w := FitWitness(c.segments)
		text, err := json.Marshal(w)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		var back Witness
		if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(w, back) || fmt.Sprint(w.Kept) != c.kept {
			t.Errorf("%s: %v, %+v is read back as %+v", c.name, err, w, back)
		}
		if err := w.validate(3); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	w := FitWitness([][][]float64{plant(400, 1)})
	if err := w.validate(1); err == nil {
		t.Error("a witness of three channels fits a rig of one")
	}
}

func TestNoWitnessIsSilent(t *testing.T) {
	for _, s := range watched(&Witness{}, plant(100, 1)) {
		if s.On || s.Channel != -1 || !math.IsNaN(s.S) {
			t.Fatalf("%+v", s)
		}
	}
}
