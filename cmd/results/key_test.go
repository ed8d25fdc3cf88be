package main

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"testing"
)

func tokensOf(src string) string {
	h := sha256.New()
	hashTokens(h, []byte(src))
	return hex.EncodeToString(h.Sum(nil))
}

// Only what the compiler sees decides whether a part is computed anew.
func TestTokensIgnoreComments(t *testing.T) {
	src := "package p\n\nfunc f() int { return 1 }\n"
	for _, tt := range []struct {
		name, other string
		same        bool
	}{
		{"comment", "package p\n\n// f is one.\nfunc f() int { return 1 /* one */ }\n", true},
		{"layout", "package p\nfunc f() int {\n\treturn 1\n}\n", false}, // a line break puts a semicolon there
		{"semicolon", "package p;\nfunc f() int { return 1 };\n", true},
		{"number", "package p\nfunc f() int { return 2 }\n", false},
		{"name", "package p\nfunc g() int { return 1 }\n", false},
		{"string", "package p\nfunc f() int { return 1 }\nvar s = \"// x\"\n", false},
	} {
		if got := tokensOf(src) == tokensOf(tt.other); got != tt.same {
			t.Errorf("%s: the same is %v, want %v", tt.name, got, tt.same)
		}
	}
}

func TestKey(t *testing.T) {
	of := func(name string, r recipe, rows, code string) string {
		k, err := key(name, r, rows, code)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	first := of("a", recipe{Set: "hyd"}, "r", "c")
	if again := of("a", recipe{Set: "hyd"}, "r", "c"); again != first {
		t.Errorf("twice the same: %s and %s", first, again)
	}
	for what, k := range map[string]string{
		"name": of("b", recipe{Set: "hyd"}, "r", "c"), "seed": of("a", recipe{Set: "hyd", Seed: 1}, "r", "c"),
		"budget": of("a", recipe{Set: "hyd", Budget: tiny}, "r", "c"), "rows": of("a", recipe{Set: "hyd"}, "s", "c"), "code": of("a", recipe{Set: "hyd"}, "r", "d"),
	} {
		if k == first {
			t.Errorf("another %s has the same key", what)
		}
	}
}

func TestRowsDecide(t *testing.T) {
	set := func(v float64, fold int) dataset {
		d := dataset{Name: "x", T: 8, Rig: openRig("x", 1, []group{{"m", []string{"a"}}})}
		d.add(fold, [][]float64{{1, v}})
		return d
	}
	one, again := hashRows(set(math.NaN(), 0)), hashRows(set(math.NaN(), 0))
	if one != again {
		t.Error("a missing value has no fingerprint")
	}
	for _, other := range []dataset{set(2, 1), set(math.Nextafter(2, 3), 0)} {
		if hashRows(other) == hashRows(set(2, 0)) {
			t.Error("other rows, the same fingerprint")
		}
	}
}

// Every part has a name of its own, and one that can be a file's.
func TestPartsHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range slices.Concat(tableParts(sets, seeds...), pairsParts(), lastingParts(), armParts(), separateParts(), []part{fusionPart("hyd")}) {
		if seen[p.name] || strings.ContainsAny(p.name, " *") || p.cost <= 0 {
			t.Errorf("part %q: there before %v, cost %v", p.name, seen[p.name], p.cost)
		}
		seen[p.name] = true
	}
}
