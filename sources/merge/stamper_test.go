package merge

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"rigscope/sources/decode"
)

var noon = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// A record is dated back by the bytes that came behind it.
func TestArrivalIsDatedBack(t *testing.T) {
	s := stamper{baud: 9600}
	r := &decode.Record{End: 4, Uptime: -1}
	if got, want := s.stamp(r, noon, 100), noon.Add(-100*time.Millisecond); !got.Equal(want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Bytes that waited in the system do not turn time back.
func TestArrivalsStayInOrder(t *testing.T) {
	s := stamper{baud: 9600}
	s.stamp(&decode.Record{End: 10, Uptime: -1}, noon, 10)
	got := s.stamp(&decode.Record{End: 1, Uptime: -1}, noon.Add(time.Millisecond), 100)
	if !got.Equal(noon) {
		t.Errorf("%v, want %v", got, noon)
	}
}

// A clock that only counts keeps its even steps, although the readings come
// late by up to 80 ms, and follows a crystal that is off by 100 ppm.
func TestCounterIsLaidAgainstTheHost(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	s := stamper{}
	const crystal, step = 1 - 100e-6, 50 * time.Millisecond
	worst, last := time.Duration(0), time.Time{}
	for i := range 40000 {
		truth := noon.Add(time.Duration(i) * step)
		arrived := truth.Add(time.Millisecond + time.Duration(rng.Int64N(int64(80*time.Millisecond))))
		r := &decode.Record{Uptime: time.Duration(float64(time.Duration(i)*step) * crystal)}
		got := s.stamp(r, arrived, 0)
		if i > 400 {
			worst = max(worst, got.Sub(truth).Abs())
		}
		if got.Before(last) && i > 400 {
			t.Fatalf("step %d: %v is before %v", i, got, last)
		}
		last = got
	}
	if worst > 15*time.Millisecond {
		t.Errorf("a stamp is off by %v", worst)
	}
	if ppm := s.state().Drift; math.Abs(ppm-100) > 10 {
		t.Errorf("drift %.1f ppm, want about 100", ppm)
	}
}

// A board that starts again counts from zero; its readings go on.
func TestCounterStartsAgain(t *testing.T) {
	s := stamper{}
	s.stamp(&decode.Record{Uptime: time.Hour}, noon, 0)
	later := noon.Add(5 * time.Second)
	if got := s.stamp(&decode.Record{Uptime: time.Millisecond}, later, 0); !got.Equal(later) {
		t.Errorf("%v, want %v", got, later)
	}
}

// Alone, a device's absolute clock is believed whatever it says; beside other
// ports only if it is near the host's.
func TestAbsoluteClock(t *testing.T) {
	old := noon.AddDate(-6, 0, 0)
	near := noon.Add(-700 * time.Millisecond)
	for _, c := range []struct {
		name         string
		alone        bool
		mode         string
		device, want time.Time
	}{
		{"alone", true, "", old, old},
		{"alone, host wanted", true, "host", old, noon},
		{"beside others, near", false, "", near, near},
		{"beside others, far", false, "", old, noon},
	} {
		s := stamper{alone: c.alone, mode: c.mode}
		if got := s.stamp(&decode.Record{Time: c.device, Uptime: -1}, noon, 0); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Records between two times of a device are laid out by their arrival.
func TestTheSameTimeToldAgain(t *testing.T) {
	s := stamper{alone: true}
	for i := range 5 {
		d := time.Duration(i) * 100 * time.Millisecond
		r := &decode.Record{Time: noon, Uptime: -1}
		if got, want := s.stamp(r, noon.Add(700*time.Millisecond+d), 0), noon.Add(d); !got.Equal(want) {
			t.Errorf("record %d: %v, want %v", i, got, want)
		}
	}
}
