package tui

import (
	"cmp"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// The monitor, as draw lays it out; 80×24 leaves out the headings, and from
// 180 columns on a sidebar stands at the right.
//
//	┌────────────────────────────────────────────────────────────────────┐
//	│ title      rig, size, what feeds the screen                   time │
//	│ headline   the state of the rig in one sentence                age │
//	│ heads      SENSOR    MEASURED          SCORE        CORRECTED      │
//	│ rows       ▲F name   ⡠⠔⠒⠢⡀  0.34  ▁▁▃███ .99  ⡠⠔⠒⠢⡀ ≈ 0.03 bar │
//	│            …                                                       │
//	│ labels               −2:00   now                                   │
//	│ focus      ━━ one sensor, measured over corrected     WHY ──────── │
//	│            …                                          …            │
//	│ log        ▁▁▁█▁▁▁▂▁▁▁███·············  and what happened when     │
//	│ transport  ► PLAY 1×  01:26:50 / 02:36:44   alarm 4 of 4           │
//	│ keys       space freeze  ← → look back                             │
//	└────────────────────────────────────────────────────────────────────┘

// panel is one part of the screen. It draws into a grid of its own and
// cannot reach beyond.
type panel interface{ Draw(g chart.Grid) }

// scene is what the panels draw from: the model, and what follows from it
// for one View.
type scene struct {
	*Model
	shown   *pipeline.Snapshot // Model's own, or what a slower part stands with
	layout  layout
	cols    columns
	now     moment
	marks   []mark           // [C]
	faults  []int            // channels in alarm, the worst first
	lasting []pipeline.Event // alarms that last and nobody has seen, the newest first
	past    []pipeline.Event // those that have passed unseen, likewise
	onset   int              // absolute index of the worst fault's first sample, or -1
}

func (m *Model) scene() *scene {
	s := &scene{Model: m, shown: m.shown, layout: m.plan(), onset: -1}
	s.cols = m.columns()
	s.now = moment{i: -1}
	if m.shown == nil {
		return s
	}
	s.judge(cmp.Or(m.cadence.numbers.Snapshot, m.shown))
	if len(s.faults) > 0 {
		if i, ok := m.shown.At(s.now.readings[s.faults[0]].since); ok {
			s.onset = i
		}
	}
	return s
}

// judge takes numbers and states from h, which may be a little older than
// what is shown. The instant counts from the first sample shown, either way.
func (s *scene) judge(h *pipeline.Snapshot) {
	s.now = momentAt(h, s.instant(h), len(s.blocks))
	if s.now.i >= 0 {
		s.now.i = max(s.now.i+h.First-s.shown.First, 0)
	}
	s.faults = s.rung(s.now.faults())
	lasting, over := s.waiting()
	s.lasting, s.past = lasting, s.latched(over)
	s.marks = nil
	for c := range s.now.readings {
		mark := s.now.markOf(c, s.now.modalities[s.blockOf[c]])
		if s.quiet(c) {
			mark = markShelved()
		}
		s.marks = append(s.marks, mark)
	}
}

// instant is the sample the numbers are about: the newest judged one, or the
// one at the right edge when looking back; the newest at all without a model.
// A verdict stands until the next, which is a hop away.
func (m *Model) instant(shown *pipeline.Snapshot) int {
	i := len(shown.Times) - 1 - m.back
	if n := shown.Judged; n > 0 && (m.back == 0 || i < n+shown.Model.Hop) {
		i = min(i, n-1)
	}
	return i
}

func (m *Model) plan() layout {
	if (m.tabular || m.throttle.table) && m.w >= leastW && m.h >= leastH {
		return planTable(m.w, m.h, len(m.names))
	}
	return plan(m.w, m.h, len(m.names), len(m.blocks))
}

func (m *Model) columns() columns {
	l := m.plan()
	if l.table {
		return tableColumns(m.w)
	}
	return columnsOf(l.title.w-l.side.w, l.headings, m.longest)
}

// draw fills g with the present screen.
func (m *Model) draw(g chart.Grid) {
	s := m.scene()
	l := s.layout
	if l.tooSmall {
		l.headline.put(g, headline{s})
		return
	}
	l.title.put(g, title{s})
	l.keys.put(g, footer{s})
	if m.screen == helpText {
		rect{0, 2, m.w, m.h - 3}.put(g, help{s})
		return
	}
	l.headline.put(g, headline{s})
	s.body(g)
	s.above(g)
}

// body draws what stands between headline and keys.
func (s *scene) body(g chart.Grid) {
	all, above := rect{0, 2, s.w, s.h - 3}, rect{0, 2, s.w, s.h - 4} // above the line of the transport
	switch s.screen {
	case looksScreen:
		rect{0, 3, s.w, s.h - 4}.put(g, looksPanel{s})
	case drillList:
		all.put(g, drillAnswers{s})
	case closeUp:
		all.put(g, closeUpView{s})
	case eventList:
		above.put(g, events{s})
	case modelView:
		above.put(g, within{s})
	case timelineView:
		above.put(g, whole{s})
	default:
		s.monitor(g)
	}
	if s.screen&(eventList|modelView|timelineView) != 0 {
		rect{0, s.h - 2, s.w, 1}.put(g, transport{s})
	}
}

// above draws what lies on top: the dialog, and where there is no transport
// line what is asked and answered.
func (s *scene) above(g chart.Grid) {
	if s.layout.transport.h == 0 && (s.prompt.open || s.notice != "") {
		rect{0, s.h - 2, s.w, 1}.put(g, transport{s})
	}
	if s.dialog != nil {
		s.dialog.draw(s, g)
	}
	if s.drill.open {
		rect{0, 2, s.w, s.h - 3}.put(g, drillDialog{s})
	}
}

func (s *scene) monitor(g chart.Grid) {
	l := s.layout
	l.transport.put(g, transport{s})
	if s.now.blank() {
		return
	}
	if l.table {
		l.heads.put(g, tableHeads{s})
		l.rows.put(g, table{s})
	} else {
		l.heads.put(g, heads{s})
		l.rows.put(g, rows{s})
		l.labels.put(g, timeMarks{s})
	}
	l.focus.put(g, focus{s})
	l.events.put(g, recent{s, 1})
	l.brief.put(g, brief{s})
	l.side.put(g, sidebar{s})
	l.log.put(g, logStrip{s.with(s.cadence.log)})
}

func (r rect) put(g chart.Grid, p panel) {
	if r.w > 0 && r.h > 0 {
		p.Draw(g.Sub(r.x, r.y, r.w, r.h))
	}
}

// visible is the range of channels on screen: a page of them, so that rows
// keep their places while the focus moves among them.
func (s *scene) visible() (from, to int) {
	n, fit := len(s.names), max(s.layout.shown, 1)
	from = s.Model.focus / fit * fit
	from = max(0, min(from, n-fit))
	return from, min(from+fit, n)
}
