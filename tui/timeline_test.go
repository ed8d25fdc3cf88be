package tui

import (
	"testing"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// summed fills the strip with the scores of every channel and modality, as
// the pipeline does, with a gap from 250 s to 300 s.
func summed(s *pipeline.Snapshot) *pipeline.Snapshot {
	for i := range s.Strip {
		c := &s.Strip[i]
		for k := range s.Rig.Channels {
			score := .1 + .05*float64((i+k)%5)
			for _, e := range s.Events {
				if e.Channel == k && !c.From.Before(e.From) && (e.To.IsZero() || c.From.Before(e.To)) {
					score = .99
				}
			}
			c.Channel = append(c.Channel, score)
		}
		for k := range s.Rig.Modalities() {
			c.Modality = append(c.Modality, .1+.1*float64((i+k)%4))
		}
		if i >= 25 && i < 30 {
			*c = pipeline.StripCell{From: c.From}
		}
	}
	return s
}

// A gap in the run stays a gap in every row, and what nobody has seen yet is
// no gap.
func TestTimelineGapsStayGaps(t *testing.T) {
	m, _ := opened(summed(faulty(wider(12))), 120, 40, Options{})
	press(m, "T")
	v := m.section(m.lineCells())
	lines := bare(m.View())
	for y, line := range lines[3:19] {
		row := []rune(line)[m.lineLeft() : m.lineLeft()+v.cells]
		for x := v.column(at(250)) + 1; x < v.column(at(300)); x++ {
			if row[x] != ' ' {
				t.Errorf("row %d: %q in the gap of %q", y, row[x], string(row))
			}
		}
		if row[v.cells-1] != '·' || row[0] == ' ' || row[0] == '·' {
			t.Errorf("row %d: it begins with %q and ends with %q", y, row[0], row[v.cells-1])
		}
	}
}

// Enlarged as far as memory reaches, the rows show single samples.
func TestTimelineShowsSamplesWhereItIsShort(t *testing.T) {
	s := summed(faulty(rig()))
	s.Score[2][200] = .77 // a cell of the strip is ten samples long
	m, _ := opened(s, 120, 40, Options{})
	press(m, "T + + + + +")
	m.point(at(600 + 200))
	v := m.section(m.lineCells())
	row := m.scores(v).of(func(c *pipeline.StripCell) []float64 { return c.Channel }, s.Score, 2)
	high := 0
	for _, y := range row {
		if y == .77 {
			high++
		}
	}
	if most := int(s.Rig.Period()/v.cell()) + 2; high < 1 || high > most || row[v.column(at(800))] != .77 {
		t.Errorf("%d columns of %v show one sample, want 1 to %d", high, v.cell(), most)
	}
}

// A moment is in the column that begins before it and ends after it.
func TestTimelineColumns(t *testing.T) {
	v := section{at(0), at(1500), 97}
	for i := range 1500 {
		if x := v.column(at(i)); v.at(x).After(at(i)) || !v.at(x+1).After(at(i)) {
			t.Fatalf("second %d is in column %d, %v to %v", i, x, v.at(x), v.at(x+1))
		}
	}
	for span, want := range map[int]int{60: 10, 1500: 300, 86400: 3 * 3600, 10: 2} {
		if got := chart.TickStep(at(span).Sub(at(0)), 8); got != at(want).Sub(at(0)) {
			t.Errorf("%d s: a tick every %v, want %d s", span, got, want)
		}
	}
}

// The views in a real terminal.
func TestSessionWalksTheViews(t *testing.T) {
	x := newTerminal(t, 80, 24)
	d := &lockedDeck{}
	d.SetSpeed(1)
	m := New(&feedOf{summed(faulty(rig()))}, d, Options{Mode: Replay, FPS: 30, Insight: insightInto(smallTheory(8), smallProbe)})
	done := make(chan error, 1)
	go func() { done <- Run(t.Context(), m, x.tty, x.tty) }()
	for _, step := range []struct{ keys, want string }{
		{"", "┴ now        −2:00"},
		{"v", "THE LOG 00:00:00 to 00:25:00"},
		{"N", "cursor 00:14:15"},
		{"+", "enlarged; the whole is 00:25:00"},
		{"v", "[LAYERS]"},
		{"\t", "▌CERTIFIED"},
		{"\x1b[C", "moves the corrected Accel 2"},
		{"\t", "on 16 healthy windows of this run"},
		{"\t", "where it lands in the convolutions"},
		{"d", "where it lands in the dense layers"},
		{"x", "the numbers are in pump-demo.analysis.json"},
		{"v", "MEASURED   CORRECTED       SCORE"},
		{"v", "┴ now        −2:00"},
		{"O", "▌PROBE"},
		{"\x1b", "━━ Pressure bar"},
		{"T", "THE LOG"},
		{"N", "cursor 00:14:15"},
		{"\r", "━━ Pressure bar"},
	} {
		if _, err := x.screen.WriteString(step.keys); err != nil {
			t.Fatal(err)
		}
		x.shows(t, step.want)
	}
	x.screen.WriteString("q")
	ended(t, done)
	if len(d.d.sought) != 1 || !d.d.sought[0].Equal(at(855)) {
		t.Errorf("sought %v", d.d.sought)
	}
}
