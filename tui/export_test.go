package tui

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// exporting is a screen whose exports end as done and err say.
func exporting(t *testing.T, w, h int) (*Model, *ExportRequest, *error) {
	t.Helper()
	var got ExportRequest
	var err error
	m, _ := opened(faulty(rig()), w, h, Options{Keep: Keep{Export: func(r ExportRequest) (ExportDone, error) {
		got = r
		return ExportDone{Path: r.Path, Rows: r.To - r.From, Bytes: 14200}, err
	}}})
	return m, &got, &err
}

// What the form asks for, by what was typed.
func TestExportForm(t *testing.T) {
	for _, c := range []struct {
		keys     string
		format   ExportFormat
		from, to int // [s] since the start, both exported
		path     string
	}{
		{"e enter", ExportCSV, 780, 899, "skab-loop-20200309T102733Z.csv"},
		{"- e enter", ExportCSV, 600, 899, "skab-loop-20200309T102433Z.csv"}, // what is no longer in memory does not count
		{"h e enter", ExportCSV, 769, 888, "skab-loop-20200309T102722Z.csv"},
		{"e right enter", ExportMCAP, 780, 899, "skab-loop-20200309T102733Z.mcap"},
		{"e left enter", ExportLines, 780, 899, "skab-loop-20200309T102733Z.jsonl"},
		{"e down right enter", ExportCSV, 600, 899, "skab-loop-20200309T102433Z.csv"},
		{"e up x backspace y enter", ExportCSV, 780, 899, "skab-loop-20200309T102733Z.csvy"},
		{"e up _ backspace backspace backspace backspace backspace b . c s v down right enter", ExportMCAP, 780, 899, "skab-loop-20200309T102733Zb.mcap"},
		{"E e enter", ExportMCAP, 795, 899, "skab-loop-20200309T102748Z-Pressure-fault-bias.mcap"},
	} {
		t.Run(c.keys, func(t *testing.T) {
			m, got, _ := exporting(t, 80, 24)
			typed(m, strings.Fields(c.keys)...)
			if got.Snapshot == nil {
				t.Fatalf("nothing was exported; %q", m.notice)
			}
			from, to := got.Snapshot.Times[got.From], got.Snapshot.Times[got.To-1]
			if got.Format != c.format || !from.Equal(at(c.from)) || !to.Equal(at(c.to)) || got.Path != c.path {
				t.Errorf("%s from %v to %v in %q", got.Format, from.Sub(start()), to.Sub(start()), got.Path)
			}
			if m.dialog != nil || !strings.HasPrefix(m.notice, "wrote "+c.path) {
				t.Errorf("the dialog is still there, or %q", m.notice)
			}
		})
	}
}

// A failure is told in the dialog, where it can be mended; what is no longer
// in memory is told before.
func TestExportSaysWhatIsWrong(t *testing.T) {
	m, _, err := exporting(t, 80, 24)
	*err = errors.New("x.csv is there already:\x1b[31m choose another name")
	typed(m, "e", "enter")
	if view := strings.Join(bare(m.View()), "\n"); !strings.Contains(view, "x.csv is there already: choose another name") {
		t.Errorf("the failure is not on\n%s", view)
	}
	*err = nil
	typed(m, "enter")
	if m.dialog != nil || !strings.Contains(m.notice, "120 rows × 8 sensors, 14.2 kB") {
		t.Errorf("got %q", m.notice)
	}
	typed(m, "-", "-", "e")
	if view := strings.Join(bare(m.View()), "\n"); !strings.Contains(view, "5 min before it are no longer in memory and will be missing") {
		t.Errorf("what is missing is not told:\n%s", view)
	}
}

// Notes that went into an MCAP are saved; a CSV says that it has none.
func TestExportSavesNotes(t *testing.T) {
	m, got, _ := exporting(t, 120, 40)
	typed(m, "m")
	m.prompt.text = "valve"
	typed(m, "enter", "E", "m")
	m.prompt.text = "zero"
	typed(m, "enter", "esc", "e", "enter")
	if len(m.journal.loose) != 2 || !strings.HasSuffix(m.notice, "2 notes are only in MCAP") {
		t.Errorf("%d loose; %q", len(m.journal.loose), m.notice)
	}
	typed(m, "e", "right", "enter")
	if len(m.journal.loose) != 0 || len(got.Notes) != 2 || got.Notes[0].Text != "Pressure bias +0.61 bar: zero" {
		t.Errorf("%v loose, %v exported", m.journal.loose, got.Notes)
	}
	if want := "fault: Pressure bias +0.61 bar, highest score .99, unacknowledged"; len(got.Events) != 1 || got.Events[0].Text != want {
		t.Errorf("events %q, want %q", got.Events, want)
	}
}

func TestFileName(t *testing.T) {
	when := time.Date(2020, 3, 9, 10, 14, 33, 5e8, time.FixedZone("", 3600))
	for _, c := range []struct{ rig, why, want string }{
		{"skab-loop", "", "skab-loop-20200309T091433Z.csv"},
		{"pump 2/left", "Pressure above 0.8", "pump-2-left-20200309T091433Z-Pressure-above-0.8.csv"},
		{"", "../../etc", "rig-20200309T091433Z-etc.csv"},
		{"..", "\x1b[31m", "rig-20200309T091433Z-31m.csv"},
		{strings.Repeat("ä", 99), "", strings.Repeat("ä", 40) + "-20200309T091433Z.csv"},
	} {
		if got := FileName(c.rig, when, c.why, "csv"); got != c.want {
			t.Errorf("%q, %q: got %q, want %q", c.rig, c.why, got, c.want)
		}
	}
}
