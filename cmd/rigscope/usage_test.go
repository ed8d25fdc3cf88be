package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Every mistake is one sentence on stderr and the right exit code.
func TestMistakes(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	m := trainedModel(t)
	other := write("other.csv", "time,a,b\n1,2,3\n2,3,4\n")
	for _, c := range []struct {
		name string
		code int
		want string // contained in stderr
		args []string
	}{
		{"no command", exitUsage, "say which command", nil},
		{"unknown command", exitUsage, `unknown command "frobnicate"`, []string{"frobnicate"}},
		{"unknown flag", exitUsage, "unknown flag: --frob", []string{"score", "x.csv", "--frob"}},
		{"no model", exitUsage, "needs --model", []string{"score", other}},
		{"two logs", exitUsage, "reads one log", []string{"score", other, other, "--model", m}},
		{"bad rows", exitUsage, `rows "9": want A:B`, []string{"score", other, "--model", m, "--rows", "9"}},
		{"bad speed", exitUsage, "--speed \"-1\"", []string{"replay", other, "--model", m, "--speed", "-1"}},
		{"model missing", exitConfig, "no such file", []string{"score", other, "--model", filepath.Join(dir, "none.onnx")}},
		{"model is text", exitConfig, "not an ONNX file", []string{"score", other, "--model", write("text.onnx", "hello world, this is not a model")}},
		{"model is empty", exitConfig, "open model", []string{"score", other, "--model", write("empty.onnx", "")}},
		{"wrong columns", exitConfig, "supply_voltage", []string{"score", other, "--model", m}},
		{"log missing", exitData, "no such file", []string{"score", filepath.Join(dir, "none.csv"), "--model", m}},
		{"log empty", exitData, "there is nothing in it", []string{"score", write("empty.csv", ""), "--model", m}},
		{"train without rig", exitUsage, "needs --rig", []string{"train", other, "-o", filepath.Join(dir, "x.onnx")}},
		{"bad profile", exitConfig, `unknown key "rats"`, []string{"train", other, "--rig", write("bad.toml", "rate = 1.0\nrats = 2"), "-o", filepath.Join(dir, "x.onnx")}},
		{"too short to train", exitData, "needs at least", []string{"train", in(t, "clean.csv"), "--rig", in(t, "rig.toml"), "--rows", ":100", "-o", filepath.Join(dir, "x.onnx")}},
		{"bad config", exitConfig, `unknown key "colour"`, []string{"version", "--config", write("c.toml", "colour = true")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rigscope(t, c.args...)
			if r.code != c.code || !strings.Contains(r.err, c.want) {
				t.Errorf("exit %d, want %d; stderr %q, want %q in it", r.code, c.code, r.err, c.want)
			}
			if r.out != "" {
				t.Errorf("stdout should be empty: %q", r.out)
			}
		})
	}
	if _, err := os.Stat(filepath.Join(dir, "x.onnx")); err == nil {
		t.Error("a model was written although training failed")
	}
}

// A log that is cut off is judged as far as it goes, and the exit code says
// that it was cut.
func TestCutLogIsJudgedUpToTheCut(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	text, err := os.ReadFile(in(t, "incident.csv"))
	if err != nil {
		t.Fatal(err)
	}
	z.Write(text)
	z.Close()
	cut := filepath.Join(t.TempDir(), "cut.csv.gz")
	if err := os.WriteFile(cut, packed.Bytes()[:packed.Len()*2/3], 0o644); err != nil {
		t.Fatal(err)
	}
	r := rigscope(t, "score", cut, "--model", trainedModel(t), "--json", "-")
	if r.code != exitData || !strings.Contains(r.err, "unexpected EOF") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	l := parse(t, r.out)
	if rows := l.summary["rows"].(float64); rows < 800 || len(l.verdicts) < 90 {
		t.Errorf("%v rows, %d verdicts", rows, len(l.verdicts))
	}
}

// A result that goes to a device does not replace the device.
func TestDevicesAreNotReplaced(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	got := make(chan []byte)
	go func() {
		b, _ := os.ReadFile(pipe)
		got <- b
	}()
	r := rigscope(t, "score", in(t, "incident.csv"), "--model", trainedModel(t), "--json", pipe)
	if r.code != exitFault {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	parse(t, string(<-got))
	if info, err := os.Stat(pipe); err != nil || info.Mode().IsRegular() {
		t.Errorf("the pipe became %v", info.Mode())
	}
}

func TestOutputsNeverReplaceInputs(t *testing.T) {
	m, log := trainedModel(t), in(t, "incident.csv")
	before, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	for _, args := range [][]string{
		{"score", log, "--model", m, "--corrected", log},
		{"score", log, "--model", m, "--json", m},
		{"score", log, "--model", m, "--json", out, "--corrected", out},
		{"convert", log, log},
		{"train", log, "--rig", in(t, "rig.toml"), "-o", in(t, "rig.toml")},
	} {
		if r := rigscope(t, args...); r.code != exitUsage || !strings.Contains(r.err, "name another file") {
			t.Errorf("%q: exit %d, %s", args, r.code, r.err)
		}
	}
	if after, _ := os.ReadFile(log); !bytes.Equal(before, after) {
		t.Error("the log was changed")
	}
}

// Names out of a log cannot command the terminal.
func TestMessagesAreSafe(t *testing.T) {
	log := filepath.Join(t.TempDir(), "esc.jsonl")
	if err := os.WriteFile(log, []byte(`{"\u001b]0;PWNED\u0007\u001b[2J":1,"b":2}`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r := rigscope(t, "score", log, "--model", trainedModel(t))
	if r.code != exitConfig || strings.ContainsAny(r.err, "\x1b\x07") || len(r.err) > 2*longest {
		t.Errorf("exit %d, %q", r.code, r.err)
	}
}

// A clock that jumps by millennia neither hangs nor stops the run.
func TestClockOfAnotherMillennium(t *testing.T) {
	text, err := os.ReadFile(in(t, "incident.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.SplitAfter(string(text), "\n")
	for i := 300; i < len(rows); i++ {
		rows[i] = strings.Replace(rows[i], "2026-", "9999-", 1)
	}
	log := filepath.Join(t.TempDir(), "far.csv")
	if err := os.WriteFile(log, []byte(strings.Join(rows, "")), 0o644); err != nil {
		t.Fatal(err)
	}
	r := rigscope(t, "score", log, "--model", trainedModel(t), "--json", "-")
	if l := parse(t, r.out); l.summary["rows"] != 1500.0 {
		t.Errorf("exit %d, %v rows", r.code, l.summary["rows"])
	}
}

func TestEveryCommandHelpsWithAnExample(t *testing.T) {
	for _, c := range []string{"demo", "replay", "score", "train", "evaluate", "analyze", "convert", "doctor", "version"} {
		r := rigscope(t, c, "-h")
		for _, want := range []string{"Examples:", "rigscope " + c, "--config", "--log", "--no-color", "--ascii"} {
			if r.code != 0 || !strings.Contains(r.out, want) {
				t.Errorf("%s -h (exit %d) lacks %q", c, r.code, want)
			}
		}
	}
}

func TestDemoHeadless(t *testing.T) {
	r := rigscope(t, "demo", "--json", "--for", "60s")
	if r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	l := parse(t, r.out)
	accused := 0
	for _, v := range l.verdicts {
		for _, c := range v["channels"].([]any) {
			if c := c.(map[string]any); c["name"] == "discharge_pressure" && c["alarm"] == true {
				accused++
			}
		}
	}
	if frames := l.summary["frames"]; frames != 600.0 || accused < 20 {
		t.Errorf("%v frames, the pressure sensor accused in %d verdicts", frames, accused)
	}
	if again := rigscope(t, "demo", "--json", "--for", "60s"); again.out != r.out {
		t.Error("the same seed gave other verdicts")
	}
}
