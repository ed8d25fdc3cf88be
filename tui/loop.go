package tui

import (
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/tui/chart"
	"rigscope/tui/term"
)

// view is a screen that a loop shows.
type view interface {
	tea.Model
	picture() chart.Grid    // good until the next one; not asked for before the size was told
	changed(time.Time) bool // whether a tick has brought anything to draw
	onLink(throttle)        // how the line to the terminal does
	colours() scheme        // they may be changed while it is shown
}

// loop stands between Bubble Tea and a view: it watches the terminal's size
// and the line to it, and decides when a picture is drawn. It never waits
// for the terminal.
type loop struct {
	view   view
	term   *term.Terminal
	line   *term.Governor
	scheme scheme
	tints  tints
	w, h   int
	sweeps func() bool // the user has chosen sweep

	drawn  time.Time // when the last picture was
	rated  time.Time // when the rate was last shown
	said   throttle
	broken atomic.Pointer[Broken]
}

func newLoop(v view, t *term.Terminal, opt Options) *loop {
	l := &loop{view: v, term: t, line: term.NewGovernor(opt.FPS), scheme: v.colours(), tints: newTints(opt.Profile, opt.Light)}
	l.sweeps = func() bool { return false }
	if m, ok := v.(*Model); ok {
		l.sweeps = func() bool { return m.sweep }
	}
	return l
}

// scheme is what decides a palette.
type scheme struct {
	profile Profile
	light   bool
}

func (m *Model) colours() scheme   { return scheme{m.opt.Profile, m.opt.Light} }
func (m *chooser) colours() scheme { return scheme{m.opt.Profile, m.opt.Light} }

// pulseMsg is a look at the terminal.
type pulseMsg time.Time

const pulse = 100 * time.Millisecond

func nextPulse() tea.Msg {
	return tea.Tick(pulse, func(at time.Time) tea.Msg { return pulseMsg(at) })()
}

// Init begins with the size, so that the first picture is there at once.
func (l *loop) Init() (cmd tea.Cmd) {
	defer l.rescue(&cmd)
	cmd = l.guard(tea.Batch(l.view.Init(), l.resized(), nextPulse))
	l.draw(time.Now())
	return cmd
}

// View is for Bubble Tea's renderer, which is not used.
func (l *loop) View() string { return "" }

// Update routes a message and draws what came of it: at once after a key,
// otherwise as often as the line allows.
func (l *loop) Update(msg tea.Msg) (same tea.Model, cmd tea.Cmd) {
	same = l // after a panic, too
	defer l.rescue(&cmd)
	if said, ok := l.control(msg); ok {
		said()
		return l, nil
	}
	at := time.Time{}
	switch msg := msg.(type) {
	case pulseMsg:
		cmd = tea.Batch(l.look(time.Time(msg)), nextPulse)
		return l, l.guard(cmd)
	case tea.WindowSizeMsg: // Bubble Tea knows no size without a renderer
		return l, nil
	case drawMsg:
		at = msg.at
	}
	_, cmd = l.view.Update(msg)
	if at.IsZero() {
		l.draw(time.Now())
	} else if at.Sub(l.drawn) >= l.every() && l.view.changed(at) {
		l.draw(at)
	}
	return l, l.guard(cmd)
}

// every is the time from one picture to the next, less what a tick may come
// early.
func (l *loop) every() time.Duration {
	d := time.Second / time.Duration(l.line.Rung().FPS)
	return d - d/10
}

// control is what a command of Bubble Tea's for its renderer means to us.
func (l *loop) control(msg tea.Msg) (do func(), ok bool) {
	switch msg {
	case tea.ClearScreen():
		return l.term.Repaint, true
	case tea.EnableMouseCellMotion():
		return func() { l.term.Say(term.MouseOn) }, true
	case tea.DisableMouse():
		return func() { l.term.Say(term.MouseOff) }, true
	}
	return nil, false
}

// look asks for the terminal's size and how the line does.
func (l *loop) look(at time.Time) tea.Cmd {
	cmd := l.resized()
	stats := l.term.Stats(at)
	l.line.Observe(at, stats, l.sweeps())
	t := l.throttle(stats, at)
	if t != l.said {
		l.said = t
		l.view.onLink(t)
	}
	return cmd
}

// throttle tells the rate once a second, any step of the ladder at once.
func (l *loop) throttle(s term.Stats, at time.Time) throttle {
	r := l.line.Rung()
	t := throttle{kBps: l.said.kBps, fps: r.FPS, top: l.line.Top().FPS, sweep: r.Sweep, table: r.Table}
	if at.Sub(l.rated) >= time.Second {
		l.rated = at
		t.kBps = float64(int(s.Rate/100+.5)) / 10
	}
	return t
}

// resized tells the view if the size has changed.
func (l *loop) resized() tea.Cmd {
	w, h, ok := l.term.Size()
	if !ok || w == l.w && h == l.h {
		return nil
	}
	l.w, l.h = w, h
	_, cmd := l.view.Update(tea.WindowSizeMsg{Width: w, Height: h})
	l.draw(time.Now())
	return cmd
}

func (l *loop) draw(at time.Time) {
	if l.w == 0 || l.h == 0 {
		return
	}
	l.drawn = at
	if s := l.view.colours(); s != l.scheme {
		palette := newPalette(s.profile, s.light)
		l.scheme, l.tints = s, newTints(s.profile, s.light)
		l.term.Recolour(palette[:])
	}
	g := l.view.picture()
	l.term.Show(g.W, g.H, func(cells []term.Cell) { l.tints.fill(cells, g) })
}
