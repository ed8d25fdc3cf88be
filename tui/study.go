package tui

import "rigscope/pipeline"

// study is what the user does with one sensor in the close-up, and what was
// reckoned from the samples in view.
type study struct {
	open   bool    // the close-up is where lists and help go back to
	cursor [2]int  // absolute indices of A and B
	placed [2]bool // whether they are anywhere
	hand   int     // 1 if A can be moved, 2 for B, 0 for neither
	shows  spectra

	of       studied
	age      int // ticks since it was reckoned
	sum      pipeline.Bucket
	spectrum [2]spectrum // of the measured and the corrected signal
}

// spectra says which spectrum is drawn.
type spectra int

const (
	ofMeasured spectra = iota
	ofCorrected
	ofBoth
)

func (s spectra) String() string { return [...]string{"measured", "corrected", "both"}[s] }

// studied is what a reckoning was about; another one calls for a new one.
type studied struct {
	c, per, width, back, zoom int
	epoch                     int
	frozen                    bool
}

// drop forgets what belongs to samples that are gone.
func (s *study) drop() { s.placed, s.hand, s.of = [2]bool{}, 0, studied{} }

// observe reckons statistics and spectra of what the close-up shows, twice a
// second or when something else is looked at: more often they could not be
// read.
func (m *Model) observe() {
	if m.screen != closeUp || m.shown == nil || len(m.shown.Times) == 0 || m.focus >= len(m.names) {
		return
	}
	w := m.closeWindow()
	now := studied{m.focus, w.per, m.w, m.back, m.zoom, m.shown.Epoch + 1, m.frozen}
	if m.study.age++; now == m.study.of && m.study.age < m.opt.FPS/2 {
		return
	}
	s := m.shown
	m.study.of, m.study.age = now, 0
	m.study.sum = s.Sum(m.focus, w.view.From, w.view.To)
	m.study.spectrum[0] = spectrumOf(latest(cut(s.Raw[m.focus], s.First, w.view)), s.Rig.Rate)
	m.study.spectrum[1] = spectrumOf(latest(cut(s.Value[m.focus], s.First, w.view)), s.Rig.Rate)
}
