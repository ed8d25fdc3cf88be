package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/sensor"
	"rigscope/tui/chart"
)

// Settings are what may change while the screen runs.
type Settings struct {
	Profile Profile
	Light   bool // the terminal's background is
	Glyphs  chart.Glyphs
	FPS     int // drawn frames a second; 0 means 10
	Keys    Keymap
}

// Change is what has become of the files behind the screen since they were
// last looked at.
type Change struct {
	Settings *Settings   // nil: as before
	Rig      *sensor.Rig // the same channels with other labels and units; nil: as before
	Text     string      // to tell the user
}

// changedMsg is what looking at the files found.
type changedMsg struct {
	change Change
	err    error
}

// lookEvery is how often that is.
const lookEvery = 2 * time.Second

// watchFiles looks at the files once, in a while, off this goroutine.
func (m *Model) watchFiles() tea.Cmd {
	if m.opt.Changed == nil {
		return nil
	}
	look := m.opt.Changed
	return tea.Tick(lookEvery, func(time.Time) tea.Msg {
		c, err := look()
		return changedMsg{c, err}
	})
}

// adopt takes over what has changed; after an error all stays as it was.
func (m *Model) adopt(msg changedMsg) tea.Cmd {
	if msg.err != nil {
		m.notice = chart.Clean(msg.err.Error()) + "; all stays as it was"
		return m.watchFiles()
	}
	c := msg.change
	if c.Settings != nil {
		m.set(*c.Settings)
	}
	if c.Rig != nil {
		m.relabelled = c.Rig
		m.relabel()
	}
	if c.Text != "" {
		m.notice = chart.Clean(c.Text)
	}
	return m.watchFiles()
}

func (m *Model) set(s Settings) {
	m.opt.Profile, m.opt.Light, m.opt.Glyphs, m.opt.FPS, m.opt.Keys = s.Profile, s.Light, s.Glyphs, s.FPS, s.Keys
	m.opt = m.opt.withDefaults()
	m.palette = newPalette(m.opt.Profile, m.opt.Light)
}

// relabel makes the labels anew, of the rig's file if that has changed.
func (m *Model) relabel() {
	if m.shown == nil {
		return
	}
	rig := m.shown.Rig
	if r := m.relabelled; r != nil && len(r.Channels) == len(rig.Channels) {
		rig = *r
	}
	m.labels = newLabels(rig)
	m.labels.settle(m.shown)
	m.scales.reset()
	m.rescale()
}
