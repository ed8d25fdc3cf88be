package mcap

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"rigscope/sources"
)

// foreignSays is what a reader by another author finds in a file.
type foreignSays struct {
	Topics      map[string]content
	Attachments map[string]string
	Metadata    map[string]map[string]string
	Counted     int // messages, by the statistics in the summary
	Chunks      int // in the index
	Done        bool
}

type content struct {
	Count int
	Sum   uint32 // of the CRC-32 of the messages
}

// readElsewhere lets @mcap/core read a file.
func readElsewhere(t *testing.T, how, path string) (got foreignSays) {
	t.Helper()
	dir := os.Getenv("RIGSCOPE_MCAPCHECK")
	if dir == "" {
		dir, _ = filepath.Abs(filepath.Join("..", "..", ".cache", "mcap-check", "2.2.2"))
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		t.Skipf("SKIPPED: no other MCAP reader at %s: make mcapcheck brings it", dir)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("SKIPPED: no node here, which runs the other MCAP reader: Debian, Ubuntu: apt install nodejs")
	}
	cmd := exec.Command(node, filepath.Join("testdata", "check.cjs"), how, path)
	cmd.Env = append(os.Environ(), "RIGSCOPE_MCAPCHECK="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &got)
	}
	if err != nil {
		t.Fatalf("%s: %v, %s", how, err, out)
	}
	return got
}

// busyRun fills a file with messages of every kind in several chunks and
// says what is in it.
func busyRun(t *testing.T, r *Recorder) map[string]content {
	t.Helper()
	want := map[string]content{}
	note := func(topic, data string) {
		c := want[topic]
		want[topic] = content{c.Count + 1, c.Sum + crc32.ChecksumIEEE([]byte(data))}
	}
	for i := range 3000 {
		at := began.Add(time.Duration(i) * time.Millisecond)
		data := fmt.Sprintf("%0500d\n", i*i)
		r.Chunk(sources.Chunk{Port: i % 2, T: at, Data: []byte(data)})
		note([]string{"/raw/left", "/raw/a_b"}[i%2], data)
		r.Row(0, i, at, at, []string{"x", fmt.Sprint("y", i/1000)}, []float64{float64(i), 0.5})
		note("/readings/left", fmt.Sprintf(`{"x":%s,"y%d":0.5}`, appendNumber(nil, float64(i)), i/1000))
	}
	r.Chunk(sources.Chunk{Port: 1, Kind: sources.Lost, T: began, Note: "pulled"})
	note("/ports", `{"port":1,"kind":2,"event":"lost","note":"pulled"}`)
	r.Event(began, "é")
	note("/events", `{"text":"é"}`)
	r.Marker(began, "m")
	note("/markers", `{"text":"m"}`)
	r.Label(began, "l")
	note("/labels", `{"text":"l"}`)
	r.Verdict(began, []byte(`{"v":1}`))
	note("/verdicts", `{"v":1}`)
	return want
}

func TestOthersReadClosedFile(t *testing.T) {
	var want map[string]content
	path := record(t, func(r *Recorder) {
		want = busyRun(t, r)
		r.Finish("sha256:5")
	})
	got := readElsewhere(t, "indexed", path)
	if !reflect.DeepEqual(got.Topics, want) || got.Counted != 6005 || got.Chunks < 2 {
		t.Errorf("got %+v\nwant %v", got, want)
	}
	if got.Attachments["rig.toml"] != testInfo().Profile {
		t.Errorf("got attachments %q", got.Attachments)
	}
	start, end := got.Metadata["rigscope"], got.Metadata["rigscope.end"]
	if start["version"] != "1" || start["ports"] != `["left","a/b"]` || end["digest"] != "sha256:5" || end["chunks"] != "3001" {
		t.Errorf("got metadata %q", got.Metadata)
	}
	if got := readElsewhere(t, "streamed", path); !reflect.DeepEqual(got.Topics, want) || !got.Done {
		t.Errorf("streamed: got %+v\nwant %v", got, want)
	}
}

// Another reader finds as much in a cut file as ours does.
func TestOthersReadCutFile(t *testing.T) {
	path := record(t, func(r *Recorder) { busyRun(t, r) })
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ops, at := opcodes(t, file)
	last := 0
	for i, op := range ops {
		if op == 6 {
			last = i
		}
	}
	cut := filepath.Join(t.TempDir(), "cut.mcap")
	if err := os.WriteFile(cut, file[:at[last]+100], 0o600); err != nil {
		t.Fatal(err)
	}
	ours := map[string]int{}
	in, err := open(t, cut).reader()
	for err == nil {
		var m *Message
		if m, err = in.Next(); err == nil {
			ours[m.Topic.Name]++
		}
	}
	got := readElsewhere(t, "streamed", cut)
	theirs := map[string]int{}
	for topic, c := range got.Topics {
		theirs[topic] = c.Count
	}
	if got.Done || len(ours) == 0 || !reflect.DeepEqual(ours, theirs) {
		t.Errorf("they read %v, we %v", theirs, ours)
	}
}
