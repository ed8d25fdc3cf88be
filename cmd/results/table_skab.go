package main

import (
	"fmt"
	"strings"
	"time"
)

func (c counts) f1() float64  { return share(2*c.TP, 2*c.TP+c.FP+c.FN) }
func (c counts) far() float64 { return share(c.FP, c.FP+c.TN) }

func total(byFolder map[string]counts) counts {
	var sum counts
	for _, c := range byFolder {
		sum.add(c)
	}
	return sum
}

// skabPart is the part of that name, if the logs are there.
func (l *lab) skabPart(name string) (part, bool) {
	parts, err := l.skabParts()
	for _, p := range parts {
		if p.name == "skab/"+name {
			return p, err == nil
		}
	}
	return part{}, false
}

func (l *lab) witnessed() (watched, bool) {
	p, ok := l.skabPart("witness")
	if !ok {
		return watched{}, false
	}
	return read[watched](l, p)
}

func (l *lab) witnessTable() string {
	w, ok := l.witnessed()
	if !ok {
		return missing("the process witness on SKAB", "^skab/witness")
	}
	return folderTable(w.Folders) + fmt.Sprintf("\nAn alarm inside the anomaly in %d of %d files, before it in %d.\n", w.Hit, w.Files, w.Early)
}

func folderTable(byFolder map[string]counts) string {
	var b strings.Builder
	b.WriteString("| files | F1 | FAR | MAR | rows alarmed |\n|---|---|---|---|---|\n")
	rest := total(byFolder)
	for _, f := range folders {
		c := byFolder[f]
		fmt.Fprintf(&b, "| %s | %s |\n", f, c.row())
	}
	fmt.Fprintf(&b, "| **all 23 files** | %s |\n", rest.row())
	return b.String()
}

// programTable is what the whole program says after one way to train it.
func (l *lab) programTable(name string) string {
	p, ok := l.skabPart(name)
	if !ok {
		return missing("rigscope score on SKAB", "^skab/"+name)
	}
	s, ok := read[scored](l, p)
	note := ""
	if !ok {
		var when time.Time
		if s, when, ok = last[scored](l, p); !ok {
			return missing("rigscope score on SKAB", "^skab/"+name)
		}
		note = fmt.Sprintf("*By the program as it was at %s; `go run ./cmd/results -only '^skab/%s'` tries today's.*\n\n", when.UTC().Format("2006-01-02 15:04"), name)
	}
	return note + fmt.Sprintf("```\n%s\n```\n\n%s", sentences(s.Said), folderTable(s.Folders))
}

// sentences are the lines that belong to no table.
func sentences(said string) string {
	var out []string
	for _, line := range strings.Split(said, "\n") {
		if !strings.HasPrefix(line, " ") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
