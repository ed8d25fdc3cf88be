package tui

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// bench notes what drills were ordered.
type bench struct {
	orders  []DrillOrder
	stopped int
	err     error
}

func (b *bench) Kinds() []DrillKind {
	return []DrillKind{
		{Name: "bias", Unit: InSigma, Sizes: []float64{-3, -1, 1, 3, 5}},
		{Name: "gain", Unit: AsShare, Sizes: []float64{-.2, .2, .5}},
		{Name: "stuck"},
		{Name: "delay", Unit: InFrames, Sizes: []float64{2, 8, 24}},
		{Name: "incon", Together: true},
	}
}

func (b *bench) Start(o DrillOrder) (int, error) {
	if b.err == nil {
		b.orders = append(b.orders, o)
	}
	return len(b.orders), b.err
}

func (b *bench) Stop() bool { b.stopped++; return true }

func (b *bench) Preview(o DrillOrder, sigma float64, x []float64, from int) []float64 {
	for i := from; i < len(x); i++ {
		x[i] += o.Size * sigma
	}
	return x
}

// drilling is the faulty rig, whose fault is a drill that runs.
func drilling() *pipeline.Snapshot {
	s := faulty(rig())
	s.Epoch = 2
	s.Drills = []pipeline.Drill{
		{ID: 1, Kind: "stuck", Channels: []int{0}, From: at(300), To: at(360), Until: at(430), Over: true, Epoch: 1, Cut: "wound back",
			Answer: pipeline.Answer{Frames: 60, In: []float64{.001}, Out: []float64{.001}, Harmed: -1}},
		{ID: 2, Kind: "incon", Channels: []int{6, 7}, From: at(420), To: at(480), Until: at(550), Over: true, Epoch: 2,
			Answer: pipeline.Answer{Frames: 60, Found: true, After: 9 * time.Second, Process: true, In: []float64{.8, .4}, Out: []float64{.8, .4}, Harmed: -1}},
		{ID: 3, Kind: "bias", Channels: []int{pressure}, Size: []float64{3}, From: s.Times[onsetAt-5], To: at(920), Until: at(990), Epoch: 2,
			Answer: pipeline.Answer{Frames: 50, Found: true, After: 5 * time.Second, Accused: []int{pressure}, Kind: "bias",
				In: []float64{.61}, Out: []float64{.08}, Harm: .04, Harmed: 5}},
	}
	for i := onsetAt - 5; i < onsetAt; i++ {
		s.Raw[pressure][i] += .61
	}
	s.Events[len(s.Events)-1].Drill = 3
	s.Last.Drill = &inference.Injection{ID: 3, Kind: "bias", Channels: []string{"Pressure"}}
	return s
}

// drilled is the calm rig after that drill, beside whose end a sensor was
// accused that the drill had left alone.
func drilled() *pipeline.Snapshot {
	s := calm(rig())
	history(s)
	d := drilling()
	s.Epoch, s.Drills = d.Epoch, d.Drills
	last := &s.Drills[2]
	last.From, last.To, last.Until, last.Over, last.Cut = at(700), at(760), at(830), true, "stopped"
	last.Answer.Accused, last.Answer.Kind, last.Answer.Withheld = []int{5, pressure}, "drift", 3
	s.Events = append(s.Events,
		pipeline.Event{ID: 3, From: at(705), To: at(770), State: inference.Fault, Channel: pressure, Kind: "drift", Offset: .61, Peak: .99, Drill: 3},
		pipeline.Event{ID: 4, From: at(720), To: at(740), State: inference.Fault, Channel: 5, Kind: "bias", Offset: 1.2, Peak: .98, Drill: 3},
		pipeline.Event{ID: 5, From: at(690), To: at(750), State: inference.Fault, Channel: 1, Kind: "stuck", Offset: math.NaN(), Peak: .97, Beside: 3})
	return s
}

// The dialog and the answer in all sizes and looks.
func TestDrillScreens(t *testing.T) {
	for _, c := range []struct {
		name  string
		state *pipeline.Snapshot
		keys  string
		err   error
	}{
		{"form", faulty(rig()), "2 i", nil},
		{"form-refused", calm(rig()), "2 i down down left enter", errors.New("a drill needs 64 frames before it, there are 31 so far: wait a little")},
		{"form-modality", calm(rig()), "i left down left", nil},
		{"running", drilling(), "", nil},
		{"answer", drilled(), "D", nil},
	} {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}, {200, 50}} {
			for _, look := range []struct {
				name string
				opt  Options
			}{{"", Options{Profile: TrueColor}}, {"-none", Options{Profile: NoColor}}, {"-ascii", Options{Glyphs: chart.ASCII}}} {
				name := fmt.Sprintf("drill-%s-%dx%d%s", c.name, size[0], size[1], look.name)
				t.Run(name, func(t *testing.T) {
					look.opt.Drills = &bench{err: c.err}
					m, _ := opened(c.state, size[0], size[1], look.opt)
					for _, k := range strings.Fields(c.keys) {
						m.Update(key(k))
					}
					view := m.View()
					fits(t, name, view, size[0], size[1], look.opt.Glyphs)
					if c.state.Drills != nil && c.name == "running" && !strings.Contains(view, drillWord) {
						t.Error("it does not say DRILL")
					}
					if size[0] == 80 || look.name == "" && size[0] > 40 {
						golden(t, name+".txt", strings.Join(bare(view), "\n")+"\n")
					}
				})
			}
		}
	}
}

// A drill is to be seen on every screen and at every size, by words.
func TestDrillIsNeverHidden(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}, {120, 40}, {200, 50}} {
		for _, k := range []string{"", "E", "?", "D", " ", "enter", "i"} {
			m, _ := opened(drilling(), size[0], size[1], Options{Drills: &bench{}, Profile: NoColor})
			m.Update(key(k))
			lines := bare(m.View())
			if !strings.Contains(lines[0], drillWord) {
				t.Errorf("%v %q: no DRILL in the title %q", size, k, lines[0])
			}
			if k != "?" && !strings.Contains(lines[1], drillWord) {
				t.Errorf("%v %q: no DRILL in the headline %q", size, k, lines[1])
			}
		}
		m, _ := opened(drilling(), size[0], size[1], Options{Drills: &bench{}})
		if view := strings.Join(bare(m.View()), "\n"); !strings.Contains(view, "D"+m.number(pressure, m.shown.Raw[pressure][samples-1])) {
			t.Errorf("%v: the injected number is not marked\n%s", size, view)
		}
	}
}

// Another pass over the same times is the rig's own.
func TestDrillOfAnotherPass(t *testing.T) {
	s := drilling()
	s.Epoch = 3
	s.Events[len(s.Events)-1].Drill = 0
	m, _ := opened(s, 120, 40, Options{})
	for y, l := range bare(m.View()) {
		if strings.Contains(l, drillWord) {
			t.Errorf("line %d: %q", y, l)
		}
	}
}

func TestDrillKeys(t *testing.T) {
	order := func(b *bench) string {
		if len(b.orders) == 0 {
			return ""
		}
		return fmt.Sprint(b.orders[len(b.orders)-1])
	}
	for _, c := range []struct {
		keys string
		want func(*Model, *bench) bool
	}{
		{"2 i enter", func(m *Model, b *bench) bool { return order(b) == "{bias [1] 3 2m0s}" && !m.drill.open && m.focus == 1 }},
		{"2 i right down down right down left enter", func(_ *Model, b *bench) bool { return order(b) == "{bias [2] 5 1m0s}" }},
		{"2 i down left left enter", func(_ *Model, b *bench) bool { return order(b) == "{delay [1] 8 2m0s}" }},
		{"1 i left down left enter", func(_ *Model, b *bench) bool { return order(b) == "{incon [6 7] 0 2m0s}" }},
		{"1 i down left enter", func(m *Model, b *bench) bool {
			return order(b) == "" && m.drill.refusal == "another time's data takes a whole modality: choose one as sensor"
		}},
		{"5 i enter", func(m *Model, b *bench) bool {
			return order(b) == "" && m.drill.refusal == "Pressure is in alarm already: nobody could tell who found the drill"
		}},
		{"2 i esc enter", func(m *Model, b *bench) bool { return order(b) == "" && !m.drill.open }},
		{"2 i p [ E", func(m *Model, b *bench) bool { return m.drill.open && m.screen == monitor && !m.tape.paused }},
	} {
		b := &bench{}
		m, _ := opened(faulty(rig()), 80, 24, Options{Drills: b})
		typed(m, strings.Fields(c.keys)...)
		if !c.want(m, b) {
			t.Errorf("%s: ordered %v, refused %q, open %v", c.keys, b.orders, m.drill.refusal, m.drill.open)
		}
	}
	for _, k := range []string{"i", "x"} {
		b := &bench{}
		m, _ := opened(drilling(), 80, 24, Options{Drills: b})
		typed(m, k)
		if b.stopped != 1 || m.drill.open || m.notice != "drill 3 ends with the next frame" {
			t.Errorf("%s: stopped %d times, %q", k, b.stopped, m.notice)
		}
	}
	m, d := opened(drilled(), 80, 24, Options{Drills: &bench{}})
	typed(m, "D", "enter")
	if m.screen != monitor || !m.frozen || m.focus != pressure || d.sought != nil {
		t.Errorf("⏎ in the list: screen %v, frozen %v, focus %d, sought %v", m.screen, m.frozen, m.focus, d.sought)
	}
}

// A screen without drills has no keys for them; one without a model refuses.
func TestNoDrills(t *testing.T) {
	m, _ := opened(faulty(rig()), 80, 24, Options{})
	typed(m, "i", "x", "D")
	if m.drill.open || m.screen != monitor {
		t.Error("a key of the drills works")
	}
	if slices.ContainsFunc(m.keys, func(b binding) bool { return b.group == "DRILL" }) {
		t.Error("a key of the drills is shown")
	}
	s := calm(rig())
	s.Model = pipeline.ModelInfo{}
	m, _ = opened(s, 80, 24, Options{Drills: &bench{}})
	typed(m, "i", "enter")
	if m.drill.refusal != "there is no model: nobody would answer" {
		t.Errorf("refused %q", m.drill.refusal)
	}
}
