package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"
)

// binding is one line of the key map. The footer and the help screen are made
// from it, so a key that is shown works and a key that works is shown.
type binding struct {
	keys  []string // as Bubble Tea names them
	show  string   // as people read them
	help  string   // for the help screen; empty for the second half of a toggle
	foot  string   // for the footer; empty leaves it out
	brief string   // instead of foot where the columns stand close; empty is foot
	order int      // in the footer, which shows as many as fit
	group string   // heading in the help
	in    screen   // where it works
	wind  bool     // only where there is a tape to wind
	when  func(*Model) bool
	do    func(m *Model, key string) tea.Cmd
}

// bindings is the whole key map, in the order of the help screen.
func bindings(tape bool) []binding {
	all := slices.Concat(lookKeys(), linkKeys(), replayKeys(), eventKeys(), goKeys())
	return slices.DeleteFunc(all, func(b binding) bool { return b.wind && !tape })
}

func lookKeys() []binding {
	digits := []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}
	return []binding{
		{keys: []string{" "}, show: "space", foot: "freeze", order: 1, group: "LOOK", in: monitor, when: moving,
			help: "freeze the picture", do: freeze},
		{keys: []string{" "}, show: "space", foot: "thaw", order: 1, in: monitor, when: still, do: thaw},
		{keys: []string{"left", "right", "h", "l"}, show: "← →", foot: "look back", order: 3, group: "LOOK", in: monitor, when: drawn,
			help: "look back, ahead; h l", do: lookBack},
		{keys: []string{"H", "L"}, show: "H L", group: "LOOK", in: monitor, when: drawn,
			help: "ten times as far", do: lookFar},
		{keys: []string{"+", "=", "-"}, show: "+ −", foot: "zoom", order: 8, group: "LOOK", in: monitor, when: drawn,
			help: "shorter, longer time", do: zoom},
		{keys: []string{"tab", "shift+tab"}, show: "tab", foot: "sensor", order: 5, group: "LOOK", in: monitor, when: drawn,
			help: "next, previous sensor", do: nextSensor},
		{keys: digits, show: "1 … 9", group: "LOOK", in: monitor, when: drawn,
			help: "choose a sensor", do: chooseSensor},
		{keys: []string{"enter"}, show: "⏎", foot: "enlarge", order: 9, group: "LOOK", in: monitor, when: hasPane,
			help: "enlarge the sensor", do: enlarge},
	}
}

func replayKeys() []binding {
	const both = monitor | eventList
	return []binding{
		{keys: []string{"p"}, show: "p", foot: "stop, go", order: 2, group: "REPLAY", in: both, wind: true,
			help: "stop, go the data", do: stopGo},
		{keys: []string{"[", "]", "\\"}, show: "[ ] \\", foot: "speed", order: 6, group: "REPLAY", in: both, wind: true,
			help: "slower, faster, 1×", do: changeSpeed},
		{keys: []string{",", "."}, show: ", .", foot: "step", order: 7, group: "REPLAY", in: both, wind: true,
			help: "one frame back, ahead", do: step},
		{keys: []string{"n", "N"}, show: "n N", foot: "alarms", order: 4, group: "REPLAY", in: monitor, when: drawn,
			help: "next, last alarm", do: nextAlarm},
		{keys: []string{"g"}, show: "g", group: "REPLAY", in: monitor, wind: true,
			help: "to the start", do: toStart},
		{keys: []string{"G"}, show: "G", group: "REPLAY", in: monitor, when: drawn,
			help: "catch up; to the end", do: toEnd},
		{keys: []string{":"}, show: ":", foot: "go to", order: 11, group: "REPLAY", in: monitor, wind: true,
			help: "to a time, row, alarm", do: ask},
	}
}

func eventKeys() []binding {
	return []binding{
		{keys: []string{"a", "A"}, show: "a A", foot: "acknowledge", brief: "ack", order: 1, group: "EVENTS", in: monitor | eventList, when: ringing,
			help: "acknowledge one, all", do: acknowledge},
		{keys: []string{"E"}, show: "E", foot: "events", order: 10, group: "EVENTS", in: monitor,
			help: "list of events", do: show(eventList)},
		{keys: []string{"up", "down", "k", "j"}, show: "↑ ↓", foot: "choose", order: 1, group: "EVENTS", in: eventList,
			help: "choose an event; k j", do: chooseEvent},
		{keys: []string{"enter"}, show: "⏎", foot: "go there", order: 1, group: "EVENTS", in: eventList,
			help: "go to the event", do: openEvent},
	}
}

func goKeys() []binding {
	return []binding{
		{keys: []string{"esc"}, show: "esc", foot: "back", order: 20, group: "GO", in: everywhere, when: canGoBack,
			help: "back", do: back},
		{keys: []string{"t"}, show: "t", group: "GO", in: everywhere,
			help: "other glyphs", do: nextGlyphs},
		{keys: []string{"?"}, show: "?", foot: "help", order: 21, group: "GO", in: monitor | eventList,
			help: "this help", do: show(helpText)},
		{keys: []string{"q", "ctrl+c"}, show: "q", foot: "quit", order: 22, group: "GO", in: everywhere,
			help: "quit", do: quit},
	}
}

// now is true if the binding does something at present.
func (b binding) now(m *Model) bool { return b.in&m.screen != 0 && (b.when == nil || b.when(m)) }

// typed takes what arrived at once as the keys it was: on a slow line Bubble
// Tea finds several letters in one read. What is pasted is only for the
// prompt.
func (m *Model) typed(k tea.KeyMsg) tea.Cmd {
	if k.Paste && !m.prompt.open {
		return nil
	}
	if k.Type != tea.KeyRunes || len(k.Runes) == 1 {
		return m.press(k)
	}
	var cmds []tea.Cmd
	for _, r := range k.Runes {
		cmds = append(cmds, m.press(tea.KeyMsg{Type: k.Type, Runes: []rune{r}, Alt: k.Alt}))
	}
	return tea.Batch(cmds...)
}

// press runs what the key is bound to on the present screen. Unknown keys do
// nothing.
func (m *Model) press(k tea.KeyMsg) tea.Cmd {
	if m.prompt.open {
		return m.answer(k)
	}
	for _, b := range m.keys {
		if slices.Contains(b.keys, k.String()) && b.now(m) {
			m.notice = ""
			cmd := b.do(m, k.String())
			m.cadence.release(m.shown)
			m.rescale()
			return cmd
		}
	}
	return nil
}

// What must be so for a key to do something.

func drawn(m *Model) bool     { return m.last() >= 0 }
func moving(m *Model) bool    { return drawn(m) && !m.frozen }
func still(m *Model) bool     { return m.frozen }
func hasPane(m *Model) bool   { return drawn(m) && m.plan().focus.h > 0 }
func canGoBack(m *Model) bool { return m.screen != monitor || m.big || m.frozen || m.chosen }
