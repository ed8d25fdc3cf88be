package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"rigscope/sources/faults"
	"rigscope/sources/synth"
)

// ran is what a command line did.
type ran struct {
	code     int
	out, err string
}

// rigscope runs the program in this process, with stdin from nowhere.
func rigscope(t *testing.T, args ...string) ran {
	t.Helper()
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	var out, talk bytes.Buffer
	code := run(context.Background(), args, streams{null, &out, &talk})
	return ran{code, out.String(), talk.String()}
}

// workshop is a folder with a profile, a clean log, an incident and a model,
// all made by the program's own parts; it is made once for all tests.
var workshop = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "rigscope-test")
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(dir, "rig.toml"), []byte(pumpProfile()), 0o644); err != nil {
		return "", err
	}
	const clean, incident = 12000, 1500 // frames of one day, the incident right after
	if err := writeLog(filepath.Join(dir, "clean.csv"), 0, clean, nil); err != nil {
		return "", err
	}
	at := synth.Rig().Grid(clean)
	bias := faults.Schedule{{Kind: faults.Bias, Channel: "flow_rate", From: at + 60*time.Second, To: at + 100*time.Second, Size: 150}}
	return dir, writeLog(filepath.Join(dir, "incident.csv"), clean, incident, bias)
})

// asProgram in the environment makes the test binary the program itself.
const asProgram = "RIGSCOPE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(panics) != "" {
		os.Exit(breaking())
	}
	if os.Getenv(asProgram) != "" {
		main()
	}
	home, err := os.MkdirTemp("", "rigscope-home")
	if err != nil {
		panic(err)
	}
	os.Setenv("XDG_STATE_HOME", home) // nobody's own list of recent runs
	code := m.Run()
	os.RemoveAll(home)
	if dir, err := workshop(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// in gives the path of a file in the workshop, or in a fresh folder.
func in(t *testing.T, name string) string {
	t.Helper()
	dir, err := workshop()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, name)
}

// model is trained once, by the command that users run.
var model = sync.OnceValue(func() ran {
	dir, _ := workshop()
	var out, talk bytes.Buffer
	code := run(context.Background(), []string{"train", filepath.Join(dir, "clean.csv"), "--rig", filepath.Join(dir, "rig.toml"),
		"-o", filepath.Join(dir, "pump.onnx"), "--seed", "3", "--epochs", "8"}, streams{os.Stdin, &out, &talk})
	return ran{code, out.String(), talk.String()}
})

func trainedModel(t *testing.T) string {
	t.Helper()
	path := in(t, "pump.onnx")
	if r := model(); r.code != 0 {
		t.Fatalf("train ended with %d: %s", r.code, r.err)
	}
	return path
}

func pumpProfile() string {
	var b strings.Builder
	rig := synth.Rig()
	fmt.Fprintf(&b, "name = %q\nrate = %g\ntime = \"time\"\n", rig.Name, rig.Rate)
	for _, m := range rig.Modalities() {
		fmt.Fprintf(&b, "[[modality]]\nname = %q\nchannels = [\n", m.Name)
		for _, c := range m.Channels {
			ch := rig.Channels[c]
			fmt.Fprintf(&b, "  { name = %q, unit = %q },\n", ch.Name, ch.Unit)
		}
		b.WriteString("]\n")
	}
	return b.String()
}

// writeLog writes n frames of the simulated rig from frame skip on, with
// faults timed from the rig's first frame.
func writeLog(path string, skip, n int, s faults.Schedule) error {
	src, err := faults.Inject(synth.New(synth.Options{Seed: 5}), s)
	if err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("time")
	for _, c := range src.Rig().Channels {
		b.WriteString("," + c.Name)
	}
	for i := range skip + n {
		f, err := src.Next(context.Background())
		if err != nil {
			return err
		}
		if i < skip {
			continue
		}
		b.WriteString("\n" + f.T.Format(time.RFC3339Nano))
		for _, v := range f.V {
			b.WriteString("," + text(v))
		}
	}
	return os.WriteFile(path, []byte(b.String()+"\n"), 0o644)
}

// lines are the verdict lines of a file or of an output.
type lines struct {
	header, summary map[string]any
	verdicts        []map[string]any
}

func parse(t *testing.T, text string) lines {
	t.Helper()
	var l lines
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("line %d is no JSON: %v\n%s", i+1, err, line)
		}
		if m["v"] != 1.0 {
			t.Fatalf("line %d has no schema version: %s", i+1, line)
		}
		switch {
		case m["header"] != nil:
			l.header = m["header"].(map[string]any)
		case m["summary"] != nil:
			l.summary = m["summary"].(map[string]any)
		default:
			l.verdicts = append(l.verdicts, m)
		}
	}
	if l.header == nil || l.summary == nil {
		t.Fatal("the header or the summary is missing")
	}
	return l
}
