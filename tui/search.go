package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// helping is where the help screen stands.
type helping struct {
	query  string // what is looked for; empty shows all
	typing bool   // keys go into the query
	legend bool   // the signs instead of the keys
	top    int    // lines scrolled down
}

// find opens the line that takes what is looked for.
func find(m *Model, _ string) tea.Cmd {
	m.helping = helping{typing: true}
	return nil
}

// search takes all keys while the query is being typed.
func (m *Model) search(k tea.KeyMsg) tea.Cmd {
	h := &m.helping
	switch k.Type {
	case tea.KeyCtrlC:
		return tea.Quit
	case tea.KeyEsc:
		*h = helping{}
	case tea.KeyEnter:
		h.typing = false
	case tea.KeyBackspace:
		if r := []rune(h.query); len(r) > 0 {
			h.query = string(r[:len(r)-1])
		}
	case tea.KeyRunes, tea.KeySpace:
		if s := h.query + string(k.Runes); len(s) <= longestAnswer {
			h.query = s
		}
	}
	return nil
}

func scrollHelp(m *Model, key string) tea.Cmd {
	by := 1
	if key == "up" || key == "k" {
		by = -1
	}
	m.helping.top = max(m.helping.top+by, 0)
	return nil
}

func otherPage(m *Model, _ string) tea.Cmd {
	m.helping = helping{legend: !m.helping.legend}
	return nil
}

// wanted are the bindings that have something to say for themselves and hold
// what is looked for, in their words, their keys or their heading.
func (m *Model) wanted() []binding {
	var out []binding
	query := strings.ToLower(strings.TrimSpace(m.helping.query))
	for _, b := range m.keys {
		text := strings.ToLower(m.opt.Keys.spelled(b.show) + " " + b.help + " " + b.foot + " " + b.group)
		if b.help != "" && strings.Contains(text, query) {
			out = append(out, b)
		}
	}
	return out
}
