package merge

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
	"rigscope/sources/decode"
)

func rigOf(rate float64, names ...string) sensor.Rig {
	r := sensor.Rig{Name: "t", Rate: rate}
	for _, n := range names {
		r.Channels = append(r.Channels, sensor.Channel{Name: n, Modality: "m", Lo: math.NaN(), Hi: math.NaN()})
	}
	return r
}

// script is chunks as text: "+120 a p:1" is what port a says 120 ms after the
// start, "+120 a !gone" that it is lost, "+120 a ?dev" that it is open, "+120
// tick" silence, "+120 a (" and "+120 a )" the ends of what is hidden.
func script(t *testing.T, m *Merger, lines string) (frames, problems []string) {
	t.Helper()
	m.Take(sources.Chunk{Kind: sources.Start, T: noon})
	for _, l := range strings.Split(strings.TrimSpace(lines), "\n") {
		m.Take(chunkOf(t, strings.TrimSpace(l)))
		frames, problems = append(frames, framesOf(m)...), append(problems, problemsOf(m)...)
	}
	m.End()
	return append(frames, framesOf(m)...), append(problems, problemsOf(m)...)
}

func chunkOf(t *testing.T, l string) sources.Chunk {
	t.Helper()
	var ms int
	var what string
	if _, err := fmt.Sscanf(l, "+%d %s", &ms, &what); err != nil {
		t.Fatalf("%q: %v", l, err)
	}
	c := sources.Chunk{T: noon.Add(time.Duration(ms) * time.Millisecond)}
	_, text, _ := strings.Cut(l, what)
	text = strings.TrimSpace(text)
	switch {
	case what == "tick":
		c.Kind = sources.Tick
		return c
	case strings.HasPrefix(text, "!"):
		c.Kind, c.Note = sources.Lost, text[1:]
	case text == "(":
		c.Kind, c.Note = sources.Hidden, "behind"
	case text == ")":
		c.Kind, c.Note = sources.Shown, "again"
	case strings.HasPrefix(text, "?"):
		c.Kind, c.Note = sources.Opened, text[1:]
	default:
		c.Data = []byte(text + "\n")
	}
	c.Port = int(what[0] - 'a')
	return c
}

func framesOf(m *Merger) (out []string) {
	for f, ok := m.Frame(); ok; f, ok = m.Frame() {
		text := fmt.Sprintf("+%d row %d:", f.T.Sub(noon).Milliseconds(), f.Row)
		for _, v := range f.V {
			text += fmt.Sprintf(" %g", v)
		}
		out = append(out, text)
	}
	return out
}

func problemsOf(m *Merger) (out []string) {
	for err := m.Problem(); err != nil; err = m.Problem() {
		out = append(out, err.Error())
	}
	return out
}

func label(names ...string) (ports []Port) {
	for _, n := range names {
		ports = append(ports, Port{Name: n, Format: "label"})
	}
	return ports
}

func equal(t *testing.T, what string, got []string, want string) {
	t.Helper()
	var lines []string
	for _, l := range strings.Split(strings.TrimSpace(want), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	if g, w := strings.Join(got, "\n"), strings.Join(lines, "\n"); g != w {
		t.Errorf("%s:\n%s\nwant:\n%s", what, g, w)
	}
}

func TestMerger(t *testing.T) {
	for _, c := range []struct{ name, in, frames, problems string }{
		{"two ports on one line", `
			+0 a p:1
			+10 b q:5
			+100 a p:2
			+110 b q:6
			+200 a p:3
			+210 b q:7`, `
			+0 row 1: 1 5
			+100 row 3: 2 6
			+200 row 5: 3 7`, ""},
		{"a port that never speaks holds nobody up", `
			+0 a p:1
			+100 a p:2
			+200 a p:3
			+300 a p:4
			+400 a p:5`, `
			+0 row 0: 1 NaN
			+100 row 1: 2 NaN
			+200 row 2: 3 NaN
			+300 row 3: 4 NaN
			+400 row 4: 5 NaN`, ""},
		{"a pulled cable leaves holes in its own channels only", `
			+0 a p:1
			+5 b q:1
			+100 a p:2
			+101 b !pulled
			+200 a p:3
			+300 a p:4
			+400 a p:5
			+500 a p:6
			+600 a p:7
			+700 a p:8`, `
			+0 row 1: 1 1
			+100 row 2: 2 1
			+200 row 3: 3 1
			+300 row 4: 4 NaN
			+400 row 5: 5 NaN
			+500 row 6: 6 NaN
			+600 row 7: 7 NaN
			+700 row 8: 8 NaN`, "port b: lost: pulled"},
		{"when all are silent time goes on", `
			+0 a p:1
			+5 b q:2
			+300 tick
			+400 tick
			+500 tick`, `
			+0 row 1: 1 2
			+100 row 1: 1 2
			+200 row 1: 1 2`, ""},
		// A reading holds for two and a half periods.
		{"what comes after its frame is not lost as long as a frame is open", `
			+0 a p:1
			+1 b q:1
			+100 a p:2
			+200 a p:3
			+300 a p:4
			+400 a p:5
			+500 a p:6
			+501 b q:9
			+600 a p:7`, `
			+0 row 1: 1 1
			+100 row 2: 2 1
			+200 row 3: 3 1
			+300 row 4: 4 NaN
			+400 row 5: 5 NaN
			+500 row 7: 6 9
			+600 row 8: 7 9`, ""},
		{"bytes right after opening may be half a line", `
			+0 a ?dev
			+1 a 2
			+1 b q:1
			+100 a p:3
			+100 b q:2`, `
			+1 row 0: NaN 1
			+101 row 2: 3 2`, "port a: open: dev"},
		{"a bad line is told", `
			+0 a p:1
			+0 b q:1
			+50 a p:x
			+100 a p:2
			+100 b q:2`, `
			+0 row 1: 1 1
			+100 row 4: 2 2`, `port a: "x" in line "p:x" is not a number (p)`},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := NewMerger(rigOf(10, "p", "q"), label("a", "b"), 0, nil)
			if err != nil {
				t.Fatal(err)
			}
			frames, problems := script(t, m, c.in)
			equal(t, "frames", frames, c.frames)
			equal(t, "problems", problems, c.problems)
		})
	}
}

// What a live run did not see changes nothing in its replay, not even the
// time; the first line behind it may be the tail of one.
func TestHiddenDataIsPassedOver(t *testing.T) {
	const live = `
		+0 a p:1
		+10 b q:5
		+100 a p:2
		+110 b q:6
		+200 a (
		%s
		+210 b q:7
		+500 a )
		+600 a 3
		+610 b q:8
		+700 a p:4
		+710 b q:9`
	var runs [2][]string
	for i, hidden := range []string{"", "+205 a p:99\n+300 a p:98,q:97\n+450 a p:"} {
		m, err := NewMerger(rigOf(10, "p", "q"), label("a", "b"), 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		frames, problems := script(t, m, strings.Replace(fmt.Sprintf(live, hidden), "\n\t\t\n", "\n", 1))
		runs[i] = append(frames, problems...)
	}
	if !slices.Equal(runs[0], runs[1]) {
		t.Errorf("live\n%s\nreplay\n%s", strings.Join(runs[0], "\n"), strings.Join(runs[1], "\n"))
	}
	if text := strings.Join(runs[0], "\n"); !strings.Contains(text, "+700 row 7: 4 9") || strings.Contains(text, ": 3 ") {
		t.Errorf("want the 4 at +700 and no 3:\n%s", text)
	}
}

// A port that hung and then gives all it had in one go is late by its own
// clock; what is past is counted, and the others' frames stay.
func TestLateReadingsAreCounted(t *testing.T) {
	m, err := NewMerger(rigOf(10, "p", "q"), []Port{{Name: "a", Format: "label"}, {Name: "b", Format: "teleplot"}}, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	script(t, m, `
		+0 a p:1
		+1 b >q:0:1
		+300 a p:2
		+600 a p:3
		+900 a p:4
		+901 b >q:100:2
		+902 b >q:900:3`)
	if got := m.States()[1].Late; got != 1 {
		t.Errorf("%d late readings, want 1", got)
	}
}

// TestCounts: the unit of a device's counter is found with the rate of the
// rig, also where the device is up to 30 times faster or slower than the grid.
func TestCounts(t *testing.T) {
	for _, tt := range []struct {
		name string
		rate float64       // [Hz] of the grid
		step int           // between records, as the device counts
		want time.Duration // between their stamps
	}{
		{"microseconds", 10, 100_000, 100 * time.Millisecond},
		{"milliseconds", 10, 100, 100 * time.Millisecond},
		{"seconds", 1, 1, time.Second},
		{"milliseconds, faster than the grid", 1, 50, 50 * time.Millisecond},
		{"microseconds, slower than the grid", 100, 200_000, 200 * time.Millisecond},
	} {
		var stamps []time.Time
		p := Port{Name: "a", Format: "csv", Options: decode.Options{Columns: []string{"time", "p"}}}
		m, err := NewMerger(rigOf(tt.rate, "p"), []Port{p}, 0, func(r Row) { stamps = append(stamps, r.T) })
		if err != nil {
			t.Fatal(err)
		}
		n := int(25 * time.Second / tt.want) // longer than the drift's span, in which it follows the host
		for i := range n {
			at := noon.Add(time.Duration(i) * tt.want)
			m.Take(sources.Chunk{T: at, Data: fmt.Appendf(nil, "%d,%d.5\n", 1000+i*tt.step, i)})
		}
		for i := 2; i < len(stamps); i++ {
			if got := stamps[i].Sub(stamps[i-1]); got != tt.want {
				t.Fatalf("%s: record %d comes %v after the one before, want %v", tt.name, i, got, tt.want)
			}
		}
		if len(stamps) != n {
			t.Errorf("%s: %d rows, want %d", tt.name, len(stamps), n)
		}
	}
}
