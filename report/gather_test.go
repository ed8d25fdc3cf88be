package report

import (
	"math"
	"reflect"
	"testing"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/sensor"
)

// replayed tells a gather of a snapshot, hop by hop, as the pipeline would.
func replayed(g *Gather, s *pipeline.Snapshot) {
	const hop = 4
	for from := 0; from < len(s.Times); from += hop {
		v := &inference.Verdict{T: s.Times[from+hop-1], State: inference.OK, Process: inference.Sight{Channel: -1}, Channels: make([]inference.ChannelVerdict, len(s.Raw))}
		var frames []sensor.Frame
		for i := from; i < from+hop; i++ {
			f := sensor.Frame{T: s.Times[i]}
			for c := range s.Raw {
				f.V = append(f.V, s.Raw[c][i])
				v.Channels[c].Trace = append(v.Channels[c].Trace, inference.Sample{Value: s.Value[c][i], Status: s.Status[c][i]})
				v.Channels[c].Score = s.Score[c][i]
			}
			frames = append(frames, f)
		}
		for _, e := range s.Events {
			if !alarming(e) || v.T.Before(e.From) || !e.To.IsZero() && !v.T.Before(e.To) {
				continue
			}
			if v.State = e.State; e.State == inference.Process {
				v.Process = e.Sight
			} else {
				v.Channels[e.Channel].Alarm = true
			}
		}
		g.Judged(frames, v)
	}
}

// onHops moves the events to ends of hops, where verdicts put them.
func onHops(s *pipeline.Snapshot) {
	for i := range s.Events {
		e := &s.Events[i]
		e.From = at(int(e.From.Sub(at(0)).Seconds())/4*4 + 3)
		if !e.To.IsZero() {
			e.To = at(int(e.To.Sub(at(0)).Seconds())/4*4 + 3)
		}
	}
}

// A run and a look at its last snapshot give the same report.
func TestGatherAgreesWithSnapshot(t *testing.T) {
	s := testSnapshot()
	onHops(s)
	g := NewGather(testSpec())
	replayed(g, s)
	got, want := g.Incident(s), FromSnapshot(s, 0)
	for c := range want.Health {
		if got.Health[c].Frames != want.Health[c].Frames || got.Health[c].Corrected != want.Health[c].Corrected || got.Health[c].Gaps != want.Health[c].Gaps || got.Health[c].Mean() != want.Health[c].Mean() {
			t.Errorf("channel %d: got %+v, want %+v", c, got.Health[c], want.Health[c])
		}
	}
	for i := range want.Episodes {
		g, w := got.Episodes[i].Trace, want.Episodes[i].Trace
		if (g == nil) != (w == nil) {
			t.Errorf("event %d has a trace in one of them only", i+1)
		} else if g != nil && (g.Channel != w.Channel || g.Shown.Corrected != w.Shown.Corrected || g.Shown.Withheld != w.Shown.Withheld) {
			t.Errorf("event %d: got channel %d, %+v; want %d, %+v", i+1, g.Channel, g.Shown, w.Channel, w.Shown)
		}
	}
}

// Memory does not grow with the run, whatever it holds.
func TestGatherIsBounded(t *testing.T) {
	g := NewGather(testSpec())
	for i := range 30_000 {
		v := &inference.Verdict{T: at(i), State: inference.Fault, Channels: make([]inference.ChannelVerdict, 4)}
		for c := range v.Channels {
			v.Channels[c].Trace = []inference.Sample{{Value: 1, Status: inference.Corrected}}
			v.Channels[c].Alarm = i/300%2 == c%2 || c == 3
		}
		g.Judged([]sensor.Frame{{T: at(i), V: []float64{1, math.NaN(), 3, 4}}}, v)
	}
	if len(g.recent) != g.lead || len(g.watched) > mostTraces {
		t.Errorf("%d frames of %d, %d traces", len(g.recent), g.lead, len(g.watched))
	}
	for _, w := range g.watched {
		if len(w.Buckets) > maxBuckets {
			t.Errorf("%d buckets", len(w.Buckets))
		}
	}
}

// The lead-in of an alarm is what came before it, in order.
func TestLeadIn(t *testing.T) {
	s := testSnapshot()
	onHops(s)
	g := NewGather(testSpec())
	replayed(g, s)
	b := g.Incident(s).Episodes[1].Trace.Buckets
	// The lead is 60 frames before the hop that rang, which is 4 long.
	if first := at(103 - 3 - g.lead); !b[0].From.Equal(first) || !b[len(b)-1].From.After(at(210)) {
		t.Errorf("from %v to %v, want from %v", b[0].From, b[len(b)-1].From, first)
	}
	for i := 1; i < len(b); i++ {
		if !b[i].From.After(b[i-1].From) {
			t.Fatalf("bucket %d goes back in time", i)
		}
	}
}

func TestTraceKeepsExtremes(t *testing.T) {
	var tr Trace
	for i := range 10_000 {
		x := math.Sin(float64(i))
		if i == 7777 {
			x = -55
		}
		tr.add(sample{t: at(i), raw: x, value: x, status: inference.Measured, score: .1})
	}
	lo, n := 0., len(tr.Buckets)
	for _, b := range tr.Buckets {
		lo = min(lo, b.Raw.Lo)
	}
	if lo != -55 || n > maxBuckets || n <= maxBuckets/2 {
		t.Errorf("lowest %g in %d buckets", lo, n)
	}
}

func TestHealth(t *testing.T) {
	var h Health
	for i, x := range []float64{math.NaN(), 1, 1, 1, 2, math.NaN(), math.NaN(), 2, 4} {
		st := inference.Measured
		if math.IsNaN(x) {
			st = inference.Missing
		}
		h.add(at(i), x, st, 1e9)
	}
	h.add(at(20), 5, inference.Corrected, 1e9) // after a jump
	h.end()
	got := []any{h.Frames, h.Valid(), h.Missing, h.Corrected, h.Gaps, h.LongestGap.Seconds(), h.Changes, h.Still.Seconds(), h.StillAt, h.Lo, h.Hi, h.Mean()}
	want := []any{10, 7, 3, 1, 3, 11., 2, 2., 1., 1., 5., 16. / 7}
	for i := range want {
		if f, ok := got[i].(float64); ok && math.Abs(f-want[i].(float64)) < 1e-12 {
			continue
		}
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("number %d: got %v, want %v", i, got[i], want[i])
		}
	}
}
