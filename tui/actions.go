package tui

import (
	"math"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/inference"
	"rigscope/pipeline"
)

// What the keys do; keys.go says which.

func freeze(m *Model, _ string) tea.Cmd {
	m.frozen = true
	return nil
}

func thaw(m *Model, _ string) tea.Cmd {
	m.thaw()
	return nil
}

func lookBack(m *Model, key string) tea.Cmd { return m.look(key == "left" || key == "h", 1) }
func lookFar(m *Model, key string) tea.Cmd  { return m.look(key == "H", 10) }

// look moves the view by times a tenth of what the rows show, in whole
// cells. Looking back freezes.
func (m *Model) look(back bool, times int) tea.Cmd {
	width := m.columns().chart
	by := max(m.rowWindow(width).per*max(width/10, 1)*times, 1)
	if !back {
		by = -by
	}
	m.frozen = m.frozen || back
	m.back = min(max(m.back+by, 0), m.last()-m.shown.Oldest())
	m.scales.reset()
	return nil
}

func zoom(m *Model, key string) tea.Cmd {
	by := 1
	if key != "-" {
		by = -1
	}
	m.zoom = min(max(m.zoom+by, 0), wholeLog())
	m.scales.reset()
	return nil
}

func nextSensor(m *Model, key string) tea.Cmd {
	n, by := len(m.names), 1
	if key == "shift+tab" {
		by = n - 1
	}
	m.focus, m.chosen = (m.focus+by)%n, true
	return nil
}

func chooseSensor(m *Model, key string) tea.Cmd {
	if c := int(key[0] - '1'); c < len(m.names) {
		m.focus, m.chosen = c, true
	}
	return nil
}

func stopGo(m *Model, _ string) tea.Cmd {
	m.transport.SetPaused(!m.transport.Paused())
	m.take()
	return nil
}

func speeds() []float64 {
	return []float64{.1, .25, .5, 1, 2, 4, 8, 16, 32, 64, 100, 250, 1000, maxSpeed()}
}

func changeSpeed(m *Model, key string) tea.Cmd {
	m.transport.SetSpeed(nextSpeed(m.transport.Speed(), key))
	m.take()
	return nil
}

// nextSpeed is the step of the ladder above or below now, wherever that is.
func nextSpeed(now float64, key string) float64 {
	all := speeds()
	switch key {
	case "]":
		for _, s := range all {
			if s > now {
				return s
			}
		}
		return all[len(all)-1]
	case "[":
		for i := len(all) - 1; i >= 0; i-- {
			if all[i] < now {
				return all[i]
			}
		}
		return all[0]
	}
	return 1
}

func step(m *Model, key string) tea.Cmd {
	m.transport.SetPaused(true)
	t, ok := m.position()
	if key == "." {
		m.thaw()
		m.transport.Step(1)
		return nil
	}
	if !ok {
		return nil
	}
	return m.seek(t.Add(-m.newest.Rig.Period()))
}

// nextAlarm winds a replay to the alarm, and a live picture back to it; in
// the list it chooses it.
func nextAlarm(m *Model, key string) tea.Cmd {
	if m.screen == eventList {
		return chooseAlarm(m, key)
	}
	e, ok := alarmFrom(m.shown, m.shown.Time(m.end()), key == "n")
	if !ok {
		m.notice = "no earlier alarm"
		if key == "n" {
			m.notice = "no later alarm so far"
		}
		return nil
	}
	return m.visit(e)
}

// alarmFrom is the next alarm after t or the last one before it. One that
// began two frames ago counts as the present one, so that going back twice
// goes back twice.
func alarmFrom(s *pipeline.Snapshot, t time.Time, later bool) (found pipeline.Event, ok bool) {
	for _, e := range s.Events {
		if !isAlarm(e) {
			continue
		}
		if later && e.From.After(t) {
			return e, true
		}
		if !later && e.From.Before(t.Add(-2*s.Rig.Period())) {
			found, ok = e, true
		}
	}
	return found, ok
}

func (m *Model) visit(e pipeline.Event) tea.Cmd {
	if e.Channel >= 0 && e.Channel < len(m.names) {
		m.focus, m.chosen = e.Channel, true
	}
	return m.goThere(e.From, "that alarm is no longer in memory")
}

// goThere winds a replay to t, and else looks back to it; gone is what to say
// if it cannot.
func (m *Model) goThere(t time.Time, gone string) tea.Cmd {
	m.screen = m.home()
	if m.transport != nil && m.opt.Mode != Demo { // a demo cannot be wound, only looked back on
		return m.seek(t)
	}
	if !m.lookAt(t) {
		m.notice = gone
	}
	return nil
}

func toStart(m *Model, _ string) tea.Cmd {
	if m.tape.from.IsZero() {
		m.notice = "where the data begins is not known"
		return nil
	}
	return m.seek(m.tape.from)
}

func toEnd(m *Model, _ string) tea.Cmd {
	if m.frozen || m.back > 0 || m.transport == nil {
		m.thaw()
		return nil
	}
	if m.tape.to.IsZero() {
		m.notice = "where the data ends is not known"
		return nil
	}
	return m.seek(m.tape.to)
}

func ask(m *Model, _ string) tea.Cmd {
	m.prompt = prompt{open: true}
	return nil
}

func show(s screen) func(*Model, string) tea.Cmd {
	return func(m *Model, _ string) tea.Cmd {
		m.screen = s
		return nil
	}
}

// back goes one level up: lets go of a cursor, to the monitor, to the moving
// picture, to a focus that follows the alarms.
func back(m *Model, _ string) tea.Cmd {
	switch {
	case m.screen == closeUp && m.study.hand > 0:
		m.study.hand = 0
	case m.screen == closeUp:
		m.study.open, m.screen = false, monitor
	case m.screen != monitor:
		m.screen, m.helping = m.home(), helping{}
	case m.tabular:
		m.tabular = false
	case m.frozen:
		m.thaw()
	default:
		m.chosen = false
	}
	return nil
}

// isAlarm is true for what n and N go to.
func isAlarm(e pipeline.Event) bool {
	return e.State == inference.Fault || e.State == inference.Process
}

func isFault(e pipeline.Event) bool { return e.State == inference.Fault && e.Channel >= 0 }

// speedWord is 4×, ¼× or max.
func speedWord(x float64) string {
	switch {
	case math.IsInf(x, 1) || x == 0:
		return "max"
	case x == .25:
		return "¼×"
	case x == .5:
		return "½×"
	}
	return trimFloat(x) + "×"
}
