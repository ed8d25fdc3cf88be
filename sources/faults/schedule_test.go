package faults

import (
	"fmt"
	"math"
	"testing"
	"time"
)

func TestScheduleErrors(t *testing.T) {
	good := Entry{Kind: Bias, Channel: "p", From: 10 * time.Second, To: 20 * time.Second, Size: 1}
	for _, c := range []struct {
		change func(*Entry)
		want   string
	}{
		{func(e *Entry) { e.Kind = "bais" }, `fault 2: kind "bais" is not one of bias, drift, gain, stuck, dropout, spike, noise, quant, clip, delay, hum`},
		{func(e *Entry) { e.Channel = "x" }, `fault 2: the rig has no channel "x"`},
		{func(e *Entry) { e.From = -time.Second }, "fault 2: from = -1s is before the first frame"},
		{func(e *Entry) { e.To = e.From }, "fault 2: to = 30s is not after from = 30s"},
		{func(e *Entry) { e.Count = -1 }, "fault 2: count = -1 is negative"},
		{func(e *Entry) { e.Size = 0 }, "fault 2: size is 0"},
		{func(e *Entry) { e.Size = math.NaN() }, "fault 2: size = NaN is not a number"},
		{func(e *Entry) { e.Size = math.Inf(1) }, "fault 2: size = +Inf is not a number"},
		{func(e *Entry) { e.Kind, e.Size = Noise, -1 }, "fault 2: size = -1 is negative"},
		{func(e *Entry) { e.Kind, e.Size = Clip, -2 }, "fault 2: size = -2 is beyond 1"},
		{func(e *Entry) { e.Kind, e.Size = Delay, 2000 }, "fault 2: size = 2000 is beyond 1024"},
		{func(e *Entry) { e.From = 19 * time.Second }, `fault 2: channel "p" still has fault 1 then`},
		{func(e *Entry) { e.Kind, e.Size = Stuck, 0 }, "<nil>"},
		{func(e *Entry) { e.From = 20 * time.Second }, "<nil>"},
		{func(e *Entry) { e.From, e.Channel = 15*time.Second, "q" }, "<nil>"},
	} {
		second := Entry{Kind: Bias, Channel: "p", From: 30 * time.Second, To: 40 * time.Second, Size: 1}
		c.change(&second)
		if got := fmt.Sprint(Schedule{good, second}.Validate(testRig())); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestInjectNamesTheRig(t *testing.T) {
	_, err := Inject(newTape(nil), Schedule{{Kind: Bias, Channel: "z", To: time.Second, Size: 1}})
	if got, want := fmt.Sprint(err), `inject into "bench": fault 1: the rig has no channel "z"`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestActive(t *testing.T) {
	s := Schedule{
		{Kind: Bias, Channel: "p", From: 10 * time.Second, To: 20 * time.Second},
		{Kind: Hum, Channel: "q", From: 15 * time.Second, To: 25 * time.Second},
	}
	for since, want := range map[time.Duration]string{
		0: "", 10 * time.Second: "bias ", 15 * time.Second: "bias hum ", 20 * time.Second: "hum ", 25 * time.Second: "",
	} {
		got := ""
		for _, e := range s.Active(since) {
			got += string(e.Kind) + " "
		}
		if got != want {
			t.Errorf("at %v: got %q, want %q", since, got, want)
		}
	}
}
