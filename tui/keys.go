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
	drill bool     // only where drills can be run
	when  func(*Model) bool
	do    func(m *Model, key string) tea.Cmd
}

// bindings is the whole key map, in the order of the help screen.
func bindings(tape, drills bool) []binding {
	all := slices.Concat(lookKeys(), closeUpKeys(), linkKeys(), replayKeys(), eventKeys(), journalKeys(), reportKeys(), timelineKeys(), modelKeys(), viewKeys(), drillKeys(), mouseKeys(), goKeys(), looksKeys())
	return slices.DeleteFunc(all, func(b binding) bool { return b.wind && !tape || b.drill && !drills })
}

func lookKeys() []binding {
	digits := []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}
	return []binding{
		{keys: []string{" "}, show: "space", foot: "freeze", order: 1, group: "LOOK", in: charts, when: moving,
			help: "freeze the picture", do: freeze},
		{keys: []string{" "}, show: "space", foot: "thaw", order: 1, in: charts, when: still, do: thaw},
		{keys: []string{"left", "right", "h", "l"}, show: "← →", foot: "look back", order: 3, group: "LOOK", in: charts, when: emptyHanded,
			help: "look back, ahead; h l", do: lookBack},
		{keys: []string{"H", "L"}, show: "H L", group: "LOOK", in: charts, when: emptyHanded,
			help: "ten times as far", do: lookFar},
		{keys: []string{"+", "=", "-"}, show: "+ −", foot: "zoom", order: 8, group: "LOOK", in: charts, when: drawn,
			help: "shorter, longer time", do: zoom},
		{keys: []string{"tab", "shift+tab"}, show: "tab", foot: "sensor", order: 5, group: "LOOK", in: charts, when: drawn,
			help: "next, previous sensor", do: nextSensor},
		{keys: digits, show: "1 … 9", group: "LOOK", in: charts, when: drawn,
			help: "choose a sensor", do: chooseSensor},
	}
}

func replayKeys() []binding {
	const both = charts | eventList
	return []binding{
		{keys: []string{"p"}, show: "p", foot: "stop, go", order: 2, group: "REPLAY", in: both, wind: true,
			help: "stop, go the data", do: stopGo},
		{keys: []string{"[", "]", "\\"}, show: "[ ] \\", foot: "speed", order: 6, group: "REPLAY", in: both, wind: true,
			help: "slower, faster, 1×", do: changeSpeed},
		{keys: []string{",", "."}, show: ", .", foot: "step", order: 7, group: "REPLAY", in: both, wind: true,
			help: "one frame back, ahead", do: step},
		{keys: []string{"n", "N"}, show: "n N", foot: "alarms", order: 4, group: "REPLAY", in: charts | eventList, when: drawn,
			help: "next, last alarm", do: nextAlarm},
		{keys: []string{"g"}, show: "g", group: "REPLAY", in: charts, wind: true,
			help: "to the start", do: toStart},
		{keys: []string{"G", "end"}, show: "G End", group: "REPLAY", in: charts, when: drawn,
			help: "catch up; to the end", do: toEnd},
		{keys: []string{":"}, show: ":", foot: "go to", order: 11, group: "REPLAY", in: charts, wind: true,
			help: "to a time, row, alarm", do: ask},
	}
}

func eventKeys() []binding {
	return []binding{
		{keys: []string{"a", "A"}, show: "a A", foot: "acknowledge", brief: "ack", order: 1, group: "EVENTS", in: charts | eventList, when: ringing,
			help: "acknowledge one, all", do: acknowledge},
		{keys: []string{"E"}, show: "E", foot: "events", order: 10, group: "EVENTS", in: charts,
			help: "list of events", do: showEvents},
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
			help: "colours and glyphs", do: show(looksScreen)},
		{keys: []string{"/"}, show: "/", foot: "search", order: 1, group: "GO", in: helpText,
			help: "search the keys", do: find},
		{keys: []string{"tab"}, show: "tab", foot: "legend", order: 2, in: helpText, when: (*Model).onKeys, do: otherPage},
		{keys: []string{"tab"}, show: "tab", foot: "keys", order: 2, in: helpText, when: (*Model).onLegend, do: otherPage},
		{keys: []string{"up", "down", "k", "j"}, show: "↑ ↓", foot: "scroll", order: 3, in: helpText, when: (*Model).onKeys, do: scrollHelp},
		{keys: []string{"?"}, show: "?", foot: "help", order: 21, group: "GO", in: charts | eventList,
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
	if k.Paste && !m.prompt.open && !m.helping.typing && m.dialog == nil {
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
	switch {
	case m.prompt.open:
		return m.answer(k)
	case m.helping.typing:
		return m.search(k)
	case m.dialog != nil:
		return m.dialog.press(m, k)
	case m.drill.open:
		return m.drillKey(k)
	}
	key := m.opt.Keys.meant(k.String())
	for _, b := range m.keys {
		if slices.Contains(b.keys, key) && b.now(m) {
			m.notice = ""
			cmd := b.do(m, key)
			m.cadence.release(m.shown)
			m.rescale()
			return cmd
		}
	}
	return nil
}

// What must be so for a key to do something.

func drawn(m *Model) bool       { return m.last() >= 0 }
func moving(m *Model) bool      { return drawn(m) && !m.frozen }
func still(m *Model) bool       { return m.frozen }
func (m *Model) onKeys() bool   { return !m.helping.legend }
func (m *Model) onLegend() bool { return m.helping.legend }
func canGoBack(m *Model) bool   { return m.screen != monitor || m.tabular || m.frozen || m.chosen }
