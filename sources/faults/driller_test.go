package faults

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rigscope/sensor"
	"rigscope/sources"
	"rigscope/sources/sourcetest"
)

// drillFrom is the frame with which the drills of these tests begin.
const drillFrom = 40

// driller has read drillFrom frames of a walk, and its tape can go on.
func driller(t require, p []float64) (*Driller, *tape) {
	t.Helper()
	src := newTape(p)
	d := NewDriller(src, 32)
	watch(t, d, drillFrom)
	return d, src
}

// watch reads n frames.
func watch(t require, d *Driller, n int) []sensor.Frame {
	t.Helper()
	var out []sensor.Frame
	for range n {
		f, err := d.Next(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

func order(k Kind, size float64, lasts time.Duration) Order {
	return Order{Kind: k, Channels: []int{0}, Size: []float64{size}, Lasts: lasts, Seed: 3}
}

func started(t require, d *Driller, o Order) int {
	t.Helper()
	id, err := d.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestDrillerIsASource(t *testing.T) {
	sourcetest.Run(t, func(t *testing.T) sources.Source {
		d, src := driller(t, walk(200, 20, 3))
		src.errs = map[int]error{drillFrom + 2: &sources.FrameError{Where: "row 42", Err: errors.New("bad")}}
		started(t, d, order(Noise, .5, 20*time.Second))
		return d
	})
}

func TestDrillerForwardsReady(t *testing.T) {
	d, src := driller(t, walk(50, 20, 3))
	src.busy = true
	if sources.Ready(d) {
		t.Error("a busy source is ready")
	}
}

// Each kind, at chance times: the frames before and after, and the other
// channel at any time, are those of the source to the last bit; what was
// there before is known; and the same order gives the same frames again.
func TestDrillTouchesNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(1, 2), rapid.Just(math.NaN())), 80, 80).Draw(t, "p")
		p[drillFrom-1] = 1 // a channel that is alive
		o := order(rapid.SampledFrom(Labels()).Draw(t, "kind"), rapid.Float64Range(.01, 1).Draw(t, "size"),
			time.Duration(rapid.IntRange(1, 30).Draw(t, "frames"))*time.Second)
		frames := func() ([]sensor.Frame, *Driller) {
			d, _ := driller(t, p)
			started(t, d, o)
			return watch(t, d, len(p)-drillFrom), d
		}
		got, d := frames()
		again, _ := frames()
		for i, f := range got {
			in := time.Duration(i)*time.Second < o.Lasts
			if !in && !same(f.V[0], p[drillFrom+i]) {
				t.Fatalf("frame %d after the drill is %v, want %v", i, f.V[0], p[drillFrom+i])
			}
			if !same(f.V[1], 2*p[drillFrom+i]) {
				t.Fatalf("frame %d of the other channel is %v, want %v", i, f.V[1], 2*p[drillFrom+i])
			}
			if !same(f.V[0], again[i].V[0]) {
				t.Fatalf("frame %d is %v, the second time %v", i, f.V[0], again[i].V[0])
			}
			truth, ok := d.Truth(1, f.T)
			if ok != in || in && !same(truth[0], p[drillFrom+i]) {
				t.Fatalf("the truth of frame %d is %v, %v, want %v", i, truth, ok, p[drillFrom+i])
			}
		}
	})
}

// What a drill does is what the same fault does in a slice.
func TestDrillIsTheFault(t *testing.T) {
	p := walk(120, 20, 5)
	for _, k := range []Kind{Bias, Drift, Gain, Stuck, Dropout, Spike, Noise, Quant, Hum, Delay} {
		d, _ := driller(t, p)
		size := k.Size(2, .5)
		started(t, d, order(k, size, 30*time.Second))
		want := make([]float64, len(p))
		Fault{Kind: k, From: drillFrom, To: drillFrom + 30, Size: size, Seed: 3}.Apply(want, p, LearnResolution(p[:drillFrom]))
		for i, f := range watch(t, d, 40) {
			if !same(f.V[0], want[drillFrom+i]) {
				t.Errorf("%s: frame %d is %v, want %v", k, i, f.V[0], want[drillFrom+i])
				break
			}
		}
	}
}

// A whole modality shows another time's data, all of it of the same time.
func TestDrillOfAnotherTime(t *testing.T) {
	p := walk(120, 20, 5)
	d, _ := driller(t, p)
	started(t, d, Order{Kind: Incon, Channels: []int{0, 1}, Lasts: 20 * time.Second})
	for i, f := range watch(t, d, 20) {
		if f.V[0] != p[i] || f.V[1] != 2*p[i] {
			t.Fatalf("frame %d is %v, want that of %d frames ago, %v", i, f.V, drillFrom, p[i])
		}
	}
}

func TestStopEndsADrill(t *testing.T) {
	p := walk(120, 20, 5)
	d, _ := driller(t, p)
	var told []string
	d.OnChange = func(r Run) {
		told = append(told, fmt.Sprintf("%d: %d to %d %v %s", r.ID, r.From.Unix()-1000, r.To.Unix()-1000, r.Over, r.Cut))
	}
	started(t, d, order(Bias, 1, time.Minute))
	watch(t, d, 5)
	if !d.Stop() {
		t.Error("nothing was stopped")
	}
	if f := watch(t, d, 1)[0]; f.V[0] != p[45] {
		t.Errorf("after the stop got %v, want %v", f.V[0], p[45])
	}
	if d.Stop() {
		t.Error("something was stopped twice")
	}
	started(t, d, order(Bias, 1, 2*time.Second))
	watch(t, d, 5)
	want := "1: 40 to 100 false , 1: 40 to 45 true stopped, 2: 46 to 48 false , 2: 46 to 48 true "
	if got := strings.Join(told, ", "); got != want {
		t.Errorf("told %q, want %q", got, want)
	}
	started(t, d, order(Bias, 1, time.Minute))
	if !d.Stop() { // before its first frame
		t.Error("what was ordered cannot be called off")
	}
	watch(t, d, 1)
	if n := len(d.List()); n != 2 {
		t.Errorf("%d drills, want 2", n)
	}
}

// Whoever winds back sees what was recorded.
func TestSeekBackEndsADrill(t *testing.T) {
	p := walk(120, 20, 5)
	d, src := driller(t, p)
	id := started(t, d, order(Stuck, 0, time.Minute))
	watch(t, d, 5)
	src.at = 2
	for i, f := range watch(t, d, 60) {
		if f.V[0] != p[2+i] {
			t.Fatalf("after the seek frame %d is %v, want %v", i, f.V[0], p[2+i])
		}
	}
	r := d.List()[0]
	if !r.Over || r.Cut != Rewound || r.To.Unix() != 1045 || r.Epoch != 0 {
		t.Errorf("got %+v", r)
	}
	if truth, ok := d.Truth(id, time.Unix(1044, 0)); !ok || truth[0] != p[44] {
		t.Errorf("the truth before the seek is %v, %v", truth, ok)
	}
	started(t, d, order(Bias, 1, time.Second))
	watch(t, d, 1)
	if r := d.List()[1]; r.Epoch != 1 {
		t.Errorf("the drill after the seek is of epoch %d, want 1", r.Epoch)
	}
}

// A plan made of the drills of one run damages the same frames to the same
// bits.
func TestPlanRepeatsARun(t *testing.T) {
	p := walk(200, 20, 7)
	live := NewDriller(newTape(p), 32)
	want := watch(t, live, 50)
	started(t, live, order(Drift, 2, time.Minute))
	want = append(want, watch(t, live, 30)...)
	live.Stop()
	want = append(want, watch(t, live, 5)...)
	started(t, live, order(Clip, .2, 20*time.Second))
	want = append(want, watch(t, live, 60)...)
	again := NewDriller(newTape(p), 32)
	if err := again.Plan(live.List()); err != nil {
		t.Fatal(err)
	}
	for i, f := range watch(t, again, len(want)) {
		if !same(f.V[0], want[i].V[0]) {
			t.Fatalf("frame %d is %v, was %v", i, f.V[0], want[i].V[0])
		}
	}
	bad := live.List()
	bad[1].From = bad[0].From
	if err := again.Plan(bad); err == nil || !strings.HasPrefix(err.Error(), "drill 2: ") {
		t.Errorf("got %v for drills that overlap", err)
	}
}

func TestDrillsThatCannotBe(t *testing.T) {
	nan := math.NaN()
	gone := walk(60, 20, 5)
	for i := 5; i < len(gone); i++ {
		gone[i] = nan
	}
	two := func(k Kind, a, b int) Order { return Order{Kind: k, Channels: []int{a, b}, Lasts: time.Second} }
	for _, c := range []struct {
		order Order
		p     []float64
		want  string
	}{
		{order("rust", 1, time.Second), nil, `kind "rust" is not one of bias, drift, gain, stuck, dropout, spike, noise, quant, clip, delay, hum`},
		{Order{Kind: Bias, Lasts: time.Second}, nil, "no channel is to break"},
		{order(Bias, 1, 0), nil, "it lasts 0s: nothing would happen"},
		{order(Bias, 0, time.Second), nil, `bias of "p": size is 0`},
		{order(Bias, nan, time.Second), nil, `bias of "p": size = NaN is not a number`},
		{two(Bias, 0, 1), nil, "0 sizes for 2 channels"},
		{two(Stuck, 1, 1), nil, `channel "q" is named twice or out of order`},
		{two(Stuck, 1, 2), nil, "the rig has no channel 2"},
		{order(Delay, 32, time.Second), nil, "a delay of 32 frames is as long as the window of 32: choose a shorter one"},
		{order(Bias, 1, time.Second), gone, "p has given no reading for 35 frames: there is nothing to damage"},
	} {
		if c.p == nil {
			c.p = walk(60, 20, 5)
		}
		d, _ := driller(t, c.p)
		if _, err := d.Start(c.order); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	d := NewDriller(newTape(walk(60, 20, 5)), 32)
	watch(t, d, 31)
	want := "a drill needs 32 frames before it, there are 31 so far: wait a little"
	if _, err := d.Start(order(Bias, 1, time.Second)); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	watch(t, d, 1)
	started(t, d, order(Bias, 1, time.Second))
	if _, err := d.Start(order(Bias, 1, time.Second)); err == nil || err.Error() != "drill 1 still runs: stop it first" {
		t.Errorf("got %v for a second one", err)
	}
}

// The ring forgets the oldest and finds the others.
func TestTruthsAreBounded(t *testing.T) {
	var r truths
	const n = 3*keepTruths/2 + 5
	for i := range n {
		r.keep(1+i/1000, time.Unix(int64(i), 0), []float64{float64(i)})
	}
	for i := range n {
		v, ok := r.find(1+i/1000, time.Unix(int64(i), 0))
		if want := i >= n-keepTruths; ok != want || ok && v[0] != float64(i) {
			t.Fatalf("%d: got %v, %v", i, v, ok)
		}
	}
	if len(r.ring) != keepTruths {
		t.Errorf("%d are kept, want %d", len(r.ring), keepTruths)
	}
}

// Every size that is offered can be had, in every measure.
func TestChoicesAreValid(t *testing.T) {
	for _, k := range Labels() {
		for _, x := range k.Choices() {
			if err := k.must().validate(x); err != nil {
				t.Errorf("%s: %v", k, err)
			}
			if y := k.Preview(walk(64, 20, 3), 32, 32, x); len(y) != 64 {
				t.Errorf("%s: a preview of %d samples", k, len(y))
			}
		}
		if (len(k.Choices()) == 0) != (k == Stuck || k == Incon) {
			t.Errorf("%s has %d choices", k, len(k.Choices()))
		}
	}
}

// Everything at once from everywhere, for the race detector.
func TestDrillsFromAnywhere(t *testing.T) {
	src := newTape(walk(5000, 20, 3))
	d := NewDriller(src, 32)
	stop := make(chan struct{})
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for k := i; ; k++ {
				select {
				case <-stop:
					return
				default:
				}
				if k%8 == 7 {
					d.Stop()
				} else {
					d.Start(order(Kinds()[k%len(Kinds())], .5, time.Duration(k%50)*time.Second))
				}
				for _, r := range d.List() {
					d.Truth(r.ID, r.From)
				}
			}
		})
	}
	for end := time.Now().Add(10 * time.Second); len(d.List()) < 20 && time.Now().Before(end); src.at = 0 { // wound back
		for range 5000 {
			if _, err := d.Next(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Millisecond) // for the others, on one core
	}
	close(stop)
	all.Wait()
	if n := len(d.List()); n < 20 {
		t.Errorf("%d drills have run, want some", n)
	}
}
