package tui

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/pipeline"
)

// prompt is the line that asks where to go, or what its question says.
type prompt struct {
	open bool
	text string
	question
}

// question is what a prompt asks for; the zero value is where to go.
type question struct {
	label string // before what is typed
	verb  string // what enter does
	text  string // to begin with
	done  func(m *Model, text string) tea.Cmd
}

func (m *Model) ask(q question) { m.prompt = prompt{open: true, text: q.text, question: q} }

// most is how many bytes the answer may have.
func (p prompt) most() int {
	if p.done != nil {
		return 4 * longestNote
	}
	return longestAnswer
}

// answered runs what enter does.
func (m *Model) answered(p prompt) tea.Cmd {
	if p.done == nil {
		return m.goTo(p.text)
	}
	text := said(p.text)
	if text == "" {
		m.notice = "nothing was typed, nothing was noted"
		return nil
	}
	return p.done(m, text)
}

// longestAnswer keeps a pasted book off the screen.
const longestAnswer = 40

// answer takes all keys while the prompt is open.
func (m *Model) answer(k tea.KeyMsg) tea.Cmd {
	p := &m.prompt
	switch k.Type {
	case tea.KeyCtrlC:
		return tea.Quit
	case tea.KeyEsc:
		p.open = false
	case tea.KeyEnter:
		p.open = false
		return m.answered(*p)
	case tea.KeyBackspace:
		if r := []rune(p.text); len(r) > 0 {
			p.text = string(r[:len(r)-1])
		}
	case tea.KeyRunes, tea.KeySpace:
		if s := p.text + string(k.Runes); len(s) <= p.most() {
			p.text = s
		}
	}
	return nil
}

func (m *Model) goTo(text string) tea.Cmd {
	if strings.TrimSpace(text) == "loop" {
		m.loop()
		return nil
	}
	t, err := m.place(strings.TrimSpace(text))
	if err != nil {
		m.notice = err.Error()
		return nil
	}
	return m.seek(t)
}

// loop makes the data begin again at its end, or not.
func (m *Model) loop() {
	l, can := m.transport.(looper)
	if !can || m.opt.Mode == Demo {
		m.notice = "this data has no end to begin again at"
		return
	}
	l.SetLoop(!l.Loops())
	m.take()
	m.notice = "plays once"
	if l.Loops() {
		m.notice = "begins again at the end"
	}
}

// place understands 1:26:06, 26:06 and 90 since the start, a date with time
// in UTC, "row 5166" and "alarm 4".
func (m *Model) place(text string) (time.Time, error) {
	word, number, _ := strings.Cut(text, " ")
	n, notNumber := strconv.Atoi(strings.TrimSpace(number))
	switch {
	case text == "":
		return time.Time{}, fmt.Errorf("go to: nothing was typed")
	case word == "row" && notNumber == nil:
		return m.rowPlace(n)
	case word == "alarm" && notNumber == nil:
		return m.alarmPlace(n)
	}
	for _, layout := range []string{time.RFC3339Nano, time.DateTime} {
		if t, err := time.ParseInLocation(layout, text, time.UTC); err == nil {
			return t, nil
		}
	}
	d, ok := parseClock(text)
	if !ok {
		return time.Time{}, fmt.Errorf("go to %q: type 1:26:06, row 5166, alarm 4 or loop", text)
	}
	return m.start().Add(d), nil
}

// rowPlace reckons where a row is from the rows and the time so far: exact in
// a log without gaps, near in any other.
func (m *Model) rowPlace(row int) (time.Time, error) {
	if m.newest == nil || m.newest.Last == nil || m.newest.Last.Row <= 0 {
		return time.Time{}, fmt.Errorf("go to row %d: rows are not known before the first verdict", row)
	}
	v := m.newest.Last
	perRow := v.T.Sub(m.start()).Seconds() / float64(v.Row)
	return m.start().Add(time.Duration(float64(row) * perRow * float64(time.Second))), nil
}

func (m *Model) alarmPlace(n int) (time.Time, error) {
	all := alarms(m.newest)
	if n < 1 || n > len(all) {
		return time.Time{}, fmt.Errorf("go to alarm %d: there are %d so far", n, len(all))
	}
	return all[n-1].From, nil
}

func alarms(s *pipeline.Snapshot) []pipeline.Event {
	var out []pipeline.Event
	if s != nil {
		for _, e := range s.Events {
			if isAlarm(e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// parseClock reads h:mm:ss, m:ss or s, with decimals of a second.
func parseClock(text string) (time.Duration, bool) {
	parts := strings.Split(text, ":")
	if len(parts) > 3 {
		return 0, false
	}
	total := 0.0
	for i, p := range parts {
		x, err := strconv.ParseFloat(p, 64)
		if err != nil || !(x >= 0) || x > 1e9 || (i > 0 && x >= 60) {
			return 0, false
		}
		total = total*60 + x
	}
	return time.Duration(total * float64(time.Second)), true
}

// start is the time that clocks on screen count from.
func (m *Model) start() time.Time {
	switch {
	case !m.tape.from.IsZero():
		return m.tape.from
	case m.newest == nil:
		return time.Time{}
	case len(m.newest.Strip) > 0:
		return m.newest.Strip[0].From
	case len(m.newest.Times) > 0:
		return m.newest.Times[0]
	}
	return time.Time{}
}

func trimFloat(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
