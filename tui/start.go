package tui

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/tui/chart"
)

// Choice is one line of the start screen.
type Choice struct {
	Group string // heading over it: PORTS, RECORDINGS
	Name  string
	Text  string // what it is
	Warn  string // why it will not work; empty: it will
	Void  bool   // it cannot be chosen: it only tells something
}

// Choose shows what there is to watch and gives the choice, or none if the
// user quits. list is asked every second, off the screen's goroutine.
func Choose(ctx context.Context, list func() []Choice, opt Options, in io.Reader, out io.Writer) (Choice, bool, error) {
	m := &chooser{list: list, opt: opt.withDefaults(), palette: newPalette(opt.Profile, opt.Light), over: ctx.Done()}
	if err := run(m, m.opt, in, out); err != nil {
		return Choice{}, false, err
	}
	return m.chosen, m.done, nil
}

// chooser is the screen before there is anything to watch.
type chooser struct {
	list    func() []Choice
	opt     Options
	palette palette
	over    <-chan struct{}

	w, h    int
	choices []Choice
	at      int // the chosen line
	done    bool
	chosen  Choice
}

type listedMsg []Choice

// Init asks for the list at once.
func (m *chooser) Init() tea.Cmd { return m.ask }

func (m *chooser) ask() tea.Msg { return listedMsg(m.list()) }

// Update routes messages.
func (m *chooser) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case listedMsg:
		m.take(msg)
		return m, tea.Tick(time.Second, func(time.Time) tea.Msg { return drawMsg{} })
	case drawMsg:
		select {
		case <-m.over:
			return m, tea.Quit
		default:
			return m, m.ask
		}
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
	case tea.KeyMsg:
		return m, m.typed(msg.String())
	}
	return m, nil
}

// take keeps the choice on the same thing while the list changes.
func (m *chooser) take(list []Choice) {
	if m.at < len(m.choices) {
		was := m.choices[m.at]
		if i := slices.IndexFunc(list, func(c Choice) bool { return c.Group == was.Group && c.Name == was.Name }); i >= 0 {
			m.at = i
		}
	}
	m.choices, m.at = list, max(min(m.at, len(list)-1), 0)
}

func (m *chooser) typed(key string) tea.Cmd {
	switch key {
	case "up", "k", "shift+tab":
		m.at = max(m.at-1, 0)
	case "down", "j", "tab":
		m.at = max(min(m.at+1, len(m.choices)-1), 0)
	case "enter":
		if m.at < len(m.choices) && !m.choices[m.at].Void {
			m.chosen, m.done = m.choices[m.at], true
			return tea.Quit
		}
	case "q", "esc", "ctrl+c":
		return tea.Quit
	}
	return nil
}

// View draws the list, the part of it around the choice where it is longer
// than the screen.
func (m *chooser) View() string {
	if m.w <= 0 || m.h <= 0 {
		return ""
	}
	var out strings.Builder
	paint(&out, m.picture(), &m.palette, m.opt.Profile != NoColor)
	return out.String()
}

func (m *chooser) changed(time.Time) bool { return true }
func (m *chooser) onLink(throttle)        {}

func (m *chooser) picture() chart.Grid {
	g := chart.NewGrid(m.w, m.h)
	head := g.Sub(0, 0, m.w, 1)
	head.Fill(chart.Cell{Ground: groundBar})
	write(head, 0, 0, strong(inkBright, "rigscope"), say(inkDim, chart.Clean(m.opt.Version)).after(2))
	m.body(g.Sub(0, 2, m.w, max(m.h-4, 1)))
	write(g, 0, m.h-1, fit([]word{strong(inkKey, "⏎"), say(inkDim, "watch"), strong(inkKey, "↑ ↓").after(3), say(inkDim, "choose"),
		strong(inkKey, "q").after(3), say(inkDim, "quit")}, m.w)...)
	if m.opt.Glyphs == chart.ASCII {
		g.ToASCII()
	}
	return g
}

func (m *chooser) body(g chart.Grid) {
	rows, at := m.rows(g.W)
	from := max(min(at-g.H/2, len(rows)-g.H), 0)
	for y, line := range rows[from:min(from+g.H, len(rows))] {
		write(g, 0, y, fit(line, g.W)...)
	}
}

// rows are all lines, and which of them is chosen.
func (m *chooser) rows(width int) (rows [][]word, at int) {
	group := ""
	for i, c := range m.choices {
		if c.Group != group {
			if group = c.Group; len(rows) > 0 {
				rows = append(rows, nil)
			}
			rows = append(rows, []word{strong(inkText, group)})
		}
		if i == m.at {
			at = len(rows)
		}
		rows = append(rows, c.line(i == m.at, width))
	}
	return rows, at
}

// nameCells is how wide the column of names is.
const nameCells = 24

// line cuts what it says to the width; a few letters are left out.
func (c Choice) line(chosen bool, width int) []word {
	mark, ink := " ", inkText
	if chosen {
		mark, ink = "►", inkBright
	}
	name := chart.Cut(chart.Clean(c.Name), 40)
	name += strings.Repeat(" ", max(nameCells-chart.Width(name), 0))
	out := []word{strong(inkKey, mark), {text: name, ink: ink, bold: chosen, gap: 1}}
	text, ink := c.Text, inkDim
	if c.Warn != "" {
		text, ink = c.Warn, inkWatch
	}
	room := width - length(out) - 1
	if room < 4 {
		return out
	}
	return append(out, say(ink, chart.Cut(chart.Clean(text), room)))
}
