package training

import (
	"context"
	"errors"
	"testing"
	"time"

	"rigscope/inference"
	"rigscope/inference/nn"
)

func momentsOf(v ...float64) []inference.Output { return []inference.Output{{Evidence: v}} }

// clocked is a clock that each step moves by a second.
func clocked() (now func() time.Time, tick func()) {
	t := time.Unix(0, 0)
	return func() time.Time { return t }, func() { t = t.Add(time.Second) }
}

// The weights that did best on the held-back data are kept, and a run ends
// when nothing better comes.
func TestScheduleKeepsTheBest(t *testing.T) {
	p := nn.NewParam("p", 1)
	at := 0
	s := schedule{of: 100, params: []*nn.Param{p}, tell: func(Progress) {},
		check: func() float64 { return float64((at - 30) * (at - 30)) }}
	done, err := s.steps(t.Context(), func(i int, _ float64) float64 {
		at = i + 1
		p.W[0] = float32(at)
		return 1
	})
	if err != nil || p.W[0] != 30 || done.steps != 30+patience*5 {
		t.Errorf("%v: kept step %v, stopped after %d", err, p.W[0], done.steps)
	}
}

// A budget shortens the run, and the learning rate still falls to nothing.
func TestScheduleMeetsItsBudget(t *testing.T) {
	now, tick := clocked()
	s := schedule{of: 1000, tell: func(Progress) {}, clock: clock{now, now(), 100 * time.Second}}
	last := 1.
	done, err := s.steps(t.Context(), func(_ int, k float64) float64 {
		tick()
		last = k
		return 1
	})
	if err != nil || done.steps < 90 || done.steps > 100 || last > .02 {
		t.Errorf("%v: %d steps of a second in 100 s, the last at %.3f of the rate", err, done.steps, last)
	}
}

func TestScheduleHearsCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := schedule{of: 1000, tell: func(Progress) {}}
	_, err := s.steps(ctx, func(i int, _ float64) float64 {
		if i == 3 {
			cancel()
		}
		return 1
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

// What one stage leaves unused goes to those after it.
func TestPurse(t *testing.T) {
	now, tick := clocked()
	p := newPurse(Options{Now: now, Budget: 100 * time.Second}, .5, .25, .25)
	if got := p.next().budget; got != 50*time.Second {
		t.Errorf("the first stage gets %v", got)
	}
	for range 20 {
		tick()
	}
	if got := p.next().budget; got != 40*time.Second {
		t.Errorf("the second gets %v of the 80 s left", got)
	}
	if c := newPurse(Options{}, 1).next(); c.now != nil || c.budget != 0 {
		t.Errorf("without a clock: %+v", c)
	}
}
