package tui

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// eventful has one of everything that the list of events knows: a new fault,
// a seen one, one on the shelf with a note, a process change, a bad row, two
// markers and two captures.
func eventful(w, h int, opt Options) *Model {
	s := faulty(rig())
	s.Events = append(s.Events, pipeline.Event{ID: 8, From: at(880), To: at(880), Channel: -1, Kind: "bad row", Text: "line 872: 7 fields\x1b[31m instead of 10"})
	s.Events = append([]pipeline.Event{{ID: 9, From: at(60), To: at(75), State: inference.Fault, Channel: 1, Kind: "gain", Offset: -.03, Peak: .96}}, s.Events...)
	opt.Keep.Export = func(r ExportRequest) (ExportDone, error) { return ExportDone{Path: r.Path}, nil }
	opt.Keep.Captures = func() Captures {
		return Captures{Armed: 2, Done: []Capture{
			{T: at(855), Why: "alarm Pressure", File: "skab-loop-20200309T102848Z-alarm-Pressure.csv", Rows: 61},
			{T: at(700), Why: "Flow < 120", Err: errors.New("the disk is full")},
		}}
	}
	m, _ := opened(s, w, h, opt)
	for _, n := range []Note{{at(640), "valve 2 by hand"}, {at(830), "pump \x1b[2Jrestarted"}} {
		m.journal.add(n)
	}
	m.journal.shelves = []shelf{{origin{inference.Fault, 5}, at(500), at(500).Add(shelfTime)}}
	delete(m.seen, 1)
	m.journal.remarks = map[int]remark{3: {text: "transmitter swapped in March, check its zero"}}
	return m
}

// The list of events in three sizes, in colour, without any and in ASCII.
func TestEventScreens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		for name, opt := range map[string]Options{
			"ansi16": {Profile: Color16}, "none": {Profile: NoColor}, "ascii": {Profile: NoColor, Glyphs: chart.ASCII},
		} {
			m := eventful(size[0], size[1], opt)
			typed(m, "E")
			view := strings.ReplaceAll(m.View(), "\x1b", "␛")
			if name == "ascii" {
				view = strings.Join(bare(m.View()), "\n")
			}
			golden(t, fmt.Sprintf("events-%dx%d.%s.txt", size[0], size[1], name), view+"\n")
		}
	}
}

// Every screen of this part fits, whatever was typed before.
func TestEventScreensFit(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {20, 5}, {40, 12}, {47, 19}, {60, 20}, {80, 24}, {120, 40}, {200, 50}} {
		for _, gl := range []chart.Glyphs{chart.Braille, chart.ASCII} {
			for _, keys := range []string{"E", "E j", "E j j j", "E k m x", "e", "e down down x", "m", "m 漢", "E z", "E e", "'", "q", "E n", "E enter"} {
				m := eventful(size[0], size[1], Options{Glyphs: gl})
				m.journal.loose = m.journal.notes
				typed(m, strings.Fields(keys)...)
				fits(t, fmt.Sprint(keys, size, gl), m.View(), size[0], size[1], gl)
			}
		}
	}
}

// aged is s, d later, with nothing new.
func aged(s *pipeline.Snapshot, d time.Duration) *pipeline.Snapshot {
	out := *s
	out.Times = slices.Clone(s.Times)
	for i := range out.Times {
		out.Times[i] = out.Times[i].Add(d)
	}
	return &out
}

// What headline and list say while an alarm is shelved, is shelved no more,
// and comes back by itself.
func TestShelf(t *testing.T) {
	s := faulty(rig())
	ended := faulty(rig())
	ended.Events = slices.Clone(ended.Events)
	m := unseen(s, 120, 40, Options{})
	m.see(s.Events[:2]...)
	m.journal = journal{}
	for _, step := range []struct {
		after      time.Duration
		keys       string
		head, list string
		ring       bool
	}{
		{0, "E", "▲ FAULT   Pressure reads 0.61", "unacknowledged", true},
		{0, "z", "▽ SHELVED   Pressure bias +0.61 bar", "shelved 10:00", false},
		{0, "z", "▲ FAULT   Pressure reads 0.61", "unacknowledged", true},
		{0, "a", "▲ FAULT   Pressure reads 0.61", "acknowledged", false},
		{0, "z", "▽ SHELVED   Pressure bias +0.61 bar", "shelved 10:00", false},
		{9*time.Minute + 28*time.Second, "", "▽ SHELVED", "shelved 0:32", false},
		{10 * time.Minute, "", "▲ FAULT   Pressure reads 0.61", "unacknowledged", true},
		{5 * time.Minute, "", "▽ SHELVED", "shelved 5:00", false}, // a replay that is wound back
	} {
		m.feed.(*feedOf).s = aged(s, step.after)
		m.Update(drawMsg{})
		typed(m, strings.Fields(step.keys)...)
		lines := bare(m.View())
		if !strings.Contains(lines[1], step.head) {
			t.Errorf("after %v %q: headline %q, want %q", step.after, step.keys, lines[1], step.head)
		}
		if !strings.Contains(lines[4], step.list) {
			t.Errorf("after %v %q: list %q, want %q", step.after, step.keys, lines[4], step.list)
		}
		if ringing(m) != step.ring || strings.Contains(lines[1], " NEW ") != step.ring {
			t.Errorf("after %v %q: rings is %v in %q, want %v", step.after, step.keys, ringing(m), lines[1], step.ring)
		}
	}
}

// An alarm that came and went on the shelf need not be seen; one of another
// sensor must.
func TestShelfIsOfOneOrigin(t *testing.T) {
	s := faulty(rig())
	m := unseen(s, 120, 40, Options{})
	m.see(s.Events[:2]...)
	typed(m, "E", "z", "esc")
	later := aged(s, 20*time.Minute)
	later.Events = slices.Clone(s.Events)
	later.Events[2].To = at(950)
	later.Events = append(later.Events, pipeline.Event{ID: 7, From: at(1000), To: at(1010), State: inference.Fault, Channel: 0, Kind: "spike", Offset: math.NaN(), Peak: .97})
	m.feed.(*feedOf).s = later
	m.Update(drawMsg{})
	lasting, over := m.waiting()
	if len(lasting) != 0 || len(over) != 1 || over[0].ID != 7 {
		t.Errorf("waiting are %v and %v", lasting, over)
	}
}

// A new line above the chosen one does not move the choice to another alarm.
func TestChoiceStaysOnItsEvent(t *testing.T) {
	s := faulty(rig())
	m := unseen(s, 80, 24, Options{})
	typed(m, "E", "j")
	want, _ := m.chosenEvent()
	grown := *s
	grown.Events = append(slices.Clone(s.Events), pipeline.Event{ID: 20, From: at(899), Channel: -1, State: inference.Process, Peak: .96})
	m.feed.(*feedOf).s = &grown
	m.Update(drawMsg{})
	if got, _ := m.chosenEvent(); got.ID != want.ID || m.row != 2 {
		t.Errorf("chosen is %d in row %d, want %d in row 2", got.ID, m.row, want.ID)
	}
	m.opt.Keep.Captures = func() Captures { return Captures{Done: []Capture{{T: at(890)}}} } // while the data stands still
	m.Update(drawMsg{})
	if got, _ := m.chosenEvent(); got.ID != want.ID || m.row != 3 {
		t.Errorf("chosen is %d in row %d after a capture, want %d in row 3", got.ID, m.row, want.ID)
	}
}

// said is what a recording was told.
type told struct{ marks, events []string }

func (k *told) keep() Keep {
	clock := func(t time.Time) string { return fmt.Sprintf("%.0f ", t.Sub(start()).Seconds()) }
	return Keep{
		Mark: func(t time.Time, text string) { k.marks = append(k.marks, clock(t)+text) },
		Tell: func(t time.Time, text string) { k.events = append(k.events, clock(t)+text) },
	}
}

// With a recording everything that is noted, acknowledged or shelved is kept
// there, at the data's time.
func TestJournalIsRecorded(t *testing.T) {
	var k told
	m, _ := opened(faulty(rig()), 120, 40, Options{Keep: k.keep()})
	m.prompt = prompt{}
	type line struct{ keys, text string }
	for _, l := range []line{{"m", "valve 2\x1b[31m by hand "}, {"left m", "earlier"}, {"G E m", "check its zero"}, {"z z a", ""}, {"m esc esc m", "   "}} {
		typed(m, strings.Fields(l.keys)...)
		if l.text != "" {
			m.prompt.text = l.text
			typed(m, "enter")
		}
	}
	wantMarks := []string{"899 valve 2 by hand", "887 earlier", "855 Pressure bias +0.61 bar: check its zero"}
	wantEvents := []string{"899 shelved for 10 min: Pressure bias +0.61 bar of 00:14:15", "899 taken from the shelf: Pressure bias +0.61 bar of 00:14:15",
		"899 acknowledged: Pressure bias +0.61 bar of 00:14:15"}
	if !slices.Equal(k.marks, wantMarks) {
		t.Errorf("got  %q\nwant %q", k.marks, wantMarks)
	}
	if !slices.Equal(k.events, wantEvents) {
		t.Errorf("got  %q\nwant %q", k.events, wantEvents)
	}
	if len(m.journal.loose) > 0 || m.journal.notes[0].Text != "earlier" {
		t.Errorf("loose are %v, notes %v", m.journal.loose, m.journal.notes)
	}
}

// Markers of the log come in off the screen's goroutine, stand on the strip
// and in the charts, and ' goes from one to the next and round.
func TestMarkersOfTheLog(t *testing.T) {
	notes := []Note{{at(300), "first"}, {at(840), "second"}, {at(1400), "third"}}
	m, d := opened(faulty(rig()), 80, 24, Options{Keep: Keep{Notes: func() ([]Note, error) { return notes, nil }}})
	m.Update(m.readNotes()())
	lines := bare(m.View())
	if got := strings.Count(lines[21], "⚑"); got != 3 {
		t.Errorf("%d flags on the log strip %q", got, lines[21])
	}
	if labels := lines[11]; strings.Count(labels, "⚑") != 3 {
		t.Errorf("no flag under each chart: %q", labels)
	}
	typed(m, "'", "'", "'")
	if want := []time.Time{at(1400), at(1400), at(1400)}; !slices.Equal(d.sought, want) {
		t.Errorf("sought %v", d.sought) // the picture of this feed never moves
	}
	if want := "⚑ 3 of 3 third"; m.notice != want {
		t.Errorf("got %q, want %q", m.notice, want)
	}
	m, d = opened(faulty(rig()), 80, 24, Options{})
	m.journal.notes = notes[:2]
	typed(m, "'")
	if !slices.Equal(d.sought, []time.Time{at(300)}) {
		t.Errorf("sought %v, want the first again", d.sought)
	}
	m.Update(notesMsg{err: errors.New("bad \x1b[31mchunk")})
	if want := "markers of this log: bad chunk"; m.notice != want {
		t.Errorf("got %q, want %q", m.notice, want)
	}
}

// Without a tape ' looks back, and again goes on from where it was.
func TestNextMarkLive(t *testing.T) {
	m := New(&feedOf{faulty(rig())}, nil, Options{})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	m.journal.notes = []Note{{at(700), "a"}, {at(710), "b"}, {at(10), "forgotten"}}[:2]
	for _, want := range []string{"⚑ 1 of 2 a", "⚑ 2 of 2 b", "⚑ 1 of 2 a"} {
		typed(m, "'")
		if m.notice != want || !m.frozen {
			t.Errorf("got %q, frozen %v, want %q", m.notice, m.frozen, want)
		}
	}
}

// q asks while a recording runs and while notes are kept nowhere.
func TestQuitAsks(t *testing.T) {
	noted := func(m *Model) { m.journal.loose = []Note{{at(1), "x"}} }
	for _, c := range []struct {
		name  string
		setUp func(*Model)
		keys  string
		quits bool
		says  string
	}{
		{"nothing to lose", func(*Model) {}, "q", true, ""},
		{"a note", noted, "q", false, "1 note is saved nowhere: e exports, q drops it."},
		{"a note, sure", noted, "q q", true, ""},
		{"a note, not so", noted, "q esc", false, "FAULT"},
		{"a note, export", noted, "q e", false, "EXPORT"},
		{"ctrl-c never asks", noted, "ctrl+c", true, ""},
		{"a recording", func(m *Model) { m.linked.Recording = true }, "q", false, "The recording ends with this screen; it is kept."},
		{"an export", func(m *Model) { m.journal.writing = 1 }, "q", false, "An export is being written; it is waited for."},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, _ := opened(faulty(rig()), 80, 24, Options{Keep: Keep{Export: func(ExportRequest) (ExportDone, error) { return ExportDone{}, nil }}})
			c.setUp(m)
			var cmd tea.Cmd
			for _, k := range strings.Fields(c.keys) {
				_, cmd = m.Update(key(k))
			}
			if quits := cmd != nil && cmd() == tea.Quit(); quits != c.quits {
				t.Errorf("quits: %v", quits)
			}
			if view := strings.Join(bare(m.View()), "\n"); !strings.Contains(view, c.says) {
				t.Errorf("no %q on\n%s", c.says, view)
			}
		})
	}
}
