package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/pipeline"
)

// drillForm is the dialog that orders a drill.
type drillForm struct {
	open    bool
	field   int // one of the fields
	target  int // channels, then modalities
	kind    int // index into Kinds
	size    int // index into the kind's Sizes
	lasts   int // index into lengths
	refusal string
	row     int // chosen line of the list of drills, from the newest
}

// The fields, from the top.
const (
	fieldSensor = iota
	fieldKind
	fieldSize
	fieldLasts
	fieldCount
)

// firstSize is what a kind begins with, as near as its sizes come.
const firstSize = 3

// openDrill opens the dialog on the sensor in focus, or stops what runs.
func openDrill(m *Model, _ string) tea.Cmd {
	if m.drillRuns() {
		return stopDrill(m, "")
	}
	f := &m.drill
	f.open, f.field, f.refusal, f.target = true, fieldSensor, "", m.focus
	m.screen = monitor
	if f.lasts == 0 {
		f.lasts = m.firstLength()
	}
	m.drillKind(0)
	return nil
}

func stopDrill(m *Model, _ string) tea.Cmd {
	if d, ok := m.lastDrill(); m.opt.Drills.Stop() && ok {
		m.notice = fmt.Sprintf("drill %d ends with the next frame", d.ID)
	}
	return nil
}

// drillKey takes all keys while the dialog is open.
func (m *Model) drillKey(k tea.KeyMsg) tea.Cmd {
	f := &m.drill
	f.refusal = ""
	switch k.String() {
	case "ctrl+c":
		return tea.Quit
	case "esc", "i", "q":
		f.open = false
	case "up", "k", "shift+tab":
		f.field = (f.field + fieldCount - 1) % fieldCount
	case "down", "j", "tab":
		f.field = (f.field + 1) % fieldCount
	case "left", "h", "-":
		m.drillChoose(-1)
	case "right", "l", "+", " ":
		m.drillChoose(1)
	case "enter":
		m.startDrill()
	}
	return nil
}

// drillChoose takes the next value of the field in hand. Sensors and kinds
// go round, sizes and times end.
func (m *Model) drillChoose(by int) {
	f := &m.drill
	switch f.field {
	case fieldSensor:
		n := len(m.drillTargets())
		f.target = (f.target + n + by) % n
	case fieldKind:
		m.drillKind(by)
	case fieldSize:
		f.size = max(min(f.size+by, len(m.kindInHand().Sizes)-1), 0)
	case fieldLasts:
		f.lasts = max(min(f.lasts+by, len(m.drillLengths())-1), 0)
	}
}

// drillKind goes on to another kind, whose size begins anew.
func (m *Model) drillKind(by int) {
	n := len(m.opt.Drills.Kinds())
	m.drill.kind = (m.drill.kind + n + by) % n
	k := m.kindInHand()
	if by != 0 || m.drill.size >= len(k.Sizes) || m.drill.size == 0 {
		m.drill.size = min(max(slices.IndexFunc(k.Sizes, func(x float64) bool { return x >= firstOf(k) }), 0), max(len(k.Sizes)-1, 0))
	}
}

// firstOf is the size that a kind begins with.
func firstOf(k DrillKind) float64 {
	switch k.Unit {
	case AsShare:
		return .2
	case InFrames:
		return 8
	}
	return firstSize
}

func (m *Model) kindInHand() DrillKind { return m.opt.Drills.Kinds()[m.drill.kind] }

// drillTargets are the channels each, then the modalities of several.
func (m *Model) drillTargets() [][]int {
	var out [][]int
	for c := range m.names {
		out = append(out, []int{c})
	}
	for _, b := range m.blocks {
		if b.n < 2 {
			continue
		}
		var all []int
		for c := b.first; c < b.first+b.n; c++ {
			all = append(all, c)
		}
		out = append(out, all)
	}
	return out
}

// drillLengths are the times that a drill may last: a quarter of a window to
// sixteen.
func (m *Model) drillLengths() []time.Duration {
	window := m.windowTime()
	out := slices.DeleteFunc(spans(), func(d time.Duration) bool { return d < window/4 || d > 16*window })
	if len(out) == 0 {
		return []time.Duration{2 * window}
	}
	return out
}

func (m *Model) firstLength() int {
	all := m.drillLengths()
	return max(slices.IndexFunc(all, func(d time.Duration) bool { return d >= 3*m.windowTime()/2 }), 0)
}

func (m *Model) windowTime() time.Duration {
	return time.Duration(float64(max(m.shown.Model.Window, 1)) / m.shown.Rig.Rate * float64(time.Second))
}

// drillOrder is what the dialog says.
func (m *Model) drillOrder() DrillOrder {
	f, k := m.drill, m.kindInHand()
	o := DrillOrder{Kind: k.Name, Channels: m.drillTargets()[f.target], Lasts: m.drillLengths()[f.lasts]}
	if f.size < len(k.Sizes) {
		o.Size = k.Sizes[f.size]
	}
	return o
}

// startDrill orders the drill, or says why it cannot be.
func (m *Model) startDrill() {
	o := m.drillOrder()
	if m.drill.refusal = m.senseless(o); m.drill.refusal != "" {
		return
	}
	id, err := m.opt.Drills.Start(o)
	if err != nil {
		m.drill.refusal = err.Error()
		return
	}
	m.drill.open = false
	m.thaw()
	m.focus, m.chosen = o.Channels[0], true
	if m.tape.paused {
		m.notice = fmt.Sprintf("drill %d begins when the data goes on: p", id)
	}
}

// senseless says why nobody would learn anything from a drill.
func (m *Model) senseless(o DrillOrder) string {
	k := m.kindInHand()
	switch {
	case m.shown.Model.Window == 0:
		return "there is no model: nobody would answer"
	case k.Together && len(o.Channels) < 2:
		return "another time's data takes a whole modality: choose one as sensor"
	case m.ended():
		return "the data has ended: nothing would happen"
	}
	for _, c := range o.Channels {
		switch {
		case k.Unit == InSigma && !(m.sigma(c) > 0):
			return m.names[c] + " has no known σ to count the size in: choose another kind"
		case slices.ContainsFunc(m.shown.Events, func(e pipeline.Event) bool { return isFault(e) && e.Channel == c && e.To.IsZero() }):
			return m.names[c] + " is in alarm already: nobody could tell who found the drill"
		}
	}
	return ""
}

// hint is what the chosen kind does, for people.
func hint(kind string) string {
	words := map[string]string{
		"bias": "a wrong zero", "drift": "it creeps away", "gain": "a wrong span", "stuck": "it repeats its last reading",
		"dropout": "a loose contact reads 0", "spike": "single wild readings", "noise": "a lost shield", "quant": "lost bits",
		"clip": "it is cut off at a limit", "delay": "it comes late", "hum": "mains on the line", "incon": "another time's data",
	}
	return strings.TrimSpace(words[kind])
}
