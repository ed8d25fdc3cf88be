package pipeline

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"rigscope/inference"
	"rigscope/sensor"
)

// drilled is a list of drills in which all channels should read 0.
type drilled []Drill

func (d drilled) List() []Drill { return slices.Clone(d) }
func (d drilled) Truth(id int, t time.Time) ([]float64, bool) {
	x := d[id-1]
	return make([]float64, len(x.Channels)), x.In(x.Channels[0], t)
}

func drillOf(id, channel int, from, to int64, epoch int) Drill {
	return Drill{ID: id, Kind: "bias", Channels: []int{channel}, From: time.Unix(from, 0), To: time.Unix(to, 0), Epoch: epoch}
}

// drillRun plays steps in which these drills are, and gives what it ended
// with and the verdict lines.
func drillRun(t *testing.T, steps []step, ready bool, d ...Drill) (*Snapshot, []string) {
	t.Helper()
	var out bytes.Buffer
	lines := inference.NewLines(&out)
	p, err := New(&tape{steps: steps, ready: ready}, testAssessor(t), ModelInfo{Name: "steady"}, func(_ []sensor.Frame, v *inference.Verdict) error {
		if v == nil {
			return nil
		}
		return lines.Verdict(v)
	})
	if err != nil {
		t.Fatal(err)
	}
	p.Drill(drilled(d))
	if err := p.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p.Latest(), strings.Split(strings.TrimSpace(out.String()), "\n")
}

// told are the alarms as text: channel, seconds, the drill's number.
func told(s *Snapshot) string {
	var out []string
	for _, e := range s.Events {
		if e.State == inference.Fault {
			out = append(out, fmt.Sprintf("c%d %d-%d drill %d beside %d", e.Channel, e.From.Unix(), max(e.To.Unix(), 0), e.Drill, e.Beside))
		}
	}
	return strings.Join(out, "; ")
}

// A drill marks its verdicts and its alarm, and is answered. The judge says
// the same without.
func TestDrillIsMarkedAndAnswered(t *testing.T) {
	bad := func(at float64) bool { return at >= 100 && at < 140 }
	_, plain := drillRun(t, run(0, 300, bad), true)
	for _, ready := range []bool{false, true} {
		s, lines := drillRun(t, run(0, 300, bad), ready, drillOf(1, 1, 100, 140, 0))
		const mark = `,"drill":{"id":1,"kind":"bias","channels":["c1"]}`
		for i, l := range lines {
			at := int64(testT - 1 + i*hop)
			if want := at >= 100 && at < 140+testT-1+echo*hop; strings.Contains(l, mark) != want {
				t.Errorf("the verdict at %d s is marked: %v, want %v", at, !want, want)
			}
			if strings.Replace(l, mark, "", 1) != plain[i] {
				t.Errorf("the verdict at %d s is another than without the drill", at)
			}
		}
		if got, want := told(s), "c1 107-159 drill 1 beside 0"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		d := s.Drills[0]
		a := d.Answer
		sensor, kind := d.Right()
		if !a.Found || a.After != 7*time.Second || !sensor || kind || a.Frames != 40 || a.In[0] != 5 || !(a.Out[0] < 2) || a.Harmed != -1 {
			t.Errorf("sensor %v, kind %v, answer %+v", sensor, kind, a)
		}
	}
}

// What goes on when the drill's data has left the window is an alarm of the
// rig and rings as one.
func TestFaultOutlastsADrill(t *testing.T) {
	s, _ := drillRun(t, run(0, 400, func(at float64) bool { return at >= 100 && at < 300 }), true, drillOf(1, 1, 100, 140, 0))
	if got, want := told(s), "c1 107-167 drill 1 beside 0; c1 167-319 drill 0 beside 0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A fault that was there before a drill on another channel stays the rig's,
// and does not count as found.
func TestFaultBesideADrill(t *testing.T) {
	s, _ := drillRun(t, run(0, 400, func(at float64) bool { return at >= 80 && at < 300 }), true, drillOf(1, 2, 100, 140, 0))
	if got, want := told(s), "c1 87-319 drill 0 beside 1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if a := s.Drills[0].Answer; a.Found || len(a.Accused) > 0 || a.In[0] != 0 {
		t.Errorf("answer %+v", a)
	}
}

// After winding back the same frames are the rig's own.
func TestDrillIsOfItsPass(t *testing.T) {
	bad := func(at float64) bool { return at >= 100 && at < 140 }
	s, lines := drillRun(t, append(run(0, 200, bad), run(0, 200, bad)...), true, drillOf(1, 1, 100, 140, 0))
	if got, want := told(s), "c1 107-159 drill 1 beside 0; c1 107-159 drill 0 beside 0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	marked := 0
	for _, l := range lines[len(lines)/2:] {
		if strings.Contains(l, `"drill"`) {
			marked++
		}
	}
	if marked > 0 || s.Drills[0].Answer.Frames != 40 {
		t.Errorf("%d verdicts of the second pass are marked, answer %+v", marked, s.Drills[0].Answer)
	}
}

// A healthy channel that is changed counts as harmed.
func TestHarmIsSeen(t *testing.T) {
	s, _ := drillRun(t, run(0, 300, func(at float64) bool { return at >= 104 && at < 140 }), true, drillOf(1, 2, 100, 140, 0))
	a := s.Drills[0].Answer
	if sensor, _ := s.Drills[0].Right(); sensor || !slices.Equal(a.Accused, []int{1}) || a.Harmed != 1 || !(a.Harm > 2) {
		t.Errorf("answer %+v", a)
	}
}
