package tui

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"rigscope/inference"
	"rigscope/pipeline"
)

func TestNumbersInSpans(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want string
	}{
		{0, ".00"}, {.04, ".04"}, {.4, ".4"}, {-.25, "−.2"}, {.97, "1.0"}, {4.83, "4.8"}, {-.001, ".00"},
		{12.4, "12"}, {99.4, "99"}, {1000, ">99"}, {math.NaN(), ""}, {math.Inf(1), ">99"},
	} {
		if got := inSpans(c.x); got != c.want {
			t.Errorf("%g: got %q, want %q", c.x, got, c.want)
		}
	}
}

// One window may call the fault by another name; what was said most often
// stands, and the window's own opinion is told beside it.
func TestVotedKindStands(t *testing.T) {
	s := faulty(rig())
	cv := &s.Last.Channels[pressure]
	cv.Kind, cv.KindP, cv.Second, cv.SecondP = "delay", .75, "clip", .1
	m, _ := opened(s, 120, 40, Options{})
	if got := m.scene().now.readings[pressure]; got.kind != "bias" || !math.IsNaN(got.sure()) {
		t.Errorf("got %s, sure %g", got.kind, got.sure())
	}
	if line := bare(m.View())[1]; strings.Contains(line, ", sure") || strings.Contains(line, "late") {
		t.Error(line)
	}
}

// A verdict is about the whole hop before it: looking back into that hop the
// alarm is there, and no moment between two verdicts is without one.
func TestLookingBackIntoAHop(t *testing.T) {
	s := faulty(rig())
	for i := onsetAt - 7; i < onsetAt; i++ {
		s.State[i] = inference.Fault
	}
	if now := momentAt(s, onsetAt-5, 4); !now.readings[pressure].alarm {
		t.Error("no alarm five samples before the verdict that raised it")
	}
	if now := momentAt(s, onsetAt-8, 4); now.readings[pressure].alarm {
		t.Error("an alarm a whole hop before")
	}
	w := waiting()
	m, _ := opened(w, 80, 24, Options{})
	m.back = 2
	if got := m.scene().now; got.i != w.Judged-1 || got.state != inference.OK {
		t.Errorf("sample %d, %q: want the newest judged one", got.i, got.state)
	}
}

// What a channel contradicts is told by those that are themselves in order.
func TestVouching(t *testing.T) {
	s := faulty(rig())
	s.Modality[3][samples-1] = .9
	m, _ := opened(s, 120, 40, Options{})
	sc := m.scene()
	if got := sc.vouching(pressure); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("vouching %v, want vibration and electrical", got)
	}
	if m, odd := sc.fitting(2); !odd || m.letter != 'F' {
		t.Errorf("the accused's modality: %v %v", m, odd)
	}
	if m, odd := sc.fitting(3); !odd || m.letter != 'W' {
		t.Errorf("another that fits badly: %v %v", m, odd)
	}
}

func TestSeverityDecidesTheStatus(t *testing.T) {
	for _, c := range []struct {
		offset float64
		want   string
	}{{.05, "S"}, {.7, "F"}, {-.7, "F"}, {math.NaN(), "S"}} {
		m, _ := opened(faulty(rig()), 120, 40, Options{})
		e := pipeline.Event{State: inference.Fault, Channel: pressure, Kind: "bias", Offset: c.offset}
		if got := m.scene().statusOf(e); got != c.want {
			t.Errorf("%g bar: got %s, want %s", c.offset, got, c.want)
		}
	}
}

func TestPairsFillTwoLines(t *testing.T) {
	names := []string{"ELE .02", "KIN .10", "HYD .07", "THE .11", "VIB .20"}
	for width, want := range map[int]string{
		50: "[ELE .02  KIN .10  HYD .07  THE .11  VIB .20]",
		26: "[ELE .02  KIN .10 HYD .07  THE .11  VIB .20]",
		18: "[ELE .02 KIN .10 +3]",
	} {
		got := pairs(names, width)
		for _, l := range got {
			if len(l) > width {
				t.Errorf("%d cells: %q", width, l)
			}
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%d cells: got %v, want %s", width, got, want)
		}
	}
}

// The word at the onset and the times of the axis do not run into each other.
func TestOnsetKeepsItsDistanceFromTheTimes(t *testing.T) {
	for onset := samples - 200; onset < samples-5; onset++ {
		s := faulty(rig())
		s.Events[len(s.Events)-1].From = s.Times[onset]
		m, _ := opened(s, 120, 40, Options{})
		line := bare(m.View())[34]
		if at := strings.Index(line, "fault ┴"); at >= 0 && (strings.ContainsAny(line[at+len("fault ┴"):at+len("fault ┴")+1], "0123456789:") ||
			strings.HasSuffix(strings.TrimRight(line[:at], " "), ":")) {
			t.Fatal(line)
		}
	}
}
