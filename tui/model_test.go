package tui

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// Freezing is not taking snapshots: the picture stays, the clock in the title
// and a new alarm do not.
func TestFreezeKeepsThePicture(t *testing.T) {
	feed := &feedOf{calm(rig())}
	m := New(feed, &deck{speed: 1}, Options{Mode: Replay})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	typed(m, " ")
	frozen := bare(m.View())
	late := faulty(rig())
	for i := range late.Times {
		late.Times[i] = late.Times[i].Add(60 * time.Second)
	}
	late.Events = late.Events[2:]
	late.Events[0].From = late.Events[0].From.Add(60 * time.Second)
	feed.s = late
	m.Update(drawMsg{})
	got := bare(m.View())
	for y := 2; y < 19; y++ {
		if got[y] != frozen[y] {
			t.Errorf("line %d moved: %q", y, got[y])
		}
	}
	if !strings.Contains(got[0], "FROZEN at 00:14:59   data at 00:15:59") {
		t.Errorf("title %q", got[0])
	}
	if !strings.Contains(got[1], "▲ FAULT  Pressure, 16 s after this picture") {
		t.Errorf("headline %q", got[1])
	}
	typed(m, " ")
	m.Update(drawMsg{})
	if m.shown != late {
		t.Error("thawed, and still the old picture")
	}
}

// The focus follows a new alarm until the user has chosen.
func TestFocusFollowsAlarms(t *testing.T) {
	feed := &feedOf{calm(rig())}
	m := New(feed, nil, Options{})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	feed.s = faulty(rig())
	m.Update(drawMsg{})
	if m.focus != pressure {
		t.Errorf("focus on %d, want the faulty %d", m.focus, pressure)
	}
	typed(m, "1")
	feed.s = faulty(rig())
	m.Update(drawMsg{})
	if m.focus != 0 {
		t.Errorf("focus on %d, though the user chose 0", m.focus)
	}
}

// View is pure: nothing it does shows in the next one.
func TestViewIsPure(t *testing.T) {
	for name, s := range states() {
		m, _ := opened(s, 120, 40, Options{})
		if a, b := m.View(), m.View(); a != b {
			t.Errorf("%s: two views differ", name)
		}
	}
}

func TestHeadlines(t *testing.T) {
	kind := func(kind string, offset float64) *pipeline.Snapshot {
		s := calm(rig())
		accuse(s, pressure, kind, offset)
		s.Last.Channels[pressure].Raw, s.Raw[pressure][samples-1] = .34, .34
		return s
	}
	broken := calm(rig())
	broken.Err = errors.New("read incident.csv: \x1b]0;x\aunexpected end")
	missing := calm(rig())
	missing.Raw[5][samples-1], missing.Status[5][samples-1] = math.NaN(), inference.Missing
	watch := calm(rig())
	watch.Score[5][samples-1], watch.Last.Channels[5].Score = .87, .87
	mute := calm(rig())
	mute.Model, mute.Judged, mute.Last = pipeline.ModelInfo{}, 0, nil
	for _, c := range []struct {
		name string
		s    *pipeline.Snapshot
		want string
	}{
		{"bias", kind("bias", .61), "▲ FAULT   Pressure reads 0.61 bar too high  bias, sure .71  showing ≈"},
		{"low", kind("bias", -.61), "▲ FAULT   Pressure reads 0.61 bar too low"},
		{"drift", kind("drift", .2), "▲ FAULT   Pressure drifts, now 0.20 bar too high"},
		{"stuck", kind("stuck", 0), "▲ FAULT   Pressure is stuck at 0.34 bar"},
		{"dropout", kind("dropout", 0), "▲ FAULT   Pressure drops out"},
		{"spike", kind("spike", 0), "▲ FAULT   Pressure shows spikes"},
		{"noise", kind("noise", .001), "▲ FAULT   Pressure is noisier than the others allow"},
		{"no name", kind("", .001), "▲ FAULT   Pressure does not fit the others"},
		{"new kind", kind("hum", .3), "▲ FAULT   Pressure reads 0.30 bar too high  hum"},
		{"two", states()["two"], "and 1 more"},
		{"withheld", withheld(), "× withheld"},
		{"process", moved(), "■ PROCESS   hydraulic and thermal disagree  no sensor is accused"},
		{"process seen", sighted(), "■ PROCESS   Flow level up, 7 × its usual swing  no sensor is accused  a fault or a new regime, not noise: relearn if it stays"},
		{"lasting", faulty(rig()), "NE 107 F  for 44 s"},
		{"abstaining", abstaining(), "▲ FAULT   Pressure or another sensor  bias, sure .71  the two cannot be told apart  nothing corrected"},
		{"moved threshold", waiting(), "quiet for 14 min  threshold .1 span below commissioning"},
		{"learning", learning(), "? LEARNING   31 of 64 frames collected  first verdict in 33 s"},
		{"unknown", unknown(), "? UNKNOWN   too little valid data for a verdict  missing: Flow, Body temp"},
		{"calm", calm(rig()), "● OK   8 of 8 sensors agree   quiet for 14 min"},
		{"one missing", missing, "● OK   7 of 8 sensors agree  missing: Flow"},
		{"watch", watch, "● OK   7 of 8 sensors agree  watching Flow .87"},
		{"no model", mute, "? NO MODEL   signals only, no verdicts"},
		{"broken", broken, "× ENDED   read incident.csv: unexpected end"},
		{"nothing", nil, "? WAITING   for the first data"},
	} {
		m, _ := opened(c.s, 160, 40, Options{})
		if got := bare(m.View())[1]; !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q in it", c.name, got, c.want)
		}
	}
}

// An estimate that nobody has looks like none.
func TestWithheldHasNoNumber(t *testing.T) {
	m, _ := opened(withheld(), 120, 40, Options{})
	s := m.scene()
	g := chart.NewGrid(m.w, 2)
	rows{s}.row(g, pressure, false)
	for x := s.cols.sign + 1; x < s.cols.end; x++ {
		if r := g.At(x, 0).Rune; r != 0 {
			t.Errorf("%q at %d, where no number may be", r, x)
		}
	}
}

func TestDecimals(t *testing.T) {
	for _, c := range []struct {
		noise, value float64
		want         int
	}{
		{.05, .34, 2}, {.004, .214, 3}, {.08, 2.67, 2}, {2, 228.1, 1}, {.5, 126.3, 1}, {30, 1450, 0},
		{0, 28.8, 2}, {1e-9, 28.8, 3}, {1e-9, 123456, 0}, {1e300, 1e300, 0}, {.05, math.NaN(), 2},
	} {
		if got := decimalsFor(c.noise, []float64{c.value}); got != c.want {
			t.Errorf("noise %v around %v: %d decimals, want %d", c.noise, c.value, got, c.want)
		}
	}
}

func TestAges(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Second: "0 s", 1500 * time.Millisecond: "1.5 s", 44 * time.Second: "44 s", 119 * time.Second: "119 s",
		19*time.Minute + 59*time.Second: "19 min", 3 * time.Hour: "3 h", 50 * time.Hour: "2 d",
	} {
		if got := age(d); got != want {
			t.Errorf("age of %v: %q, want %q", d, got, want)
		}
	}
}

// A scale grows at once and shrinks after a while.
func TestScalesAreCalm(t *testing.T) {
	var s scales
	s.follow(0, 1, chart.Scale{Lo: 0, Hi: 1}, 3)
	s.follow(0, 1, chart.Scale{Lo: 0, Hi: 9}, 3)
	if s.of[0].Hi != 9 {
		t.Errorf("did not grow: %v", s.of[0])
	}
	for range 3 {
		s.follow(0, 1, chart.Scale{Lo: 0, Hi: 1}, 3)
		if s.of[0].Hi != 9 {
			t.Errorf("shrank too soon: %v", s.of[0])
		}
	}
	s.follow(0, 1, chart.Scale{Lo: 0, Hi: 1}, 3)
	if s.of[0].Hi != 1 {
		t.Errorf("did not shrink: %v", s.of[0])
	}
}

// The first sample says nothing about the scale, and must not set it.
func TestScaleOfTheFirstSamples(t *testing.T) {
	feed := &feedOf{learning()}
	one := *feed.s
	one.Times, one.Raw = one.Times[:1], append([][]float64{}, one.Raw...)
	for c := range one.Raw {
		one.Raw[c] = one.Raw[c][:1]
	}
	full := feed.s
	feed.s = &one
	m := New(feed, nil, Options{})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	feed.s = full
	m.Update(drawMsg{})
	if s := m.scales.of[0]; s.Hi-s.Lo > .1 {
		t.Errorf("the scale of a signal within 0.02 g goes from %v to %v", s.Lo, s.Hi)
	}
}

func TestFirstSpan(t *testing.T) {
	for rate, want := range map[float64]time.Duration{
		1: 2 * time.Minute, 10: 20 * time.Second, 100: 10 * time.Second, 1000: 10 * time.Second, .1: 20 * time.Minute, 1e-4: 240 * time.Hour,
	} {
		if got := spans()[firstSpan(rate)]; got != want {
			t.Errorf("%v Hz: %v, want %v", rate, got, want)
		}
	}
}

// Without a model nothing is corrected, and the measured number stands once.
func TestNoModelBelievesNothing(t *testing.T) {
	mute := calm(rig())
	mute.Model.Window = 0
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}, {60, 20}} {
		m, _ := opened(mute, size[0], size[1], Options{})
		rows := 0
		for _, line := range bare(m.View()) {
			if strings.Contains(line, " no model") && !strings.Contains(line, "no verdicts") {
				rows++
				if strings.ContainsAny(line, "=≈") {
					t.Errorf("%v: %q has a believed value", size, line)
				}
			}
		}
		if rows != len(rig().Channels) {
			t.Errorf("%v: %d rows say that there is no model, want %d", size, rows, len(rig().Channels))
		}
	}
}
