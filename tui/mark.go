package tui

import (
	"rigscope/inference"
	"rigscope/tui/chart"
)

// mark is how a state looks: never by colour alone.
type mark struct {
	glyph  rune
	letter rune // 0 for none
	word   string
	ink    chart.Ink
	ground chart.Ink // behind a headline label
}

// The marks, one function each so that nothing can change them.
func markOK() mark      { return mark{'●', 0, "ok", inkOK, groundOK} }
func markWatch() mark   { return mark{'◆', 'W', "watch", inkWatch, groundWatch} }
func markFault() mark   { return mark{'▲', 'F', "fault", inkFault, groundAlarm} }
func markOver() mark    { return mark{'△', 'f', "over", inkWatch, groundWatch} }
func markShelved() mark { return mark{'▽', 'z', "shelved", inkDim, groundUnknown} }
func markProcess() mark { return mark{'■', 'P', "process", inkProcess, groundProcess} }
func markUnknown() mark { return mark{'?', 'U', "unknown", inkUnknown, groundUnknown} }
func markMissing() mark { return mark{'○', 'M', "missing", inkMissing, groundUnknown} }
func markNotice() mark  { return mark{'⚑', 0, "note", inkKey, groundUnknown} }

// put writes glyph and letter in two cells. In ASCII the letter alone says
// it, and would be there twice.
func (m mark) put(g chart.Grid, x, y int, gl chart.Glyphs) {
	g.Text(x, y, m.text(gl), chart.Cell{Ink: m.ink, Bold: m.letter != 0})
}

func (m mark) text(gl chart.Glyphs) string {
	switch {
	case m.letter == 0:
		return string(m.glyph)
	case gl == chart.ASCII:
		return string(m.letter)
	}
	return string([]rune{m.glyph, m.letter})
}

// markOf says how a channel stands. modality is the score of the modality it
// belongs to.
func (m moment) markOf(c int, modality float64) mark {
	r := m.readings[c]
	switch {
	case r.alarm:
		return markFault()
	case r.raw != r.raw || r.status == inference.Missing:
		return markMissing()
	case m.state == "" || m.state == inference.Unknown:
		return markUnknown()
	case m.state == inference.Process && (modality >= inference.AlarmScore || m.sight.On && m.sight.Channel == c):
		return markProcess()
	case r.score >= scoreWatch:
		return markWatch()
	}
	return markOK()
}
