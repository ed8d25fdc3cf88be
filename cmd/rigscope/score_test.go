package main

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"rigscope/inference"
	"rigscope/replay"
)

func TestScoreFindsTheLiar(t *testing.T) {
	r := rigscope(t, "score", in(t, "incident.csv"), "--model", trainedModel(t), "--json", "-")
	if r.code != exitFault {
		t.Fatalf("ended with %d: %s", r.code, r.err)
	}
	named, due := 0, 0
	for _, v := range parse(t, r.out).verdicts {
		row := int(v["row"].(float64))
		if row < 640 || row >= 1000 {
			continue
		}
		due++
		for _, c := range v["channels"].([]any) {
			if c := c.(map[string]any); c["name"] == "flow_rate" && c["alarm"] == true && c["status"] == "corrected" {
				named++
			}
		}
	}
	if due == 0 || named*10 < due*9 {
		t.Errorf("flow was named in %d of %d verdicts", named, due)
	}
}

func TestCorrectedLog(t *testing.T) {
	out := filepath.Join(t.TempDir(), "fixed.csv")
	r := rigscope(t, "score", in(t, "incident.csv"), "--model", trainedModel(t), "--corrected", out, "--rows", "400:1200")
	if r.code != exitFault {
		t.Fatalf("ended with %d: %s", r.code, r.err)
	}
	fixed, raw := readCSV(t, out), readCSV(t, in(t, "incident.csv"))
	if len(fixed)-1 != 800 {
		t.Fatalf("%d rows, 800 were scored", len(fixed)-1)
	}
	if h := fixed[0]; h[0] != "time" || h[6] != "flow_rate" || h[20] != "flow_rate:status" || len(h) != 29 {
		t.Fatalf("header %q", h)
	}
	corrected := 0
	for i, row := range fixed[1:] {
		was := raw[1+400+i]
		if row[0] != was[0] {
			t.Fatalf("row %d has time %s, the log %s", i, row[0], was[0])
		}
		for c := 1; c <= 14; c++ {
			got, _ := strconv.ParseFloat(row[c], 64)
			want, _ := strconv.ParseFloat(was[c], 64)
			switch status := row[14+c]; {
			case status == "measured" && math.Float64bits(got) != math.Float64bits(want):
				t.Fatalf("row %d, %s: a measured value changed from %s to %s", i, fixed[0][c], was[c], row[c])
			case status == "corrected":
				corrected++
			}
		}
	}
	if corrected < 300 {
		t.Errorf("only %d values were corrected", corrected)
	}
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The same log gives the same verdicts at any pace: as fast as possible in
// batches, in real time times 200, and in bits.
func TestPaceDoesNotChangeTheDigest(t *testing.T) {
	m := trainedModel(t)
	digest := func(args ...string) any {
		r := rigscope(t, append(args, "--model", m)...)
		return parse(t, r.out).summary["digest"]
	}
	want := digest("score", in(t, "incident.csv"), "--json", "-")
	for _, args := range [][]string{
		{"replay", in(t, "incident.csv"), "--json"},
		{"replay", in(t, "incident.csv"), "--json", "--speed", "200"},
	} {
		if got := digest(args...); got != want {
			t.Errorf("%q gives digest %v, score gives %v", args, got, want)
		}
	}
	if got := stepped(t, in(t, "incident.csv"), m); got != want {
		t.Errorf("one step at a time gives digest %v, score gives %v", got, want)
	}
}

// stepped is the digest of a replay that stands still but for single steps.
func stepped(t *testing.T, log, model string) any {
	t.Helper()
	m, err := openModel(model)
	if err != nil {
		t.Fatal(err)
	}
	defer m.close()
	src, err := logFlags{}.open(log, m.Spec().Rig, nil)
	if err != nil {
		t.Fatal(err)
	}
	pacer := replay.Pace(src, replay.PaceOptions{Speed: 1, Paused: true})
	defer pacer.Close()
	var out bytes.Buffer
	run := &headless{loaded: m, tally: newTally(), lines: inference.NewLines(&out)}
	done := make(chan error, 1)
	go func() { done <- run.run(t.Context(), pacer) }()
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return run.lines.Digest()
		default:
			pacer.Step(1)
			runtime.Gosched()
		}
	}
}
