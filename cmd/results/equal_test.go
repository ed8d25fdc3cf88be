package main

import (
	"io"
	"os"
	"testing"
	"time"
)

// What earlier sources computed counts only if a line says so of today's
// sources and of the same further ones; what today's computed comes first.
func TestEqualSources(t *testing.T) {
	p := part{name: "a/b", options: 1, cost: 1, more: []string{"inference/theory"}}
	l := &lab{root: "../..", cache: t.TempDir()}
	today, err := l.code(p.more...)
	if err != nil {
		t.Fatal(err)
	}
	keep := func(code, what string) {
		path, err := l.pathBy(code, p.name, p.set, p.options, ".json")
		if err == nil {
			err = writeFile(path, []byte(what))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	keep("before", "7")
	for _, tt := range []struct {
		name string
		e    equal
		ok   bool
	}{
		{"shown", equal{today, "before", "inference/theory"}, true},
		{"today's sources are others by now", equal{"then", "before", "inference/theory"}, false},
		{"shown of other parts", equal{today, "before", ""}, false},
		{"nothing was computed", equal{today, "long before", "inference/theory"}, false},
	} {
		l.equals = []equal{tt.e}
		got, ok := read[int](l, p)
		if want := map[bool]int{true: 7}[tt.ok]; ok != tt.ok || got != want {
			t.Errorf("%s: read %d, %v", tt.name, got, ok)
		}
		c := &campaigner{lab: l, workers: 1, log: io.Discard}
		todo, err := c.missing([]part{p})
		if err != nil || (len(todo) == 0) != tt.ok {
			t.Errorf("%s: %d parts to compute, %v", tt.name, len(todo), err)
		}
	}
	keep(today, "8")
	l.equals = []equal{{today, "before", "inference/theory"}}
	if got, _ := read[int](l, p); got != 8 {
		t.Errorf("read %d beside today's 8", got)
	}
}

// What was computed last is found whatever computed it.
func TestLast(t *testing.T) {
	l, p := &lab{cache: t.TempDir()}, part{name: "a/b"}
	if _, _, ok := last[int](l, p); ok {
		t.Error("found without a file")
	}
	for i, code := range []string{"new", "old"} {
		path, err := l.pathBy(code, p.name, "", nil, ".json")
		if err != nil {
			t.Fatal(err)
		}
		if err := writeFile(path, []byte{byte('1' + i)}); err != nil {
			t.Fatal(err)
		}
		then := time.Unix(int64(1000-i), 0)
		if err := os.Chtimes(path, then, then); err != nil {
			t.Fatal(err)
		}
	}
	if v, when, ok := last[int](l, p); !ok || v != 1 || when.Unix() != 1000 {
		t.Errorf("%d of %v, %v", v, when, ok)
	}
}

// Every line of the list names its evidence; one without is refused.
func TestReadEqual(t *testing.T) {
	if es, err := readEqual(equalText); err != nil || len(es) == 0 {
		t.Errorf("%d lines, %v", len(es), err)
	}
	es, err := readEqual("# words\n\na b - x y\nc d inference/theory z\n")
	if want := []equal{{"a", "b", ""}, {"c", "d", "inference/theory"}}; err != nil || len(es) != 2 || es[0] != want[0] || es[1] != want[1] {
		t.Errorf("got %v, %v", es, err)
	}
	if _, err := readEqual("a b -\n"); err == nil {
		t.Error("a line without evidence is accepted")
	}
}
