package mcap

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rigscope/sources"
)

var began = time.Date(2026, 11, 24, 8, 0, 0, 123456789, time.UTC)

func testInfo() RunInfo {
	return RunInfo{Profile: "name = \"pump\"\n", Ports: []string{"left", "a/b"}, App: "rigscope test", Model: "ab12", Started: began}
}

// record writes a file with what fill says and gives its name.
func record(t testing.TB, fill func(*Recorder)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "run.mcap")
	r, err := NewRecorder(path, testInfo())
	if err != nil {
		t.Fatal(err)
	}
	fill(r)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t testing.TB, path string) *Recording {
	t.Helper()
	r, err := OpenRecording(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// readChunks gives the chunks and the errors between them.
func readChunks(t testing.TB, r *Recording) (got []sources.Chunk, bad []string) {
	t.Helper()
	in, err := r.Chunks()
	if err != nil {
		t.Fatal(err)
	}
	for {
		c, err := in.Next(context.Background())
		frame := new(sources.FrameError)
		switch {
		case err == io.EOF:
			return got, bad
		case errors.As(err, &frame):
			bad = append(bad, err.Error())
		case err != nil:
			t.Fatal(err)
		default:
			got = append(got, c)
		}
	}
}

func chunkGen() *rapid.Generator[sources.Chunk] {
	return rapid.Custom(func(t *rapid.T) sources.Chunk {
		c := sources.Chunk{
			Port: rapid.IntRange(0, 1).Draw(t, "port"),
			Kind: sources.ChunkKind(rapid.IntRange(0, 5).Draw(t, "kind")),
			T:    time.Unix(0, rapid.Int64Range(0, math.MaxInt64).Draw(t, "t")).UTC(),
		}
		if c.Kind == sources.Data {
			c.Data = rapid.SliceOfN(rapid.Byte(), 1, 300).Draw(t, "data")
		} else {
			c.Note = rapid.String().Draw(t, "note")
		}
		return c
	})
}

// What goes in comes out, in the same order, whatever it is.
func TestChunksRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		want := rapid.SliceOfN(chunkGen(), 0, 60).Draw(rt, "chunks")
		path := record(t, func(r *Recorder) {
			for i, c := range want {
				r.Chunk(c)
				r.Verdict(c.T, fmt.Appendf(nil, `{"v":1,"row":%d}`, i))
			}
		})
		got, bad := readChunks(t, open(t, path))
		if len(bad) > 0 || len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			rt.Errorf("got %v, bad %q\nwant %v", got, bad, want)
		}
	})
}

func TestRecordingSaysWhatItIs(t *testing.T) {
	path := record(t, func(r *Recorder) {
		r.Event(began, "the port was opened")
		r.Marker(began.Add(time.Second), "valve \"2\" closed")
		r.Label(began.Add(2*time.Second), "bias on Flow")
		r.Verdict(began, []byte(`{"v":1,"header":{}}`))
		r.Verdict(began, []byte("{\"v\":1 ,\"t\":\"x\"}\n"))
		r.Finish("sha256:77")
	})
	r := open(t, path)
	want := Info{RunInfo: testInfo(), Version: "1", Closed: true, Digest: "sha256:77"}
	if got := r.Info(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	var got []string
	note := func(n Note) error { got = append(got, n.T.Format("05.000")+" "+n.Text); return nil }
	line := func(b []byte) error { got = append(got, string(b)); return nil }
	if err := errors.Join(r.Events(note), r.Markers(note), r.Labels(note), r.Verdicts(line)); err != nil {
		t.Error(err)
	}
	all := []string{"00.123 the port was opened", "01.123 valve \"2\" closed", "02.123 bias on Flow", `{"v":1,"header":{}}`, "{\"v\":1 ,\"t\":\"x\"}\n"}
	if !reflect.DeepEqual(got, all) {
		t.Errorf("got %q\nwant %q", got, all)
	}
	stop := errors.New("enough")
	if err := r.Verdicts(func([]byte) error { return stop }); err != stop {
		t.Errorf("got %v, want the error of the callback", err)
	}
}

func TestRowsAreJSON(t *testing.T) {
	path := record(t, func(r *Recorder) {
		r.Row(0, 7, began, began.Add(-time.Second), []string{"Flow", `a"b`}, []float64{1e21, math.NaN()})
		r.Row(1, 0, began, began, []string{"T"}, []float64{-0.1})
		r.Row(0, 8, began, began, []string{"Flow"}, []float64{math.Inf(1)})
	})
	f := open(t, path)
	in, err := f.reader()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`/readings/left json rigscope.readings 7 -1s {"Flow":1e+21,"a\"b":null}`,
		`/readings/a_b json rigscope.readings 0 0s {"T":-0.1}`,
		`/readings/left json rigscope.readings 8 0s {"Flow":null}`,
	}
	for _, w := range want {
		m, err := in.Next()
		if err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprintf("%s %s %s %d %v %s", m.Topic.Name, m.Topic.Encoding, m.Topic.Schema, m.Sequence, m.Publish.Sub(m.Log), m.Data)
		if got != w {
			t.Errorf("got %s\nwant %s", got, w)
		}
	}
	if m, err := in.Next(); err != io.EOF {
		t.Errorf("got %v, %v", m, err)
	}
}

func TestIsRecording(t *testing.T) {
	dir := t.TempDir()
	table, text, empty := filepath.Join(dir, "table.mcap"), filepath.Join(dir, "text.mcap"), filepath.Join(dir, "empty.mcap")
	f, err := os.Create(table)
	if err != nil {
		t.Fatal(err)
	}
	w, err := NewWriter(f, RunInfo{}, Columns{})
	if err = errors.Join(err, w.Close(), f.Close(), os.WriteFile(text, []byte("a,b\n1,2\n"), 0o600), os.WriteFile(empty, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	run := record(t, func(*Recorder) {})
	for path, want := range map[string]bool{run: true, table: false, text: false, empty: false, dir: false, "no.mcap": false, "-": false} {
		if got := IsRecording(path); got != want {
			t.Errorf("%s: got %v", path, got)
		}
	}
}

func TestRecorderRefusesAnOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.mcap")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := NewRecorder(path, testInfo())
	want := "record to " + path + ": the file is there already: choose another name or remove it first"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	if got, _ := os.ReadFile(path); string(got) != "old" {
		t.Errorf("the file is now %q", got)
	}
}

func TestTopicNames(t *testing.T) {
	got := strings.Join(topicNames([]string{"a", "", "a/b", "a_b", "a", "\xff"}), " ")
	if want := "a #1 a_b a_b#3 a#4 _"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
