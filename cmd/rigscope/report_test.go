package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A report of a log through the whole program: well-formed, small, and it
// names the sensor that lies.
func TestScoreReports(t *testing.T) {
	html, text := filepath.Join(t.TempDir(), "r.html"), filepath.Join(t.TempDir(), "r.txt")
	r := rigscope(t, "score", in(t, "incident.csv"), "--model", trainedModel(t), "--report", html, "--report", text)
	if r.code != exitFault {
		t.Fatalf("ended with %d: %s", r.code, r.err)
	}
	page, err := os.ReadFile(html)
	if err != nil || len(page) > 2_000_000 {
		t.Fatalf("%d bytes, %v", len(page), err)
	}
	d := xml.NewDecoder(strings.NewReader(string(page)))
	for err == nil {
		_, err = d.Token()
	}
	if !errors.Is(err, io.EOF) {
		t.Errorf("not well-formed: %v", err)
	}
	words, err := os.ReadFile(text)
	if err != nil || !strings.Contains(string(words), "[FAULT] flow_rate") || !strings.Contains(string(page), "flow_rate, measured, corrected and score") {
		t.Errorf("flow_rate is not named: %v\n%s", err, words)
	}
}

func TestReportWantsAKnownForm(t *testing.T) {
	for _, args := range [][]string{{"--report", "r.pdf"}, {"--report", "r.txt", "--report", "r.txt"}} {
		r := rigscope(t, append([]string{"score", "x.csv", "--model", "x.onnx"}, args...)...)
		if r.code != exitUsage {
			t.Errorf("%q ended with %d: %s", args, r.code, r.err)
		}
	}
}

func TestReportStem(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for rig, want := range map[string]string{
		"skab-loop": "skab-loop-20260102T030405Z-incident", "../../etc/pump": "etc-pump-20260102T030405Z-incident", "\x1b": "rig-20260102T030405Z-incident",
	} {
		if got := reportStem(rig, at); got != want {
			t.Errorf("%q: got %s, want %s", rig, got, want)
		}
	}
}
