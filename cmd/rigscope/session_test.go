package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rigscope/replay/mcap"
)

// A fault of the demo is noted, shelved, exported and captured; the files
// are read back.
func TestSessionOfAnIncident(t *testing.T) {
	dir := t.TempDir()
	s := newSession(t, "demo", "--speed", "8", "--trigger", "alarm", "--captures", dir, "--before", "3s", "--after", "1s")
	s.does("", "▲ FAULT")
	s.does("p", "▮▮ STOP")
	s.does("m", "⚑ note at ")
	s.does("valve 2 by hand\r", "noted for this session")
	s.does("E", "unacknowledged")
	s.does("z", "shelved 10:00")
	s.does("", "▽ SHELVED")
	s.does("m", "⚑ note on ")
	s.does("check its zero\r", "⚑ check its zero")
	s.does("q", "2 notes are saved nowhere: e exports, q drops them.")
	s.does("\x1b", "↑ ↓ choose")
	s.does("e", "‹ MCAP ›")
	s.does("\x1b[A\x15"+filepath.Join(dir, "one.mcap"), "one.mcap█")
	s.does("\r", "wrote ")
	s.does("p", "► PLAY")
	s.does("", "⚑ 1 captured")
	s.ends("q") // nothing is left to be saved
	exports, _ := filepath.Glob(filepath.Join(dir, "one.mcap"))
	captures, _ := filepath.Glob(filepath.Join(dir, "pump-demo-*-alarm-*.csv"))
	if len(exports) != 1 || len(captures) == 0 {
		all, _ := os.ReadDir(dir)
		t.Fatalf("files are %v", all)
	}
	notes, err := markersIn(exports[0])()
	var texts []string
	for _, n := range notes {
		texts = append(texts, n.Text)
	}
	if err != nil || len(texts) != 2 || !slices.Contains(texts, "valve 2 by hand") || !strings.HasSuffix(texts[0], ": check its zero") {
		t.Errorf("notes are %q, %v", texts, err)
	}
	if r := rigscope(t, "score", exports[0], "--model", demoModel(t)); r.code != exitFault {
		t.Errorf("the export is judged with %d: %s", r.code, r.err)
	}
	if rows := readCSV(t, captures[0]); len(rows) < 30 || len(rows[0]) != 1+3*14 {
		t.Errorf("%d rows of %d columns were captured", len(rows), len(rows[0]))
	}
}

// A marker of a live run is in its recording, and its replay shows it.
func TestSessionOfARecording(t *testing.T) {
	dir, w := t.TempDir(), newWire(t, "dev")
	s := newSession(t, "live", "--port", w.name+"@115200", "--record", filepath.Join(dir, "run.mcap"), "--captures", dir, "--trigger", "a > 100")
	stop := make(chan struct{})
	var said sync.WaitGroup
	said.Add(1)
	go func() { // ends with stop
		defer said.Done()
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(50 * time.Millisecond):
				w.say("a:" + text(float64(i)) + ",b:2\n")
			}
		}
	}()
	defer said.Wait()
	defer close(stop)
	s.does("", "MEASURED")
	s.does("m", "⚑ note at ")
	s.does("pump on\r", "noted, in the recording, too")
	s.does("q", "The recording ends with this screen; it is kept.")
	s.ends("q")
	rec, err := mcap.OpenRecording(filepath.Join(dir, "run.mcap"))
	if err != nil {
		t.Fatal(err)
	}
	defer rec.Close()
	n := 0
	if err := rec.Markers(func(note mcap.Note) error {
		if n++; note.Text != "pump on" || time.Since(note.T) > time.Minute {
			t.Errorf("marker %+v", note)
		}
		return nil
	}); err != nil || n != 1 {
		t.Errorf("%d markers, %v", n, err)
	}
	again := newSession(t, "replay", filepath.Join(dir, "run.mcap"))
	again.does("", "MEASURED")
	again.does("'", "⚑ 1 of 1 pump on")
	again.ends("q")
}
