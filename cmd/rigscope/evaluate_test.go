package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rigscope/inference"
	"rigscope/inference/training"
	"rigscope/sensor"
	"rigscope/tui/chart"
)

func TestEvaluateOnTheLogsItWasTrainedOn(t *testing.T) {
	args := []string{"evaluate", in(t, "clean.csv"), "--model", trainedModel(t), "--quick", "--severity", "2", "--methods", "rules,rigscope", "--json"}
	r := rigscope(t, args...)
	if r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	var got struct {
		V       int
		Rows    []map[string]any
		Clean   map[string]any
		Split   struct{ Train, Calibrate, Test int }
		Trained string
		Honest  bool
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil {
		t.Fatal(err)
	}
	if got.V != 1 || got.Trained != "same" || !got.Honest || got.Split.Test < 1000 {
		t.Errorf("version %d, trained %q, honest %v, split %+v", got.V, got.Trained, got.Honest, got.Split)
	}
	if len(got.Rows) != 2*12 || got.Rows[0]["method"] != "rigscope" || got.Rows[12]["method"] != "rules" {
		t.Fatalf("%d rows, the first of %v", len(got.Rows), got.Rows[0]["method"])
	}
	for _, key := range []string{"method", "kind", "severity", "auroc", "tpr_at_1pct", "far", "isolation", "delay", "rmse_in", "rmse_out"} {
		if _, ok := got.Rows[0][key]; !ok {
			t.Errorf("a row lacks %q", key)
		}
	}
	for _, key := range []string{"damage", "far"} {
		if _, ok := got.Clean[key].(float64); !ok {
			t.Errorf("clean lacks %q: %v", key, got.Clean)
		}
	}
	for _, row := range got.Rows[:12] {
		if row["kind"] == "bias" && !(row["auroc"].(float64) > .9 && row["rmse_out"].(float64) < row["rmse_in"].(float64)/2) {
			t.Errorf("bias: %v", row)
		}
	}
}

func TestEvaluateTables(t *testing.T) {
	args := []string{"evaluate", in(t, "clean.csv"), "--model", bundled(t), "--rows", ":4000", "--quick", "--severity", "3", "--methods", "rules"}
	r := rigscope(t, args...)
	if r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	for _, line := range strings.Split(r.out, "\n") {
		if chart.Width(line) > 100 || strings.Contains(line, "%!") {
			t.Errorf("%q", line)
		}
	}
	for _, want := range []string{"The model or a log has no checksum", "METHODS", "rules", "KINDS OF FAULT", "incon"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("it lacks %q", want)
		}
	}
	if again := rigscope(t, args...); again.out != r.out {
		t.Error("the same seed gave other figures")
	}
	if other := rigscope(t, append(args, "--seed", "1")...); other.out == r.out {
		t.Error("another seed gave the same figures")
	}
}

func TestEvaluateMistakes(t *testing.T) {
	log, m := in(t, "clean.csv"), bundled(t)
	short := filepath.Join(t.TempDir(), "short.csv")
	if err := os.WriteFile(short, []byte(firstLines(t, log, 300)), 0o644); err != nil {
		t.Fatal(err)
	}
	const methods = "rigscope, ridge+rules, ridge, ridge-max, rules, pca, pca-spe-max, pca-t2, pca-t2-max, aakr, forest, ae, dae"
	for _, c := range []struct {
		name string
		code int
		want string // all of stderr
		args []string
	}{
		{"no log", exitUsage, "evaluate needs at least one clean log", []string{"--model", m}},
		{"no model", exitUsage, "evaluate needs --model FILE.onnx; rigscope train makes one", []string{log}},
		{"no method", exitUsage, "--methods svm: there is no such method, only " + methods + ", or all", []string{log, "--model", m, "--methods", "rules,svm"}},
		{"no kind", exitUsage, "--without rust: there is no such kind of fault, only bias, drift, gain, stuck, dropout, spike, noise, quant, clip, delay, hum, incon", []string{log, "--model", m, "--without", "rust"}},
		{"no severity", exitUsage, "--severity 0: want numbers from 1, small, to 3, gross", []string{log, "--model", m, "--severity", "0"}},
		{"short", exitData, "evaluate: the clean data has 299 usable frames, a window of 64 needs at least 720: record longer or set a smaller window", []string{short, "--model", m}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rigscope(t, append([]string{"evaluate"}, c.args...)...)
			if r.code != c.code || r.out != "" || r.err != "rigscope: "+c.want+"\n" {
				t.Errorf("exit %d, want %d; stderr\n%q, want\n%q", r.code, c.code, r.err, c.want)
			}
		})
	}
}

func TestEvaluateCanBeInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, talk bytes.Buffer
	code := run(ctx, []string{"evaluate", in(t, "clean.csv"), "--model", bundled(t)}, streams{os.Stdin, &out, &talk})
	if code != exitInterrupted || out.Len() > 0 {
		t.Errorf("exit %d, %q", code, out.String())
	}
	w := &watched{ctx: ctx, tell: func(training.Progress) {}}
	if _, err := w.Judge(make([]sensor.Window, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("in the middle of a campaign: %v", err)
	}
}

// Progress ends at all of it.
func TestEvaluateKnowsHowMuchThereIsToDo(t *testing.T) {
	m, err := openRaw(bundled(t))
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	e := evaluating{logFlags: logFlags{rows: ":4000"}, severities: []float64{2}, quick: true}
	d, err := e.deal(t.Context(), []string{in(t, "clean.csv")}, m.spec.Rig, func(training.Progress) {})
	if err != nil {
		t.Fatal(err)
	}
	c := e.campaign(m.spec.Rig, d)
	chosen, err := choose([]string{"rules"})
	if err != nil {
		t.Fatal(err)
	}
	method, err := chosen[0].method(c.Clean, m)
	if err != nil {
		t.Fatal(err)
	}
	w := &watched{Method: method, ctx: t.Context(), of: windowsOf(c), tell: func(training.Progress) {}}
	if _, err := c.Try(w, 0); err != nil || w.done != w.of {
		t.Errorf("%d windows judged, %d foreseen, %v", w.done, w.of, err)
	}
}

func TestEvaluateSaysWhatTheModelHasSeen(t *testing.T) {
	a, b := in(t, "clean.csv"), in(t, "incident.csv")
	sum := func(path string) string {
		s, err := hashFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, c := range []struct {
		name   string
		of     inference.Provenance
		logs   []string
		rows   string
		want   string
		honest bool
	}{
		{"the very log", inference.Provenance{SHA256: []string{sum(a)}}, []string{a}, "", "same", true},
		{"the very rows", inference.Provenance{SHA256: []string{sum(a)}, Rows: "0:9"}, []string{a}, ":9", "same", true},
		{"other rows", inference.Provenance{SHA256: []string{sum(a)}, Rows: ":9"}, []string{a}, "", "partly", false},
		{"one of two", inference.Provenance{SHA256: []string{sum(a)}}, []string{a, b}, "", "partly", false},
		{"another order", inference.Provenance{SHA256: []string{sum(a), sum(b)}}, []string{b, a}, "", "partly", false},
		{"another log", inference.Provenance{SHA256: []string{sum(b)}}, []string{a}, "", "other", true},
		{"a pipe", inference.Provenance{SHA256: []string{sum(b)}}, []string{"-"}, "", "unknown", false},
		{"no checksum", inference.Provenance{}, []string{a}, "", "unknown", false},
	} {
		var v evaluation
		if err := v.origin(c.of, c.logs, c.rows); err != nil || v.Trained != c.want || v.Honest != c.honest || v.Note == "" {
			t.Errorf("%s: trained %q, honest %v, %v; want %q, %v", c.name, v.Trained, v.Honest, err, c.want, c.honest)
		}
	}
}
