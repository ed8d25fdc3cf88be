package sensor

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite the expected output")

// TestAligner runs the scripts in testdata/align. The comment says the rate,
// the section readings holds "row channel seconds value" or "advance seconds",
// the section frames what must come out.
func TestAligner(t *testing.T) {
	files, err := filepath.Glob("testdata/align/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := runAlign(t, string(ar.Comment), string(ar.Files[0].Data))
			if *update {
				ar.Files = append(ar.Files[:1], txtar.File{Name: "frames", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := string(ar.Files[1].Data); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

var epoch = time.Unix(1_600_000_000, 0).UTC()

func seconds(s float64) time.Time { return epoch.Add(time.Duration(s * float64(time.Second))) }

func testRig(rate float64, channels int) Rig {
	r := Rig{Rate: rate}
	for c := range channels {
		r.Channels = append(r.Channels, Channel{Name: fmt.Sprint("c", c), Modality: "m", Lo: math.NaN(), Hi: math.NaN()})
	}
	return r
}

func runAlign(t *testing.T, comment, readings string) string {
	var rate float64
	line := comment[strings.LastIndex(comment, "rate"):]
	if _, err := fmt.Sscanf(line, "rate %f", &rate); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	a := NewAligner(testRig(rate, 2))
	var b strings.Builder
	for line := range strings.Lines(readings) {
		var row, c int
		var at, v float64
		if n, _ := fmt.Sscanf(line, "advance %f", &at); n == 1 {
			a.Advance(seconds(at))
		} else if _, err := fmt.Sscanf(line, "%d %d %f %f", &row, &c, &at, &v); err == nil {
			a.Add(row, Reading{c, seconds(at), v})
			a.Advance(seconds(at))
		} else if strings.TrimSpace(line) == "flush" {
			a.Flush()
		} else {
			t.Fatalf("%q: %v", line, err)
		}
		for f, ok := a.Next(); ok; f, ok = a.Next() {
			fmt.Fprintf(&b, "%g row %d %v\n", f.T.Sub(epoch).Seconds(), f.Row, f.V)
		}
	}
	fmt.Fprintf(&b, "late %d\n", a.Late())
	return b.String()
}

// However readings are cut into calls, the frames are the same and on the grid.
func TestAlignerSameFramesHoweverCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.SliceOfN(rapid.Float64Range(0.01, 9), 2, 60).Draw(t, "steps")
		all, some := NewAligner(testRig(1, 2)), NewAligner(testRig(1, 2))
		at := 0.0
		for i, d := range steps {
			at += d
			r := Reading{i % 2, seconds(at), float64(i)}
			all.Add(i, r)
			some.Add(i, r)
			if rapid.Bool().Draw(t, "advance") {
				some.Advance(r.T)
			}
		}
		all.Flush()
		some.Flush()
		for k := 0; ; k++ {
			f, ok := all.Next()
			g, ok2 := some.Next()
			if fmt.Sprint(f) != fmt.Sprint(g) || ok != ok2 {
				t.Fatalf("frame %d: %v %v, cut: %v %v", k, f, ok, g, ok2)
			}
			if !ok {
				return
			}
			if off := f.T.Sub(seconds(steps[0])) % time.Second; off != 0 {
				t.Fatalf("frame %d is %v off the grid", k, off)
			}
		}
	})
}
