package tui

import (
	"context"
	"math"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/sensor"
	"rigscope/tui/chart"
)

// Model is the state of the screen. Only Bubble Tea's goroutine touches it.
type Model struct {
	feed      Feed
	transport Transport // nil when live
	opt       Options
	keys      []binding
	palette   palette
	over      <-chan struct{} // closed when the screen must end; nil never is
	ctx       context.Context // of Run, for commands that take a while

	w, h   int // cells; 0 until the terminal has said
	shown  *pipeline.Snapshot
	newest *pipeline.Snapshot // differs from shown while frozen
	tape   tape
	linked Link

	screen  screen
	frozen  bool
	back    int // samples looked back from the newest of shown
	zoom    int // index into spans
	focus   int // channel
	chosen  bool
	row     int // chosen line of the event list, from the newest
	prompt  prompt
	dialog  dialog // nil: none is open
	journal journal
	helping helping
	drill   drillForm
	mouse   bool         // it is heard
	notice  string       // answer to the last key, until the next
	seen    map[int]bool // events that were acknowledged, by ID

	labels
	relabelled *sensor.Rig // the rig's file since it was changed; nil: as in the data
	scales     scales

	sweep    bool // chosen by the user
	throttle throttle
	cadence  cadence

	study   study  // of one sensor, in the close-up
	inside  inside // of the model
	tabular bool   // numbers only, whatever the size
	line    timeline

	canvas chart.Grid // reused from View to View, as is the length of the text
	length int
}

// screen is what the terminal shows; every key belongs to some of them.
type screen uint16

const (
	monitor screen = 1 << iota
	eventList
	helpText
	looksScreen
	drillList
	modelView
	timelineView
	closeUp
	charts     = monitor | closeUp
	everywhere = ^screen(0)
)

// tape is where the transport stood at the last tick.
type tape struct {
	paused   bool
	loops    bool // begins again at the end
	speed    float64
	from, to time.Time // zero if unknown
}

// New makes the screen. tr is nil when there is nothing to wind.
func New(feed Feed, tr Transport, opt Options) *Model {
	opt = opt.withDefaults()
	return &Model{
		feed: feed, transport: tr, opt: opt,
		keys: bindings(tr != nil, opt.Drills != nil), palette: newPalette(opt.Profile, opt.Light),
		screen: monitor, sweep: opt.Sweep, ctx: context.Background(),
	}
}

// Init starts the tick.
func (m *Model) Init() tea.Cmd {
	m.take()
	return tea.Batch(m.tick(), m.watchFiles(), m.hearMouse(), m.readNotes())
}

// drawMsg is a tick, and when it was; zero if nobody cares.
type drawMsg struct{ at time.Time }

// soughtMsg is how a seek ended.
type soughtMsg struct{ err error }

func (m *Model) tick() tea.Cmd {
	return tea.Tick(time.Second/time.Duration(m.opt.FPS), func(at time.Time) tea.Msg { return drawMsg{at} })
}

// Update routes messages; it does no I/O.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case drawMsg:
		return m, m.refresh(msg.at)
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
		m.canvas = chart.NewGrid(m.w, m.h)
		m.scales.reset()
		m.rescale()
	case tea.KeyMsg:
		return m, m.typed(msg)
	case changedMsg:
		return m, m.adopt(msg)
	case tea.MouseMsg:
		return m, m.pointed(msg)
	case theoryMsg:
		return m, m.learn(msg)
	case probeMsg:
		m.inside.landed(msg)
	case savedMsg:
		m.saved(msg)
	case notesMsg:
		m.gotNotes(msg)
	case exportedMsg:
		return m, m.exported(msg)
	case soughtMsg:
		if msg.err != nil {
			m.notice = chart.Clean(msg.err.Error())
		}
	case reportedMsg:
		m.reported(msg)
	}
	return m, nil
}

// refresh is what a tick does.
func (m *Model) refresh(at time.Time) tea.Cmd {
	select {
	case <-m.over:
		return tea.Quit
	default:
		before := m.cadence
		m.take()
		m.pace(before, at)
		return tea.Batch(m.tick(), m.follow())
	}
}

// take fetches what a tick draws: the newest snapshot, unless the picture is
// frozen, and where the tape stands.
func (m *Model) take() {
	newest, tape := m.newest, m.tape
	if m.transport != nil {
		m.tape.paused, m.tape.speed = m.transport.Paused(), m.transport.Speed()
		m.tape.from, m.tape.to = m.transport.Span()
		if l, can := m.transport.(looper); can {
			m.tape.loops = l.Loops()
		}
	}
	if m.opt.Link != nil {
		m.linked = m.opt.Link()
	}
	if m.opt.Keep.Captures != nil {
		m.journal.captures = m.opt.Keep.Captures()
		m.stay()
	}
	m.newest = m.feed.Latest()
	m.cadence.stale = m.cadence.stale || m.newest != newest || m.tape != tape
	if m.newest == nil || m.frozen && m.shown != nil {
		return
	}
	m.show(m.newest)
}

func (m *Model) show(s *pipeline.Snapshot) {
	if s == m.shown {
		return
	}
	fresh := m.shown == nil || !sameRig(s, m.shown)
	if fresh {
		m.zoom, m.focus = firstSpan(s.Rig.Rate), 0
		m.scales.locked = false
	}
	if fresh = fresh || s.Epoch != m.shown.Epoch; fresh {
		m.scales.reset()
		m.study.drop()
	}
	m.shown = s
	m.cadence.release(s)
	if fresh {
		m.relabel()
	}
	m.labels.settle(s)
	m.followAlarm()
	m.stay()
	m.rescale()
}

// sameRig compares no more than what labels are made of.
func sameRig(a, b *pipeline.Snapshot) bool {
	if a.Rig.Name != b.Rig.Name || len(a.Rig.Channels) != len(b.Rig.Channels) {
		return false
	}
	for c, ch := range a.Rig.Channels {
		o := b.Rig.Channels[c]
		if ch.Name != o.Name || ch.Label != o.Label || ch.Unit != o.Unit || ch.Modality != o.Modality {
			return false
		}
	}
	return true
}

// followAlarm moves the focus to the newest alarm, or what the process witness
// saw, until the user has chosen a channel.
func (m *Model) followAlarm() {
	if m.chosen {
		return
	}
	for i := len(m.shown.Events) - 1; i >= 0; i-- {
		if e := m.shown.Events[i]; m.shelved(originOf(e)) > 0 {
			continue
		} else if isFault(e) && e.To.IsZero() {
			m.focus = min(e.Channel, len(m.names)-1)
			return
		} else if e.State == inference.Process && e.To.IsZero() && e.Sight.On {
			m.focus = min(max(e.Sight.Channel, 0), len(m.names)-1)
			return
		}
	}
}

// View draws the model; the same model gives the same text.
func (m *Model) View() string {
	if m.w <= 0 || m.h <= 0 {
		return ""
	}
	m.picture()
	var out strings.Builder
	out.Grow(m.length)
	paint(&out, m.canvas, &m.palette, m.opt.Profile != NoColor)
	m.length = out.Len() + 256
	return out.String()
}

// picture draws the model as cells, which are good until the next picture.
func (m *Model) picture() chart.Grid {
	m.canvas.Fill(chart.Cell{})
	m.draw(m.canvas)
	if m.opt.Glyphs == chart.ASCII {
		m.canvas.ToASCII()
	}
	return m.canvas
}

// end is the absolute index of the sample at the right edge, -1 without any.
func (m *Model) end() int {
	return m.last() - m.back
}

func (m *Model) last() int {
	if m.shown == nil || len(m.shown.Times) == 0 {
		return -1
	}
	return m.shown.First + len(m.shown.Times) - 1
}

// position is the time of the newest data, and whether there is any.
func (m *Model) position() (time.Time, bool) {
	if m.newest == nil || len(m.newest.Times) == 0 {
		return time.Time{}, false
	}
	return m.newest.Times[len(m.newest.Times)-1], true
}

// seek winds the tape off this goroutine and thaws the picture.
func (m *Model) seek(t time.Time) tea.Cmd {
	m.thaw()
	tr := m.transport
	return func() tea.Msg { return soughtMsg{tr.Seek(t)} }
}

func (m *Model) thaw() { m.frozen, m.back = false, 0 }

// maxSpeed plays as fast as the machine can.
func maxSpeed() float64 { return math.Inf(1) }
