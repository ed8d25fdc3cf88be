package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"testing"
	"time"

	"rigscope/inference"
	"rigscope/sensor"
	"rigscope/sources"
)

const (
	testC = 4
	testT = 16
	hop   = 4
)

// steady is a model for which every channel should read 0: evidence and
// virtual sensor follow from that alone, so that a test can say what a
// verdict must be.
type steady struct{ spec inference.Spec }

func (m *steady) Spec() *inference.Spec { return &m.spec }
func (*steady) Close() error            { return nil }
func (*steady) Infer(ws []sensor.Window, masks [][]bool, out []inference.Output) error {
	for i, w := range ws {
		out[i] = inference.Output{Evidence: make([]float64, w.C), Modality: []float64{1, 1}, Virtual: make([]float64, w.C*w.T)}
		for c := range w.C {
			for _, v := range w.Channel(c) {
				if !masks[i][c] {
					out[i].Evidence[c] = max(out[i].Evidence[c], math.Abs(v))
				}
			}
		}
	}
	return nil
}

func testRig() sensor.Rig {
	r := sensor.Rig{Name: "four", Rate: 1, Window: testT}
	for c := range testC {
		r.Channels = append(r.Channels, sensor.Channel{Name: fmt.Sprint("c", c), Modality: fmt.Sprint("m", c/2), Lo: math.NaN(), Hi: math.NaN()})
	}
	return r
}

func testAssessor(t testing.TB) *inference.Assessor {
	fill := func(v float64) []float64 { return []float64{v, v, v, v} }
	scores := func(n int) [][]float64 {
		s := make([][]float64, n)
		for i := range s {
			s[i] = []float64{0, .1, .2}
		}
		return s
	}
	one := []inference.Norm{{Span: 1}, {Span: 1}}
	a, err := inference.NewAssessor(&steady{inference.Spec{
		Version: inference.SpecVersion, Rig: testRig(), Hop: hop, Evidence: []string{"size"},
		Scaler: sensor.Scaler{Center: fill(0), Scale: fill(1), Step: fill(.1)},
		Rules:  inference.Rules{Lo: fill(-1), Hi: fill(1), Rate: fill(1), Run: fill(100)},
		Calibration: inference.Calibration{FAR: .01, Offset: fill(0), Control: inference.Control{Threshold: 1}, Group: one, Recon: one,
			Worst: scores(1)[0], Channels: scores(testC), Modality: scores(2), Sigma: fill(.1), Explained: fill(1)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// tape is a source of given steps; ready says what Ready answers.
type tape struct {
	steps []step
	ready bool
}

type step struct {
	at  float64 // [s]
	v   float64 // of channel 1, the others read 0
	err error
}

func (s *tape) Rig() sensor.Rig { return testRig() }
func (s *tape) Close() error    { return nil }
func (s *tape) Ready() bool     { return s.ready }
func (s *tape) Next(ctx context.Context) (sensor.Frame, error) {
	if err := ctx.Err(); err != nil {
		return sensor.Frame{}, err
	}
	if len(s.steps) == 0 {
		return sensor.Frame{}, io.EOF
	}
	p := s.steps[0]
	s.steps = s.steps[1:]
	t := time.Unix(0, int64(p.at*1e9))
	return sensor.Frame{T: t, RowT: t, Row: int(p.at), V: []float64{0, p.v, 0, 0}}, p.err
}

// run of n seconds from at, with channel 1 reading 5 where bad says so.
func run(at, n float64, bad func(float64) bool) []step {
	var out []step
	for i := range int(n) {
		s := step{at: at + float64(i)}
		if bad != nil && bad(s.at) {
			s.v = 5
		}
		out = append(out, s)
	}
	return out
}

func play(t *testing.T, src sources.Source, judged Judged) *Pipeline {
	p, err := New(src, testAssessor(t), ModelInfo{Name: "steady"}, judged)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestEveryFrameIsJudgedOnceInOrder(t *testing.T) {
	for _, ready := range []bool{false, true} {
		next, without := 0, 0
		p := play(t, &tape{steps: run(0, 403, nil), ready: ready}, func(fs []sensor.Frame, v *inference.Verdict) error {
			for _, f := range fs {
				if f.Row != next {
					t.Fatalf("frame %d comes where %d should", f.Row, next)
				}
				next++
			}
			if v == nil {
				without += len(fs)
			}
			return nil
		})
		if s := p.Latest(); next != 403 || without != 0 || s.Judged != 403 || !s.Done || s.Counts.Frames != 403 {
			t.Errorf("ready %v: %d frames, %d without a verdict, snapshot %d", ready, next, without, s.Judged)
		}
	}
}

func TestIncidentBecomesAnEvent(t *testing.T) {
	p := play(t, &tape{steps: run(0, 200, func(s float64) bool { return s >= 80 && s < 120 })}, nil)
	s := p.Latest()
	if len(s.Events) != 1 {
		t.Fatalf("events %+v", s.Events)
	}
	e := s.Events[0]
	if e.Channel != 1 || e.State != inference.Fault || e.To.IsZero() || e.From.Unix() < 80 || e.From.Unix() > 90 {
		t.Errorf("%+v", e)
	}
	if got, want := fmt.Sprint(e.Witness), "[network rules]"; got != want {
		t.Errorf("raised by %s, want %s", got, want)
	}
	if st := s.Status[1][100]; st != inference.Corrected || math.Abs(s.Value[1][100]) > .1 || s.Raw[1][100] != 5 {
		t.Errorf("sample 100: %s %g, raw %g", st, s.Value[1][100], s.Raw[1][100])
	}
	if st := s.Status[0][100]; st != inference.Measured {
		t.Errorf("the other channel is %s", st)
	}
}

// A replay that goes back over an incident lists it once.
func TestIncidentSeenTwiceIsOneEvent(t *testing.T) {
	bad := func(s float64) bool { return s >= 80 && s < 120 }
	for _, back := range []float64{0, 41, 63} {
		p := play(t, &tape{steps: append(run(0, 100, bad), run(back, 200-back, bad)...)}, nil)
		if s := p.Latest(); len(s.Events) != 1 || !s.Events[0].To.After(s.Events[0].From) {
			t.Errorf("back to %g s: events %+v", back, s.Events)
		}
	}
}

func TestBadRowsAreCountedAndListed(t *testing.T) {
	bad := step{err: &sources.FrameError{Where: "line 12", Err: errors.New("nonsense")}}
	p := play(t, &tape{steps: append(append(run(0, 20, nil), bad), run(20, 20, nil)...)}, nil)
	s := p.Latest()
	if s.Counts.BadRows != 1 || s.Counts.Frames != 40 || s.Judged != 40 {
		t.Errorf("%+v", s.Counts)
	}
	if len(s.Events) != 1 || s.Events[0].Text != "line 12: nonsense" || s.Events[0].Kind != "bad row" {
		t.Errorf("%+v", s.Events)
	}
}

func TestStepBackBeginsAnEpochAndAGapIsDrawn(t *testing.T) {
	p := play(t, &tape{steps: append(run(0, 40, nil), run(10, 30, nil)...)}, nil)
	if s := p.Latest(); s.Epoch != 1 || len(s.Times) != 30 || s.Judged != 30 {
		t.Errorf("after a step back: epoch %d, %d frames", s.Epoch, len(s.Times))
	}
	p = play(t, &tape{steps: append(run(0, 40, nil), run(100, 30, nil)...)}, nil)
	s := p.Latest()
	if s.Epoch != 0 || len(s.Times) != 71 || !math.IsNaN(s.Raw[0][40]) || s.Status[0][40] != inference.Missing {
		t.Errorf("after a gap: epoch %d, %d frames, %v", s.Epoch, len(s.Times), s.Raw[0][38:43])
	}
}

// What a snapshot shows is never written again, whatever comes after it.
func TestPublishedSnapshotsDoNotChange(t *testing.T) {
	var p *Pipeline
	seen := map[*Snapshot]string{}
	p, err := New(&tape{steps: run(0, 300, func(s float64) bool { return int(s)%90 > 60 })}, testAssessor(t), ModelInfo{}, func([]sensor.Frame, *inference.Verdict) error {
		if s := p.Latest(); s != nil {
			seen[s] = fmt.Sprint(s.Times, s.Raw, s.Value, s.Status, s.Score, s.State, s.Events, s.Strip)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	for s, was := range seen {
		if now := fmt.Sprint(s.Times, s.Raw, s.Value, s.Status, s.Score, s.State, s.Events, s.Strip); now != was {
			t.Fatalf("a snapshot of %d frames has changed", len(s.Times))
		}
	}
	if len(seen) < 20 {
		t.Errorf("only %d snapshots were published", len(seen))
	}
}

func TestErrorsEndTheRun(t *testing.T) {
	broken := errors.New("disk on fire")
	p, err := New(&tape{steps: append(run(0, 40, nil), step{at: 40, err: broken})}, testAssessor(t), ModelInfo{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Run(t.Context()); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if s := p.Latest(); !s.Done || !errors.Is(s.Err, broken) {
		t.Errorf("the snapshot does not say so: %v", s.Err)
	}
}

func TestStripDoublesItsCells(t *testing.T) {
	s := newStrip(testRig(), 1)
	for i := range 5000 {
		v := &inference.Verdict{T: time.Unix(int64(i), 0), State: inference.OK, Score: .1}
		if i == 3333 {
			v.State, v.Score = inference.Fault, .99
		}
		s.verdict(v)
	}
	if len(s.cells) > maxCells || len(s.cells) < maxCells/2 {
		t.Fatalf("%d cells", len(s.cells))
	}
	at := 3333 * len(s.cells) / 5000
	found := false
	for _, c := range s.cells[at-1 : at+2] {
		found = found || c.State == inference.Fault && c.Score == .99
	}
	if !found {
		t.Errorf("the incident is not near cell %d", at)
	}
}

// A replay that began in the middle and is wound back keeps what it has seen,
// channel by channel, within the same number of cells.
func TestStripReachesBack(t *testing.T) {
	s := newStrip(testRig(), 1)
	verdict := func(at int, scores ...float64) {
		v := &inference.Verdict{T: time.Unix(int64(at), 0), State: inference.OK, Modalities: []inference.ModalityVerdict{{Score: scores[0]}}}
		for _, x := range scores {
			v.Channels = append(v.Channels, inference.ChannelVerdict{Score: x})
		}
		s.verdict(v)
	}
	verdict(10000, .1, .9)
	was := fmt.Sprint(s.snapshot())
	first := s.snapshot()
	for at := range 2000 {
		verdict(at, .2, math.NaN())
	}
	verdict(10000, .3, .4)
	if now := fmt.Sprint(first); now != was {
		t.Errorf("a published strip has changed: %s, was %s", now, was)
	}
	if len(s.cells) > maxCells || s.cells[0].From.After(time.Unix(0, 0)) {
		t.Fatalf("%d cells from %v", len(s.cells), s.cells[0].From)
	}
	last := s.cells[len(s.cells)-1]
	if got, want := fmt.Sprint(last.Channel, last.Modality), "[0.3 0.9] [0.3]"; got != want {
		t.Errorf("newest cell %s, want %s", got, want)
	}
	if got := fmt.Sprint(s.cells[1].Channel, s.cells[len(s.cells)/2].Channel); got != "[0.2 NaN] []" {
		t.Errorf("an early and an unseen cell: %s", got)
	}
}

// No clock that a log may carry stops the strip or makes it large.
func TestStripOutlivesAbsurdClocks(t *testing.T) {
	s := newStrip(testRig(), 1)
	for _, year := range []int{2020, 1, 9999, 1700, 2020, 1970} {
		s.verdict(&inference.Verdict{T: time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), State: inference.OK})
		if n := len(s.snapshot()); n == 0 || n > maxCells {
			t.Errorf("year %d: %d cells", year, n)
		}
	}
}

// A process change keeps the sight of it at its farthest, and who saw it.
func TestProcessEventKeepsTheSight(t *testing.T) {
	var e events
	for i, times := range []float64{3, 7, 5} {
		e.verdict(&inference.Verdict{T: time.Unix(int64(i), 0), State: inference.Process, Witness: []inference.Witnessing{inference.ByProcess},
			Process: inference.Sight{On: true, Channel: 2, Feature: inference.LevelFeature, Times: times}})
	}
	if len(e.list) != 1 || e.list[0].Sight.Times != 7 || e.list[0].Sight.Channel != 2 || len(e.list[0].Witness) != 1 {
		t.Errorf("%+v", e.list)
	}
}

// An event keeps what its clearest verdict said: one with a name for the
// kind before one without, then the one with more evidence; and no trace.
func TestEventKeepsTheClearestVerdict(t *testing.T) {
	var e events
	for i, say := range []struct {
		kindP, evidence float64
	}{{0, 9}, {.6, 2}, {.7, 4}, {.9, 3}, {0, 8}} {
		v := inference.Verdict{T: time.Unix(int64(i), 0), State: inference.Fault, P: float64(i), Channels: []inference.ChannelVerdict{
			{Alarm: true, KindP: say.kindP, Evidence: say.evidence, Trace: make([]inference.Sample, 3)}}}
		e.verdict(&v)
	}
	got := e.list[0].Clearest
	if len(e.list) != 1 || got.T.Unix() != 2 || got.P != 2 || got.Channel.KindP != .7 || got.Channel.Trace != nil {
		t.Errorf("%+v", got)
	}
}
