package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rigscope/inference"
	"rigscope/sensor"
)

// spoilt writes the incident without the rows that keep refuses, and with
// change made to those left.
func spoilt(t *testing.T, keep func(row int) bool, change func(cells []string)) string {
	t.Helper()
	var out [][]string
	for i, cells := range readCSV(t, in(t, "incident.csv")) {
		if i > 0 && !keep(i-1) {
			continue
		}
		if i > 0 && change != nil {
			change(cells)
		}
		out = append(out, cells)
	}
	path := filepath.Join(t.TempDir(), "spoilt.csv")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := csv.NewWriter(f).WriteAll(out); err != nil {
		t.Fatal(err)
	}
	return path
}

// A run that judged nothing says so in a sentence: what, why and how to mend
// it. The exit code is that of a run without an alarm.
func TestNothingJudgedIsSaid(t *testing.T) {
	all := func(int) bool { return true }
	fill := func(from, to int, with string) func([]string) {
		return func(cells []string) {
			for c := from; c < to; c++ {
				cells[c] = with
			}
		}
	}
	for _, c := range []struct {
		name string
		log  string
		args []string
		want string
	}{
		{"short", spoilt(t, func(i int) bool { return i < 20 }, nil), nil,
			"nothing was judged: a verdict needs 64 frames in a row (6.4s), and there are 20: give a longer log, or train with a smaller window in the profile"},
		{"empty", spoilt(t, func(int) bool { return false }, nil), nil,
			"nothing was judged: there are no data rows, at least not where --rows looks"},
		{"rows beyond the end", in(t, "incident.csv"), []string{"--rows", "90000:"},
			"nothing was judged: there are no data rows, at least not where --rows looks"},
		{"missing", spoilt(t, all, fill(1, 9, "")), nil,
			"nothing was judged: all verdicts are unknown, since fewer than half of the 14 sensors say something that can be true (missing: supply_voltage, motor_current, active_power and 5 more): check"},
		{"other units", spoilt(t, all, fill(1, 14, "1e12")), nil,
			"nothing was judged: all verdicts are unknown, since fewer than half of the 14 sensors say something that can be true (far out of range: supply_voltage, motor_current, active_power and 10 more): check"},
		{"slow", spoilt(t, func(i int) bool { return i%10 == 0 }, nil), nil,
			"nothing was judged: all verdicts are unknown, since the log has 150 rows where the model looks 1491 times, once in 100ms: give one of the rig's rate and without long gaps, or train on logs of this rate"},
		{"holes", spoilt(t, func(i int) bool { return i%40 < 33 }, nil), nil,
			"nothing was judged: all verdicts are unknown, since each window of 6.4s holds an instant at which no sensor said anything"},
		{"sound", in(t, "incident.csv"), []string{"--rows", "0:200"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, command := range [][]string{{"score", c.log}, {"replay", c.log, "--json"}} {
				r := rigscope(t, append(append(command, "--model", trainedModel(t)), c.args...)...)
				said := strings.Contains(r.err, "nothing was judged")
				if r.code != 0 || said != (c.want != "") || !strings.Contains(r.err, c.want) {
					t.Errorf("%s ended with %d: %s\nwant %s", command[0], r.code, r.err, c.want)
				}
			}
		})
	}
}

// A clock that is set back again and again leaves no stretch for a window.
func TestPiecesAreSaid(t *testing.T) {
	tl := newTally()
	tl.Rows = 60
	for _, n := range []int{20, 30, 10} {
		tl.frames(make([]sensor.Frame, n), false)
	}
	got := tl.nothing(&inference.Spec{Rig: sensor.Rig{Rate: 10, Window: 64}})
	if want := "nothing was judged: a verdict needs 64 frames in a row (6.4s), and the longest stretch without a jump in time has 30 of 60: check the log's times, or train with a smaller window in the profile"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
