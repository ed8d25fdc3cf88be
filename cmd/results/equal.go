package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// equalText lists earlier fingerprints of the deciding sources that were
// shown to compute what today's compute, with the evidence.
//
//go:embed equal.txt
var equalText string

// equal is one line of it: what earlier sources computed counts as computed
// by today's, and by no others.
type equal struct {
	today, earlier string
	with           string // sources that decide beside the usual ones; empty: none
}

// readEqual reads lines of today, earlier, with (- is none) and evidence,
// which nobody may leave out. Empty lines and those with # say nothing.
func readEqual(text string) ([]equal, error) {
	var out []equal
	for i, l := range strings.Split(text, "\n") {
		f := strings.Fields(l)
		switch {
		case len(f) == 0 || strings.HasPrefix(f[0], "#"):
			continue
		case len(f) < 4:
			return nil, fmt.Errorf("equal.txt, line %d: %q is not \"today earlier with evidence\"", i+1, l)
		}
		out = append(out, equal{f[0], f[1], strings.TrimPrefix(f[2], "-")})
	}
	return out, nil
}

// codes are today's fingerprint and those that count as much.
func (l *lab) codes(more ...string) ([]string, error) {
	today, err := l.code(more...)
	out := []string{today}
	for _, e := range l.equals {
		if e.today == today && e.with == strings.Join(more, ",") {
			out = append(out, e.earlier)
		}
	}
	return out, err
}

// kept is where a part, or a model, lies if it has been computed.
func (l *lab) kept(name, set string, options any, ext string, more ...string) (path string, ok bool, err error) {
	codes, err := l.codes(more...)
	for _, c := range codes {
		if err != nil {
			break
		}
		if path, err = l.pathBy(c, name, set, options, ext); err == nil {
			if _, missing := os.Stat(path); missing == nil {
				return path, true, nil
			}
		}
	}
	return "", false, err
}

func (l *lab) keptPart(p part) (path string, ok bool, err error) {
	return l.kept(p.name, p.set, p.options, ".json", p.more...)
}

// last is what the part found when it was computed last, whatever computed
// it, and when that was. Whoever shows it must say so.
func last[T any](l *lab, p part) (v T, when time.Time, ok bool) {
	files, err := filepath.Glob(filepath.Join(l.cache, strings.ReplaceAll(p.name, "/", "-")+"-"+strings.Repeat("[0-9a-f]", 16)+".json"))
	if err != nil {
		return v, when, false
	}
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil || !info.ModTime().After(when) {
			continue
		}
		if b, err := os.ReadFile(f); err == nil {
			var found T
			if json.Unmarshal(b, &found) == nil {
				v, when, ok = found, info.ModTime(), true
			}
		}
	}
	return v, when, ok
}
