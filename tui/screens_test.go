package tui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/tui/chart"
)

var update = flag.Bool("update", false, "rewrite the screens in testdata")

var sgr = regexp.MustCompile("\x1b\\[([0-9;]*)m")

// bare is a View without its colours, as lines.
func bare(view string) []string { return strings.Split(sgr.ReplaceAllString(view, ""), "\n") }

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got\n%s\nwant\n%s", path, got, want)
	}
}

// states are all the rigs the tests know.
func states() map[string]*pipeline.Snapshot {
	quiet := calm(rig())
	history(quiet)
	two := faulty(rig())
	accuse(two, 5, "stuck", 0)
	done := faulty(rig())
	done.Done = true
	return map[string]*pipeline.Snapshot{
		"nothing": nil, "empty": {Rig: rig()}, "calm": quiet, "fault": faulty(rig()), "two": two, "process": moved(),
		"learning": learning(), "unknown": unknown(), "void": void(), "withheld": withheld(), "done": done,
		"12": faulty(wider(12)), "14": faulty(wider(14)), "40": faulty(wider(40)),
		"long":    named("AccelerometerOfTheLeftHandBearingRMS", "mm/s² peak", "vibration of the left bearing"),
		"hostile": named("a\x1b[31mb\x1b]0;c\a漢字\u202e\u200b\n\t", "\x1b[2Jbar", "hyd\x07raulic"),
		"huge":    enormous(), "unnamed": named("", "", " "),
		"sighted": sighted(), "abstaining": abstaining(), "waiting": waiting(),
	}
}

// withheld is a fault that nobody can mend.
func withheld() *pipeline.Snapshot {
	s := faulty(rig())
	nan := void().Raw[0][0]
	for i := onsetAt; i < samples; i++ {
		s.Value[pressure][i], s.Status[pressure][i] = nan, inference.Withheld
	}
	s.Last.Channels[pressure].Status, s.Last.Channels[pressure].Value = inference.Withheld, nan
	return s
}

func enormous() *pipeline.Snapshot {
	s := faulty(rig())
	for c := range s.Raw {
		for i := range s.Raw[c] {
			s.Raw[c][i] *= 1e300
			s.Value[c][i] = s.Raw[c][i]
		}
	}
	s.Last.Channels[pressure].Offset = 1e300
	s.Last.Channels[pressure].Sigma = 1e-300
	return s
}

func TestScreens(t *testing.T) {
	all := states()
	for _, c := range []struct {
		state string
		w, h  int
		keys  string // by blanks
	}{
		{"fault", 39, 11, ""}, {"fault", 40, 12, ""}, {"fault", 60, 20, ""},
		{"fault", 80, 24, ""}, {"fault", 120, 40, ""}, {"fault", 200, 50, ""},
		{"calm", 80, 24, ""}, {"calm", 120, 40, ""}, {"process", 80, 24, ""}, {"process", 200, 50, ""},
		{"sighted", 80, 24, ""}, {"sighted", 120, 40, ""}, {"abstaining", 80, 24, ""}, {"abstaining", 120, 40, ""},
		{"waiting", 80, 24, ""}, {"waiting", 120, 40, ""}, {"fault", 120, 40, "E"}, {"sighted", 40, 12, ""}, {"waiting", 200, 50, ""},
		{"unknown", 80, 24, ""}, {"learning", 80, 24, ""}, {"withheld", 80, 24, ""}, {"two", 80, 24, ""},
		{"void", 80, 24, ""}, {"nothing", 80, 24, ""}, {"empty", 80, 24, ""}, {"done", 80, 24, ""},
		{"12", 80, 24, ""}, {"12", 120, 40, ""}, {"14", 80, 24, ""}, {"14", 120, 40, ""}, {"40", 60, 20, "shift+tab shift+tab shift+tab shift+tab shift+tab"},
		{"long", 80, 24, ""}, {"hostile", 80, 24, ""}, {"huge", 80, 24, ""},
		{"fault", 80, 24, "?"}, {"fault", 80, 24, "E down"}, {"fault", 80, 24, ": r o w"},
		{"fault", 80, 24, "h h"}, {"fault", 80, 24, "t down"}, {"fault", 120, 40, "t"},
	} {
		name := fmt.Sprintf("%s-%dx%d", c.state, c.w, c.h)
		if c.keys != "" {
			name += "-" + map[string]string{"?": "help", ":": "prompt", "E": "events", "h": "back", "t": "looks", "shift+tab": "last"}[strings.Fields(c.keys)[0]]
		}
		t.Run(name, func(t *testing.T) {
			m, _ := opened(all[c.state], c.w, c.h, Options{})
			for _, k := range strings.Fields(c.keys) {
				m.Update(key(k))
			}
			golden(t, name+".txt", strings.Join(bare(m.View()), "\n")+"\n")
		})
	}
}

// The plainest screen there is.
func TestASCII(t *testing.T) {
	m, _ := opened(faulty(rig()), 80, 24, Options{Profile: NoColor, Glyphs: chart.ASCII})
	golden(t, "fault-80x24-ascii.txt", strings.Join(bare(m.View()), "\n")+"\n")
}

// The colours of one screen, escapes made visible, one row a line.
func TestInks(t *testing.T) {
	m, _ := opened(faulty(rig()), 80, 24, Options{Profile: Color16})
	golden(t, "fault-80x24.ansi16.txt", strings.ReplaceAll(m.View(), "\x1b", "␛")+"\n")
}

// Every screen is exactly as large as the terminal, holds no control
// character but its own colours, and in ASCII nothing else. Glyphs and
// colours take turns.
func TestEveryScreenFits(t *testing.T) {
	turn := 0
	for name, s := range states() {
		for _, size := range [][2]int{{1, 1}, {20, 5}, {40, 12}, {47, 19}, {60, 20}, {80, 24}, {120, 40}, {200, 50}} {
			for _, k := range []string{"", "?", "E", "h", "enter"} {
				turn++
				gl := chart.Glyphs(turn % 3)
				m, _ := opened(s, size[0], size[1], Options{Glyphs: gl, Profile: Profile(turn / 3 % 4), Source: name})
				m.Update(key(k))
				fits(t, fmt.Sprint(name, size, gl, k), m.View(), size[0], size[1], gl)
			}
		}
	}
}

func fits(t *testing.T, name, view string, w, h int, gl chart.Glyphs) {
	t.Helper()
	lines := bare(view)
	if len(lines) != h {
		t.Errorf("%s: %d lines, want %d", name, len(lines), h)
	}
	cells := runewidth.Condition{StrictEmojiNeutral: true}
	for y, l := range lines {
		n := 0
		for _, r := range l {
			n++
			if r < ' ' || cells.RuneWidth(r) != 1 || gl == chart.ASCII && r > '~' {
				t.Fatalf("%s: %q in line %d: %q", name, r, y, l)
			}
		}
		if n != w {
			t.Fatalf("%s: line %d has %d cells, want %d: %q", name, y, n, w, l)
		}
	}
}

func TestNoColourHasOnlyBoldAndReverse(t *testing.T) {
	for name, s := range states() {
		m, _ := opened(s, 120, 40, Options{Profile: NoColor})
		for _, hit := range sgr.FindAllStringSubmatch(m.View(), -1) {
			for _, p := range strings.Split(hit[1], ";") {
				if p != "" && p != "0" && p != "1" && p != "7" {
					t.Fatalf("%s: %q", name, hit[0])
				}
			}
		}
	}
}

// An alarm changes colours, letters and words, never places.
func TestAlarmMovesNothing(t *testing.T) {
	all := states()
	for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}, {120, 40}, {200, 50}} {
		where := func(s *pipeline.Snapshot) []string {
			m, _ := opened(s, size[0], size[1], Options{})
			var out []string
			for y, l := range bare(m.View()) {
				for _, n := range m.names {
					if x := strings.Index(l, n); x >= 0 && y > 2 && x < 20 {
						out = append(out, fmt.Sprint(n, y))
						break
					}
				}
			}
			return out
		}
		calm, fault := strings.Join(where(all["calm"])[:8], " "), strings.Join(where(all["fault"])[:8], " ")
		if calm != fault {
			t.Errorf("%v: rows at %s when calm, %s in an alarm", size, calm, fault)
		}
	}
}

// The onset stands in the same cell of all three columns.
func TestOnsetInAllColumns(t *testing.T) {
	m, _ := opened(faulty(rig()), 120, 40, Options{})
	c, line := m.columns(), []rune(bare(m.View())[24])
	for _, at := range []int{c.raw, c.strip, c.value} {
		if got := string(line[at+12 : at+17]); got != "−0:44" {
			t.Errorf("at %d: %q in %q", at, got, string(line))
		}
	}
}

// No line, no number where there is nothing.
func TestGapsStayGaps(t *testing.T) {
	m, _ := opened(unknown(), 120, 40, Options{})
	s := m.scene()
	g := chart.NewGrid(m.w, 2)
	rows{s}.row(g, 5, false)
	for x := s.cols.raw + s.cols.chart - 4; x < s.cols.rawEnd; x++ {
		if r := g.At(x, 0).Rune; r != 0 && r != ' ' {
			t.Errorf("%q at %d of the missing Flow", r, x)
		}
	}
	if got := g.At(s.cols.sign, 0).Rune; got != '○' {
		t.Errorf("sign %q, want ○", got)
	}
}
