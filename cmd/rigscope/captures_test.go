package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rigscope/inference"
	"rigscope/sensor"
	"rigscope/sensor/profile"
	"rigscope/tui"
)

func twoChannels() sensor.Rig {
	return sensor.Rig{Name: "two", Rate: 10, Channels: []sensor.Channel{{Name: "Pressure", Label: "P 1", Modality: "m"}, {Name: "a < b", Modality: "m"}}}
}

func TestConditions(t *testing.T) {
	const has = `: the rig has no channel %q: it has Pressure, a < b`
	for _, c := range []struct{ on, want string }{
		{"alarm", ""}, {" alarm ", ""}, {"Pressure > 0.8", ""}, {"pressure<-1e3", ""}, {"P 1 > 2", ""}, {"a < b < 3", ""},
		{"warning", `trigger "warning": want alarm, or a threshold such as "Pressure > 0.8"`},
		{"Pressure > high", `trigger "Pressure > high": "high" is not a number`},
		{"Pressure > NaN", `trigger "Pressure > NaN": "NaN" is not a number`},
		{"Flow > 1", `trigger "Flow > 1"` + fmt.Sprintf(has, "Flow")},
	} {
		_, err := newTrigger(profile.Trigger{On: c.on}, twoChannels())
		if got := fmt.Sprint(err); err == nil && c.want != "" || err != nil && got != c.want {
			t.Errorf("%q: got %v, want %s", c.on, err, c.want)
		}
	}
}

// stream is n frames at 10 Hz; level says what Pressure reads.
func stream(from, n int, level func(i int) float64) []sensor.Frame {
	var out []sensor.Frame
	for i := from; i < from+n; i++ {
		out = append(out, sensor.Frame{T: time.Unix(1e9, 0).Add(time.Duration(i) * time.Second / 10), V: []float64{level(i), 1}})
	}
	return out
}

func step(at ...int) func(int) float64 {
	return func(i int) float64 {
		if slices.Contains(at, i) {
			return 2
		}
		return 0
	}
}

// captured runs frames, in hops of eight, through one trigger.
func captured(t *testing.T, on string, frames []sensor.Frame, alarm func(i int) bool) []tui.Capture {
	t.Helper()
	tr, err := newTrigger(profile.Trigger{On: on, Before: profile.Duration(2 * time.Second), After: profile.Duration(time.Second)}, twoChannels())
	if err != nil {
		t.Fatal(err)
	}
	a := &app{streams: streams{err: io.Discard}}
	c := a.newCaptures([]*trigger{tr}, loaded{}, twoChannels(), t.TempDir(), nil)
	for i := 0; i+8 <= len(frames); i += 8 {
		c.judged(frames[i:i+8], verdict8(frames[i:i+8], alarm != nil && alarm(i)))
	}
	c.close()
	s := c.State()
	if s.Running != 0 || s.Armed != 1 {
		t.Errorf("%+v after the end", s)
	}
	return s.Done
}

func verdict8(frames []sensor.Frame, alarm bool) *inference.Verdict {
	v := &inference.Verdict{New: len(frames), Channels: make([]inference.ChannelVerdict, 2)}
	for c := range v.Channels {
		v.Channels[c].Name = twoChannels().Channels[c].Name
		for _, f := range frames {
			v.Channels[c].Trace = append(v.Channels[c].Trace, measured(f.V[c]))
		}
	}
	v.Channels[0].Alarm = alarm
	return v
}

// When a trigger fires, what is in its file, and what it is called.
func TestCaptures(t *testing.T) {
	for _, c := range []struct {
		name, on string
		frames   []sensor.Frame
		alarm    func(int) bool
		rows     []int
		files    []string
	}{
		{"nothing", "Pressure > 1", stream(0, 80, step()), nil, nil, nil},
		{"both sides", "Pressure > 1", stream(0, 80, step(40)), nil, []int{31}, []string{"two-20010909T014644Z-Pressure-above-1.csv"}},
		{"too early for all of before", "Pressure > 1", stream(0, 80, step(5)), nil, []int{16}, []string{"two-20010909T014640Z-Pressure-above-1.csv"}},
		{"the end comes first", "Pressure > 1", stream(0, 48, step(44)), nil, []int{24}, []string{"two-20010909T014644Z-Pressure-above-1.csv"}},
		{"again while it runs", "Pressure > 1", stream(0, 80, step(40, 44, 48)), nil, []int{31}, []string{"two-20010909T014644Z-Pressure-above-1.csv"}},
		{"again later, and while that runs", "Pressure > 1", stream(0, 160, step(40, 52, 60)), nil, []int{31, 31}, []string{"two-20010909T014644Z-Pressure-above-1.csv", "two-20010909T014645Z-Pressure-above-1.csv"}},
		{"a missing number proves nothing", "Pressure < 1", append(stream(0, 40, func(int) float64 { return 2 }), stream(40, 40, func(i int) float64 { return []float64{math.NaN(), 0}[i%2] })...), nil,
			[]int{31}, []string{"two-20010909T014644Z-Pressure-below-1.csv"}},
		{"wound back", "Pressure > 1", append(stream(0, 48, step(44)), stream(0, 80, step())...), nil, []int{24}, []string{"two-20010909T014644Z-Pressure-above-1.csv"}},
		{"an alarm", "alarm", stream(0, 160, step()), func(i int) bool { return i >= 32 && i < 64 }, []int{31}, []string{"two-20010909T014643Z-alarm-Pressure.csv"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var rows []int
			var files []string
			for _, d := range captured(t, c.on, c.frames, c.alarm) {
				if d.Err != nil {
					t.Error(d.Err)
				}
				rows, files = append(rows, d.Rows), append(files, filepath.Base(d.File))
				if n := len(readCSV(t, d.File)) - 1; n != d.Rows {
					t.Errorf("%d rows in the file, want %d", n, d.Rows)
				}
			}
			if !slices.Equal(rows, c.rows) || !slices.Equal(files, c.files) {
				t.Errorf("got  %v %q\nwant %v %q", rows, files, c.rows, c.files)
			}
		})
	}
}

// A folder that is not there, a file that is.
func TestCaptureNames(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.csv")
	for _, want := range []string{"x.csv", "x-2.csv", "x-3.csv"} {
		got, err := newName(path)
		if err != nil || filepath.Base(got) != want {
			t.Errorf("got %s, %v, want %s", got, err, want)
		}
		if err := os.WriteFile(got, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Triggers do not change a verdict, are told on stderr, and so is a file that
// could not be written.
func TestTriggersHeadless(t *testing.T) {
	dir := t.TempDir()
	r := rigscope(t, "demo", "--json", "--for", demoSpan.String(), "--trigger", "alarm", "--trigger", "discharge_pressure > 6", "--before", "5s", "--after", "2s", "--captures", dir, "--capture-format", "mcap")
	if digest(r.out) != digest(demoVerdicts().out) || r.code != 0 {
		t.Errorf("other verdicts with triggers; ended with %d", r.code)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*-alarm-*.mcap"))
	if len(files) == 0 || !strings.Contains(r.err, "captured "+files[0]+": ") {
		t.Fatalf("files %q; %s", files, r.err)
	}
	if got, err := markersIn(files[0])(); err != nil || len(got) != 1 || !strings.HasPrefix(got[0].Text, "captured: alarm ") {
		t.Errorf("markers %v, %v", got, err)
	}
	r = rigscope(t, "demo", "--json", "--for", "8s", "--trigger", "discharge_pressure > 0", "--captures", filepath.Join(dir, "none"))
	if !strings.Contains(r.err, "there is no folder "+filepath.Join(dir, "none")+": make it first") {
		t.Errorf("a missing folder is not told: %s", r.err)
	}
}

// Flags that cannot be meant are usage errors, a profile's are of the
// configuration; what is not said is 30 s of CSV.
func TestTriggerFlags(t *testing.T) {
	for _, c := range []struct {
		flags triggerFlags
		of    []profile.Trigger
		code  int
		want  string
	}{
		{triggerFlags{on: []string{"Wind > 1"}}, nil, exitUsage, `--trigger "Wind > 1": the rig has no channel "Wind": it has Pressure, a < b`},
		{triggerFlags{on: []string{"alarm"}, before: -time.Second}, nil, exitUsage, `--trigger: trigger "alarm": before and after cannot be negative`},
		{triggerFlags{on: []string{"alarm"}, format: "xls"}, nil, exitUsage, `--trigger: trigger "alarm": format = "xls": want csv or mcap`},
		{triggerFlags{on: []string{"alarm"}, after: 9000 * time.Hour}, nil, exitUsage, `trigger "alarm": 9000h0m0s at 10 Hz is 324000000 frames, at most 262144 fit: ask for less before and after`},
		{triggerFlags{}, []profile.Trigger{{On: "Wind > 1"}}, exitConfig, `trigger "Wind > 1": the rig has no channel "Wind": it has Pressure, a < b`},
	} {
		if _, err := c.flags.triggers(twoChannels(), c.of); err == nil || err.Error() != c.want || codeOf(err) != c.code {
			t.Errorf("got  %d %v\nwant %d %s", codeOf(err), err, c.code, c.want)
		}
	}
	got, err := triggerFlags{}.triggers(twoChannels(), []profile.Trigger{{On: "alarm"}})
	if err != nil || len(got) != 1 || time.Duration(got[0].Before) != defaultSpan || captureEnding(got[0].Trigger) != tui.ExportCSV {
		t.Errorf("%+v, %v", got, err)
	}
}
