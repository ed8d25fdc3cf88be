package synth

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"rigscope/sources"
	"rigscope/sources/sourcetest"
)

var update = flag.Bool("update", false, "rewrite testdata/frames.golden")

func TestContract(t *testing.T) {
	for name, o := range map[string]Options{
		"endless": {}, "finite": {Seed: 3, Frames: 50}, "100 Hz": {Rate: 100, Frames: 400}, "one a minute": {Rate: 1. / 60},
	} {
		t.Run(name, func(t *testing.T) {
			sourcetest.Run(t, func(*testing.T) sources.Source { return New(o) })
		})
	}
}

func TestFramesAreOnTheGrid(t *testing.T) {
	start := time.Date(2030, 5, 6, 7, 8, 9, 0, time.UTC)
	src := New(Options{Rate: 3, Start: start})
	for k, want := range []string{"07:08:09", "07:08:09.333333333", "07:08:09.666666667", "07:08:10"} {
		f, err := src.Next(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if got := f.T.Format("15:04:05.999999999"); got != want || f.Row != k || !f.RowT.Equal(f.T) {
			t.Errorf("frame %d: time %s, row %d of %v, want time %s", k, got, f.Row, f.RowT, want)
		}
	}
}

func TestSeedDecides(t *testing.T) {
	a, b := record(t, Options{Seed: 5, Frames: 500}), record(t, Options{Seed: 5, Frames: 500})
	if !reflect.DeepEqual(a, b) {
		t.Error("the same seed gave other frames")
	}
	for c, v := range record(t, Options{Seed: 6, Frames: 500}) {
		if reflect.DeepEqual(a[c], v) {
			t.Errorf("%s is the same with another seed", Rig().Channels[c].Name)
		}
	}
}

// The bundled model was trained on these numbers: a change here is a change
// of the model too.
func TestFramesStayTheSame(t *testing.T) {
	x := record(t, Options{Seed: 1, Frames: 1201})
	var b strings.Builder
	for c, ch := range Rig().Channels {
		fmt.Fprintf(&b, "%-18s", ch.Name)
		for k := 0; k < len(x[c]); k += 200 {
			fmt.Fprintf(&b, " %8v", x[c][k])
		}
		b.WriteString("\n")
	}
	golden := filepath.Join("testdata", "frames.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestRigIsPlain(t *testing.T) {
	rig := Rig()
	if err := rig.Validate(); err != nil {
		t.Fatal(err)
	}
	if n := len(rig.Modalities()); n != 5 || len(rig.Channels) != channels {
		t.Errorf("%d modalities, %d channels, want 5 and %d", n, len(rig.Channels), channels)
	}
	for _, c := range rig.Channels {
		if n := len([]rune(c.Label)); n == 0 || n > 10 {
			t.Errorf("label %q has %d characters, want 1 to 10", c.Label, n)
		}
	}
}

// Goal: half a million frames a second.
func BenchmarkNext(b *testing.B) {
	src, ctx := New(Options{}), context.Background()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := src.Next(ctx); err != nil {
			b.Fatal(err)
		}
	}
}
