package tui

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/pipeline"
	"rigscope/sensor"
	"rigscope/tui/chart"
)

// smallTheory is a model of n channels whose numbers are made up: two
// networks with caps, and entries from nothing to very much.
func smallTheory(n int) Theory {
	t := Theory{Name: "pump-demo.onnx", Windows: 16, Export: []byte("{}\n"),
		Networks: []NetworkSum{{"enc.vibration", 2.31, 9.25}, {"block", math.NaN(), 5.34}}}
	for i := range 3 {
		t.Layers = append(t.Layers, LayerGain{"enc.vibration", fmt.Sprint(i), "Conv /2", .54 * float64(i+1), 1.6 + float64(i)/3, 1.7 + float64(i)/3, 0})
	}
	for i := range 3 {
		t.Layers = append(t.Layers, LayerGain{"block", fmt.Sprint(i), "Dense", .9, 1.2 + .15*float64(i), 1.2 + .15*float64(i), 1.5})
	}
	t.Layers = append(t.Layers, LayerGain{"ridge", "", "Conv /1", math.NaN(), 11.8, 35.5, 0})
	for i := range n {
		t.Channels = append(t.Channels, fmt.Sprint("c", i))
		var proved, seen []float64
		for j := range n {
			x := .002 * math.Pow(3, float64((5*i+3*j)%12))
			if i == j {
				x = 0
			}
			proved, seen = append(proved, x), append(seen, x/7)
		}
		t.Certified, t.Measured = append(t.Certified, proved), append(t.Measured, seen)
	}
	return t
}

// smallProbe spreads from a third of a window over all of it.
func smallProbe(_ context.Context, _ sensor.Window, channel int) (Probe, error) {
	var p Probe
	for i := range 6 {
		n := []int{32, 16, 8, 16, 32, 64}[i]
		s := ProbeStep{Layer: fmt.Sprintf("enc.vibration.%d", i), Gain: .8, Ceiling: 1.7, Places: n, Of: 8 * n, Participation: .1, Support: .2, Top: .6}
		for k := range n {
			s.Energy = append(s.Energy, math.Exp(-math.Pow(6*(float64(k)/float64(n)-.5), 2)))
		}
		p.Conv = append(p.Conv, s)
	}
	for i := range 3 {
		s := ProbeStep{Layer: fmt.Sprintf("block.%d", i), Gain: .7, Ceiling: 1.5, Places: 90, Of: 256, Participation: .3, Support: .4, Top: .3}
		for k := range 256 {
			s.Energy = append(s.Energy, math.Abs(math.Sin(float64(k*(channel+1)))))
		}
		p.Dense = append(p.Dense, s)
	}
	return p, nil
}

// voidTheory knows nothing and was made by somebody who means harm.
func voidTheory(n int) Theory {
	t := smallTheory(n)
	nan := math.NaN()
	for i := range t.Layers {
		l := &t.Layers[i]
		l.Seen, l.Norm, l.Bound = nan, nan, nan
		l.Name, l.Op, l.Network = "a\x1b[2J\n漢", "\x1b]0;x\a", "n\u202eet"
	}
	for i := range t.Certified {
		for j := range t.Certified[i] {
			t.Certified[i][j] = []float64{nan, math.Inf(1), -1, 1e300}[(i+j)%4]
		}
	}
	t.Networks, t.Measured = nil, nil
	return t
}

func voidProbe(context.Context, sensor.Window, int) (Probe, error) {
	nan := math.NaN()
	s := ProbeStep{Layer: "\x1b[2Jx", Gain: nan, Ceiling: math.Inf(1), Energy: []float64{nan, math.Inf(1), 0}, Participation: nan, Support: nan, Top: nan}
	return Probe{Conv: []ProbeStep{s, s}, Dense: []ProbeStep{s, {}}, Filled: true}, nil
}

// insightInto answers at once.
func insightInto(t Theory, probe func(context.Context, sensor.Window, int) (Probe, error)) Insight {
	ask := func(context.Context) (Theory, error) { return t, nil }
	return Insight{Theory: ask, Measure: ask, Probe: probe, Save: func(Theory) (string, error) { return "pump-demo.analysis.json", nil }}
}

// settle runs commands and what follows from them until nothing more comes.
func settle(m *Model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	if all, ok := msg.(tea.BatchMsg); ok {
		for _, c := range all {
			settle(m, c)
		}
		return
	}
	if _, tick := msg.(drawMsg); !tick {
		_, next := m.Update(msg)
		settle(m, next)
	}
}

func press(m *Model, keys string) {
	for _, k := range strings.Fields(keys) {
		if k == "space" {
			k = " "
		}
		_, cmd := m.Update(key(k))
		settle(m, cmd)
	}
}

// Both views at three sizes, in colour, without, and in ASCII.
func TestModelAndTimelineScreens(t *testing.T) {
	twelve := summed(faulty(wider(12)))
	for name, c := range map[string]struct {
		s    *pipeline.Snapshot
		keys string
	}{
		"model":         {twelve, "O"},
		"model-matrix":  {twelve, "O tab right right right"},
		"model-probe":   {twelve, "O tab tab tab d"},
		"timeline":      {twelve, "T N"},
		"timeline-zoom": {twelve, "T N + + d"},
		"table":         {twelve, "v v v"},
	} {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
			for mode, opt := range map[string]Options{"": {Profile: TrueColor}, ".none": {Profile: NoColor}, ".ascii": {Profile: NoColor, Glyphs: chart.ASCII}} {
				if mode != "" && (size[0] > 120 || strings.Contains(name, "-") || name == "table") {
					continue // enough is enough
				}
				file := fmt.Sprintf("%s-%dx%d%s.txt", name, size[0], size[1], mode)
				t.Run(file, func(t *testing.T) {
					opt.Insight = insightInto(smallTheory(12), smallProbe)
					m, _ := opened(c.s, size[0], size[1], opt)
					press(m, c.keys)
					got := strings.Join(bare(m.View()), "\n")
					if mode == ".none" {
						got = strings.ReplaceAll(m.View(), "\x1b", "␛")
					}
					golden(t, file, got+"\n")
				})
			}
		}
	}
}

// The colours of the heat map and of the strips of the timeline.
func TestModelAndTimelineInks(t *testing.T) {
	for name, keys := range map[string]string{"model-matrix": "O tab right", "timeline": "T N"} {
		m, _ := opened(summed(faulty(rig())), 80, 24, Options{Profile: Color256, Insight: insightInto(smallTheory(8), smallProbe)})
		press(m, keys)
		golden(t, name+"-80x24.ansi256.txt", strings.ReplaceAll(m.View(), "\x1b", "␛")+"\n")
	}
}

// Whatever the model, the log and the size, the screen is full and safe.
func TestModelAndTimelineAlwaysFit(t *testing.T) {
	turn, all := 0, states()
	for _, name := range []string{"nothing", "empty", "fault", "learning", "void", "40", "long", "hostile", "huge", "unnamed"} {
		s := all[name]
		for _, size := range [][2]int{{20, 5}, {40, 12}, {60, 20}, {80, 24}, {200, 50}} {
			for _, keys := range []string{"O", "O tab right down", "O tab tab", "O tab tab tab d", "O down down", "T", "T N left", "T + + g d", "v v v", "left T"} {
				turn++
				gl := chart.Glyphs(turn % 3)
				n := 8
				if s != nil {
					n = len(s.Rig.Channels)
				}
				in := insightInto(smallTheory(n), smallProbe)
				if turn%2 == 0 {
					in = insightInto(voidTheory(n), voidProbe)
				}
				m, _ := opened(s, size[0], size[1], Options{Glyphs: gl, Profile: Profile(turn / 3 % 4), Source: name, Insight: in})
				press(m, keys)
				fits(t, fmt.Sprint(name, size, gl, keys), m.View(), size[0], size[1], gl)
			}
		}
	}
}

// Every channel of a large rig can be reached in the matrix.
func TestMatrixScrolls(t *testing.T) {
	m, _ := opened(faulty(wider(64)), 80, 24, Options{Insight: insightInto(smallTheory(64), smallProbe)})
	press(m, "O tab")
	for range 63 {
		m.Update(key("right"))
		m.Update(key("down"))
	}
	view := strings.Join(bare(m.View()), "\n")
	for _, want := range []string{"[64]", "▌64 Extra 64", "of 64", "Extra 64 is masked while it is corrected"} {
		if !strings.Contains(view, want) {
			t.Errorf("it lacks %q:\n%s", want, view)
		}
	}
}

func TestModelKeys(t *testing.T) {
	for _, c := range []struct {
		keys string
		want func(*Model, *deck) bool
		what string
	}{
		{"O", func(m *Model, _ *deck) bool { return m.screen == modelView && m.inside.theory.Windows == 16 }, "in the model"},
		{"O esc", func(m *Model, _ *deck) bool { return m.screen == monitor }, "back"},
		{"O tab tab", func(m *Model, _ *deck) bool { return m.inside.pane == measuredPane }, "at the measured"},
		{"O shift+tab", func(m *Model, _ *deck) bool { return m.inside.pane == probePane }, "at the probe"},
		{"O d", func(m *Model, _ *deck) bool { return m.inside.dense }, "dense"},
		{"O tab right right left down", func(m *Model, _ *deck) bool {
			return m.inside.col == 1 && m.focus == pressure+1 && m.inside.probed.channel == pressure+1
		}, "on another cell, its row probed"},
		{"O tab left", func(m *Model, _ *deck) bool { return m.inside.col == 0 }, "at the first column"},
		{"O x", func(m *Model, _ *deck) bool { return m.notice == "the numbers are in pump-demo.analysis.json" }, "told where"},
		{"O u", func(m *Model, _ *deck) bool { return !m.inside.asking && m.inside.theory != nil }, "measured again"},
		{"O down down", func(m *Model, _ *deck) bool { return m.inside.top == 0 }, "at the top: all fits"},
		{"v", func(m *Model, _ *deck) bool { return m.screen == timelineView }, "in the timeline"},
		{"v v", func(m *Model, _ *deck) bool { return m.screen == modelView }, "in the model"},
		{"v v v", func(m *Model, _ *deck) bool { return m.screen == monitor && m.tabular && m.plan().table }, "in the table"},
		{"v v v v", func(m *Model, _ *deck) bool { return m.screen == monitor && !m.tabular }, "round to the monitor"},
		{"v v v esc", func(m *Model, _ *deck) bool { return m.screen == monitor && !m.tabular }, "back in the monitor"},
		{"T", func(m *Model, _ *deck) bool { return m.screen == timelineView && m.line.cursor.IsZero() }, "with the data"},
		{"T N", func(m *Model, _ *deck) bool { return m.line.cursor.Equal(at(855)) && m.focus == pressure }, "at the last incident"},
		{"T N N n", func(m *Model, _ *deck) bool { return m.line.cursor.Equal(at(855)) }, "there and back"},
		{"T n", func(m *Model, _ *deck) bool { return m.notice == "no later incident so far" }, "told so"},
		{"T N enter", func(m *Model, d *deck) bool {
			return m.screen == monitor && len(d.sought) == 1 && d.sought[0].Equal(at(855))
		}, "wound there"},
		{"T enter", func(m *Model, d *deck) bool { return m.screen == monitor && d.sought == nil && !m.frozen }, "with the data"},
		{"T g", func(m *Model, _ *deck) bool { return m.line.cursor.Equal(at(0)) }, "at the start"},
		{"T g left", func(m *Model, _ *deck) bool { return m.line.cursor.Equal(at(0)) }, "at the start"},
		{"T g G", func(m *Model, _ *deck) bool { return m.line.cursor.IsZero() }, "with the data"},
		{"T +", func(m *Model, _ *deck) bool { return m.span() == at(750).Sub(at(0)) }, "twice as large"},
		{"T + -", func(m *Model, _ *deck) bool { return m.line.zoom == 0 }, "whole"},
		{"T - -", func(m *Model, _ *deck) bool { return m.line.zoom == 0 }, "whole"},
		{"T d", func(m *Model, _ *deck) bool { return !m.bySensor() }, "by modality"},
		{"T d d", func(m *Model, _ *deck) bool { return m.bySensor() }, "by sensor"},
		{"T down", func(m *Model, _ *deck) bool { return m.focus == pressure+1 }, "one sensor further"},
		{"T ?", func(m *Model, _ *deck) bool { return m.screen == helpText }, "in the help"},
		{"T p", func(_ *Model, d *deck) bool { return d.paused }, "stopped"},
	} {
		t.Run(c.keys, func(t *testing.T) {
			m, d := opened(faulty(rig()), 120, 50, Options{Insight: insightInto(smallTheory(8), smallProbe)})
			press(m, c.keys)
			if !c.want(m, d) {
				t.Errorf("not %s", c.what)
			}
		})
	}
}

// A live picture looks back at the cursor; it cannot go where no data was.
func TestTimelineLooksBackLive(t *testing.T) {
	m := New(&feedOf{faulty(rig())}, nil, Options{})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	press(m, "T L L L")
	if !m.line.cursor.IsZero() {
		t.Errorf("the cursor is at %v, beyond the data", m.line.cursor)
	}
	press(m, "N enter")
	if m.screen != monitor || !m.frozen || m.back == 0 {
		t.Errorf("screen %v, frozen %v, back %d", m.screen, m.frozen, m.back)
	}
	press(m, "T g enter")
	if want := "that moment is no longer in memory"; m.notice != want {
		t.Errorf("notice %q, want %q", m.notice, want)
	}
}

// What cannot be said about the model is said in a sentence.
func TestModelSaysWhyThereIsNothing(t *testing.T) {
	broken := Insight{Theory: func(context.Context) (Theory, error) { return Theory{}, errors.New("it has no weight \x1b[2J\"enc\"") }}
	for want, in := range map[string]Insight{
		"This run has no model, so there is nothing to say about one.":          {},
		`There are no numbers about this model: it has no weight "enc"`:         broken,
		"computing… Norms and bounds of the model take some seconds, once. The": {Theory: insightInto(Theory{}, nil).Theory},
	} {
		m, _ := opened(faulty(rig()), 80, 24, Options{Insight: in})
		_, cmd := m.Update(key("O"))
		if !strings.HasPrefix(want, "computing") {
			settle(m, cmd)
		}
		if view := strings.Join(bare(m.View()), "\n"); !strings.Contains(view, want) {
			t.Errorf("it lacks %q:\n%s", want, view)
		}
	}
}

// The theory is asked for once; a probe follows the data, one at a time.
func TestInsightIsAskedOnce(t *testing.T) {
	asked, probes := 0, 0
	in := insightInto(smallTheory(8), nil)
	in.Theory = func(context.Context) (Theory, error) { asked++; return smallTheory(8), nil }
	in.Probe = func(ctx context.Context, w sensor.Window, c int) (Probe, error) {
		if probes++; w.T != 64 || len(w.X) != 8*64 || !w.To.Equal(at(899)) {
			t.Errorf("a window of %d, %d numbers, to %v", w.T, len(w.X), w.To)
		}
		return smallProbe(ctx, w, c)
	}
	m, _ := opened(faulty(rig()), 80, 24, Options{Insight: in, FPS: 1000})
	for range 3 {
		press(m, "O")
		_, cmd := m.Update(drawMsg{})
		settle(m, cmd)
		press(m, "esc")
	}
	if asked != 1 || probes != 1 {
		t.Errorf("asked %d times, probed %d times", asked, probes)
	}
	press(m, "O tab down")
	if probes != 2 {
		t.Errorf("another sensor: probed %d times", probes)
	}
}

// The matrix is drawn by ntcharts once and copied from then on.
func TestHeatMapIsDrawnOnChange(t *testing.T) {
	m, _ := opened(faulty(rig()), 120, 40, Options{Insight: insightInto(smallTheory(8), smallProbe)})
	press(m, "O tab")
	first := m.View()
	was := m.inside.heat[0].grid
	was.Set(0, 0, chart.Cell{Rune: 'Z'})
	if second := m.View(); second == first || !strings.Contains(second, "Z") {
		t.Error("it was drawn anew")
	}
	press(m, "u")
	if strings.Contains(strings.Join(bare(m.View()), ""), "Z") {
		t.Error("other numbers were not drawn anew")
	}
}
