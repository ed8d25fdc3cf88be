package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"rigscope/inference/models"
	"rigscope/pipeline"
	"rigscope/tui"
)

// demoSnapshot is what the console would show of the demo after a minute, in
// which a sensor breaks.
func demoSnapshot(t *testing.T) *pipeline.Snapshot {
	t.Helper()
	s, err := demoRun()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// demoSpan is long enough for the demo's first fault.
const demoSpan = 35 * time.Second

// demoRun is made once for all tests.
var demoRun = sync.OnceValues(func() (*pipeline.Snapshot, error) {
	m, err := openModel("")
	if err != nil {
		return nil, err
	}
	defer m.close()
	src, err := newDemoRig(1, demoSpan)
	if err != nil {
		return nil, err
	}
	p, err := pipeline.New(src, m.Judge, m.info, nil)
	if err != nil {
		return nil, err
	}
	err = p.Run(context.Background())
	return p.Latest(), err
})

// demoVerdicts is what the command prints of the same stretch.
var demoVerdicts = sync.OnceValue(func() ran {
	var out, talk bytes.Buffer
	code := run(context.Background(), []string{"demo", "--json", "--for", demoSpan.String()}, streams{os.Stdin, &out, &talk})
	return ran{code, out.String(), talk.String()}
})

func demoModel(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "demo.onnx")
	if err := os.WriteFile(path, models.Demo, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// What is exported reads back: the MCAP is judged as the demo was, to the
// last verdict, its corrected log is the CSV, and the notes are in it.
func TestExportReadsBack(t *testing.T) {
	s, dir, model := demoSnapshot(t), t.TempDir(), demoModel(t)
	x := &exporter{app: &app{}}
	notes := []tui.Note{{T: s.Times[100], Text: "valve 2 \"by\" hand"}, {T: s.Times[300], Text: "≈ back"}}
	paths := map[tui.ExportFormat]string{}
	for _, f := range []tui.ExportFormat{tui.ExportCSV, tui.ExportMCAP, tui.ExportLines} {
		paths[f] = filepath.Join(dir, "x."+string(f))
		done, err := x.export(tui.ExportRequest{Snapshot: s, To: len(s.Times), Format: f, Path: paths[f], Notes: notes, Events: notes[:1]})
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(paths[f]); err != nil || info.Size() != done.Bytes || done.Rows != 350 || done.Unjudged != 0 {
			t.Errorf("%s: %+v, %v", f, done, err)
		}
	}
	again := rigscope(t, "replay", paths[tui.ExportMCAP], "--model", model, "--json")
	if got, want := digest(again.out), digest(demoVerdicts().out); got != want || got == "none" {
		t.Errorf("digest %s of the export, %s of the demo: %s", got, want, again.err)
	}
	fixed := filepath.Join(dir, "fixed.csv")
	if r := rigscope(t, "score", paths[tui.ExportMCAP], "--model", model, "--corrected", fixed); r.code != exitFault {
		t.Fatalf("score ended with %d: %s", r.code, r.err)
	}
	sameColumns(t, readCSV(t, paths[tui.ExportCSV]), readCSV(t, fixed), len(s.Rig.Channels))
	sameLines(t, paths[tui.ExportLines], readCSV(t, paths[tui.ExportCSV]))
	if got, err := markersIn(paths[tui.ExportMCAP])(); err != nil || !slices.EqualFunc(got, notes, func(a, b tui.Note) bool { return a.T.Equal(b.T) && a.Text == b.Text }) {
		t.Errorf("markers %v, %v", got, err)
	}
	if got, err := markersIn(paths[tui.ExportCSV])(); err != nil || got != nil {
		t.Errorf("a CSV has markers %v, %v", got, err)
	}
	if r := rigscope(t, "replay", paths[tui.ExportMCAP], "--json"); r.code != 0 || !strings.Contains(r.err, "no model: 350 rows shown") {
		t.Errorf("an export does not know its rig: %d %s", r.code, r.err)
	}
}

// sameColumns compares an export with score's corrected log, column by
// column, and that what was not corrected is what was measured.
func sameColumns(t *testing.T, export, fixed [][]string, n int) {
	t.Helper()
	if len(export) != len(fixed) || len(export[0]) != 1+3*n {
		t.Fatalf("%d rows of %d columns, want %d of %d", len(export), len(export[0]), len(fixed), 1+3*n)
	}
	corrected := 0
	for i, row := range export {
		if !slices.Equal(row[1:1+2*n], fixed[i][1:]) {
			t.Fatalf("row %d: got %q, want %q", i, row[1:1+2*n], fixed[i][1:])
		}
		for c := 1; c <= n && i > 0; c++ {
			if status := row[n+c]; status == "corrected" {
				corrected++
			} else if row[c] != row[2*n+c] {
				t.Fatalf("row %d: %s is %s, measured %s", i, status, row[c], row[2*n+c])
			}
		}
	}
	if corrected == 0 {
		t.Error("nothing was corrected: the test proves nothing")
	}
}

// sameLines compares JSON lines with the CSV.
func sameLines(t *testing.T, path string, rows [][]string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for in := bufio.NewScanner(f); in.Scan(); {
		n++
		var got map[string]any
		if err := json.Unmarshal(in.Bytes(), &got); err != nil || got["v"] != 1.0 {
			t.Fatalf("line %d: %v %s", n, err, in.Text())
		}
		for j, name := range rows[0] {
			want := any(rows[n][j])
			if x, err := strconv.ParseFloat(rows[n][j], 64); err == nil {
				want = x
			} else if want == "" {
				want = nil
			}
			if got[name] != want {
				t.Fatalf("line %d, %s: got %v, want %v", n, name, got[name], want)
			}
		}
	}
	if n != len(rows)-1 {
		t.Errorf("%d lines, want %d", n, len(rows)-1)
	}
}

// A file is written whole or not at all, never over another one, and the
// sentence says what to do.
func TestExportThatFails(t *testing.T) {
	s, dir := demoSnapshot(t), t.TempDir()
	there := filepath.Join(dir, "there.csv")
	if err := os.WriteFile(there, []byte("precious"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, want string }{
		{there, there + " is there already: choose another name"},
		{dir, dir + " is a folder: add a file name"},
		{dir + "/no/x.csv", dir + "/no/x.csv was not written: there is no folder " + dir + "/no: make it first"},
		{"/dev/full", "/dev/full was not written: the disk is full: make room or choose another folder"},
		{"/proc/x.csv", "/proc/x.csv was not written: there is no folder /proc: make it first"},
	} {
		for _, f := range []tui.ExportFormat{tui.ExportCSV, tui.ExportMCAP, tui.ExportLines} {
			_, err := (&exporter{app: &app{}}).export(tui.ExportRequest{Snapshot: s, To: len(s.Times), Format: f, Path: c.path})
			if err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		}
	}
	x := &exporter{app: &app{}}
	x.close()
	if _, err := x.export(tui.ExportRequest{Snapshot: s, Path: filepath.Join(dir, "late.csv")}); err != errEnding {
		t.Errorf("got %v after the end", err)
	}
	left, _ := os.ReadDir(dir)
	if b, _ := os.ReadFile(there); len(left) != 1 || string(b) != "precious" {
		t.Errorf("left are %v, and %q", left, b)
	}
}
