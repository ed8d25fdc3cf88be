package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/sensor"
	"rigscope/tui/chart"
)

// inside is the state of the model screen.
type inside struct {
	theory   *Theory // nil: not asked, or not there
	err      error
	asking   bool // for the certificates or, if there are any, to measure
	probe    Probe
	probed   probed // what probe is about; zero: there is none
	probeErr error
	probing  bool
	rest     int // ticks before the next probe may follow

	pane  pane
	dense bool       // the probe shows the compute block
	top   int        // first line of the layers
	col   int        // corrected channel that is chosen; the disturbed one is the sensor in focus
	heat  [2]picture // certified, measured
}

// pane is a part of the model screen. One has the arrow keys; on a small
// screen it is the only one.
type pane int

const (
	layerPane pane = iota
	certifiedPane
	measuredPane
	probePane
	panes
)

// picture is a matrix as it was drawn last: it costs more to draw than to
// copy and hardly ever changes.
type picture struct {
	of   pictured
	grid chart.Grid
}

type pictured struct {
	theory *Theory
	frame  heatFrame
	w, h   int
}

func openModel(m *Model, _ string) tea.Cmd {
	m.screen = modelView
	return tea.Batch(m.askTheory(), m.askProbe())
}

// askTheory asks for what is certified, once a model.
func (m *Model) askTheory() tea.Cmd {
	in, ask := &m.inside, m.opt.Insight.Theory
	if ask == nil || in.asking || in.theory != nil || in.err != nil {
		return nil
	}
	in.asking = true
	ctx := m.ctx
	return func() tea.Msg {
		t, err := ask(ctx)
		return theoryMsg{t, false, err}
	}
}

// measure asks again, for the measured numbers, too; the old ones stay until
// the new ones come.
func (m *Model) measure() tea.Cmd {
	ask := m.opt.Insight.Measure
	if ask == nil || m.inside.asking {
		return nil
	}
	m.inside.asking = true
	ctx := m.ctx
	return func() tea.Msg {
		t, err := ask(ctx)
		return theoryMsg{t, true, err}
	}
}

func measureAgain(m *Model, _ string) tea.Cmd { return m.measure() }

// learn takes what is certified and goes on to measure.
func (m *Model) learn(msg theoryMsg) tea.Cmd {
	in := &m.inside
	in.asking, in.err = false, msg.err
	if msg.err != nil {
		return nil
	}
	in.theory = &msg.Theory
	if msg.measured {
		return nil
	}
	return m.measure()
}

// probeEvery is how often in a second the probe follows the data.
const probeEvery = 2

// follow is what a tick does for the model screen.
func (m *Model) follow() tea.Cmd {
	m.inside.rest--
	if m.screen != modelView {
		return nil
	}
	return m.askProbe()
}

// askProbe asks about the window that the numbers are about. A new channel is
// asked about at once, a new window now and then.
func (m *Model) askProbe() tea.Cmd {
	in, ask := &m.inside, m.opt.Insight.Probe
	if ask == nil || in.probing || m.shown == nil || m.shown.Model.Window <= 0 {
		return nil
	}
	w, of, ok := m.window()
	if !ok || of == in.probed || in.rest > 0 && of.channel == in.probed.channel {
		return nil
	}
	in.probing, in.rest = true, m.opt.FPS/probeEvery
	ctx := m.ctx
	return func() tea.Msg {
		p, err := ask(ctx, w, of.channel)
		return probeMsg{p, of, err}
	}
}

// window is the one that ends with the sample the numbers are about.
func (m *Model) window() (sensor.Window, probed, bool) {
	s, t := m.shown, m.shown.Model.Window
	from, to := m.instant(s)+1-t, m.instant(s)+1
	if from < 0 || m.focus >= len(s.Raw) {
		return sensor.Window{}, probed{}, false
	}
	w := sensor.Window{From: s.Times[from], To: s.Times[to-1], C: len(s.Raw), T: t}
	for _, v := range s.Raw {
		w.X = append(w.X, v[from:to]...)
	}
	return w, probed{s.Epoch, s.First + to - 1, m.focus, w.From, w.To}, true
}

func (in *inside) landed(msg probeMsg) {
	in.probing, in.probe, in.probed, in.probeErr = false, msg.Probe, msg.of, msg.err
}

func saveTheory(m *Model, _ string) tea.Cmd {
	save, t := m.opt.Insight.Save, *m.inside.theory
	return func() tea.Msg {
		file, err := save(t)
		return savedMsg{file, err}
	}
}

func (m *Model) saved(msg savedMsg) {
	m.notice = "the numbers are in " + chart.Clean(msg.file)
	if msg.err != nil {
		m.notice = chart.Clean(msg.err.Error())
	}
}

func nextPane(m *Model, key string) tea.Cmd {
	by := pane(1)
	if key == "shift+tab" {
		by = panes - 1
	}
	m.inside.pane = (m.inside.pane + by) % panes
	return nil
}

func convOrDense(m *Model, _ string) tea.Cmd {
	m.inside.dense = !m.inside.dense
	return nil
}

// moveInside scrolls the layers or chooses a cell of the matrix; elsewhere up
// and down choose a sensor.
func moveInside(m *Model, key string) tea.Cmd {
	dy := map[string]int{"up": -1, "k": -1, "down": 1, "j": 1}[key]
	dx := map[string]int{"left": -1, "h": -1, "right": 1, "l": 1}[key]
	if m.inside.pane == layerPane {
		m.scrollLayers(dy + 5*dx)
		return nil
	}
	n := len(m.names)
	if n == 0 {
		return nil
	}
	m.inside.col = min(max(m.inside.col+dx, 0), n-1)
	if dy != 0 {
		m.focus, m.chosen = min(max(m.focus+dy, 0), n-1), true
	}
	return m.askProbe()
}

func (m *Model) scrollLayers(by int) {
	r := planModel(m.w, m.h-4).layers
	in, page := &m.inside, max(r.h-4, 1)
	in.top = max(min(in.top+by, len(in.theory.gainLines())-page), 0)
}

// theorySays is why there is nothing to draw; empty if there is.
func (m *Model) theorySays() string {
	switch in := &m.inside; {
	case m.opt.Insight.Theory == nil:
		return "This run has no model, so there is nothing to say about one. Start with --model to have one."
	case in.err != nil:
		return "There are no numbers about this model: " + chart.Clean(in.err.Error())
	case in.theory == nil:
		return "computing… Norms and bounds of the model take some seconds, once. The data goes on."
	}
	return ""
}

// modelTitle names the model, and says when it is being measured.
func (m *Model) modelTitle() []word {
	out := []word{strong(inkBright, "model").after(2)}
	if m.shown != nil && m.shown.Model.Name != "" && m.w < sideFrom { // where it is wide it stands at the right
		out = append(out, say(inkText, modelName(m.shown.Model.Name, m.shown.Model.Hash)).after(2).ranked(1))
	}
	if m.inside.asking {
		text := "computing…"
		if m.inside.theory != nil {
			text = "measuring…"
		}
		out = append(out, say(inkWatch, text).after(2))
	}
	return out
}

// network is the constant of a network, if it has one.
func (t *Theory) network(name string) (NetworkSum, bool) {
	i := slices.IndexFunc(t.Networks, func(n NetworkSum) bool { return n.Network == name })
	if i < 0 {
		return NetworkSum{}, false
	}
	return t.Networks[i], true
}
