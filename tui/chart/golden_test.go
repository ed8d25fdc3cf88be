package chart

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// golden collects pictures and compares them with testdata/name.golden.
type golden struct{ b strings.Builder }

// add writes the runes of g and, beside them, the planes that are not empty:
// inks and grounds as letters, where '.' is 0.
func (gold *golden) add(title string, g Grid) {
	fmt.Fprintf(&gold.b, "-- %s\n", title)
	for y := range g.H {
		var runes, inks, grounds strings.Builder
		for x := range g.W {
			c := g.At(x, y)
			runes.WriteRune(max(c.Rune, ' '))
			inks.WriteByte(".abcdefghij"[c.Ink])
			grounds.WriteByte(".abcdefghij"[c.Ground])
		}
		fmt.Fprintf(&gold.b, "┆%s┆ %s", runes.String(), inks.String())
		if strings.Trim(grounds.String(), ".") != "" {
			fmt.Fprintf(&gold.b, " ground %s", grounds.String())
		}
		gold.b.WriteByte('\n')
	}
}

func (gold *golden) check(t *testing.T, name string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(gold.b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(gold.b.String(), "\n")
	for i, line := range strings.Split(string(want), "\n") {
		if i >= len(got) || got[i] != line {
			t.Fatalf("%s:%d differs (rewrite with -update and review)\ngot\n%s", path, i+1, gold.b.String())
		}
	}
	if n := strings.Count(string(want), "\n") + 1; n != len(got) {
		t.Errorf("%s: got %d lines, want %d", path, len(got), n)
	}
}
