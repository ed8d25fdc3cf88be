// Command results computes the tables of docs/results.md and writes the
// document whole. Its parts are kept below .cache/results by everything that
// decides them; a part that is there is not computed again, and a run that is
// stopped loses only the part under way. `make results` calls it; the first
// time it takes hours.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
)

func main() {
	bin := flag.String("bin", "bin/rigscope", "the program")
	data := flag.String("data", os.Getenv("RIGSCOPE_DATA"), "folder of the shared logs")
	out := flag.String("o", "docs/results.md", "file to write")
	cache := flag.String("cache", ".cache/results", "folder of what has been computed")
	only := flag.String("only", "", "compute only parts whose name matches this expression; \"^$\" writes the document from what is there")
	workers := flag.Int("workers", 2, "parts side by side")
	prints := flag.Bool("fingerprints", false, "only print the fingerprints of the sources, for equal.txt")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *bin, *data, *out, *cache, *only, *workers, *prints); err != nil {
		fmt.Fprintln(os.Stderr, "results:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, bin, data, out, cache, only string, workers int, prints bool) error {
	match, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	l, err := newLab(".", data, cache, bin)
	if err != nil {
		return err
	}
	c := &campaigner{lab: l, workers: workers, log: os.Stderr}
	var parts []part
	all, err := l.allParts()
	if err != nil {
		return err
	}
	if prints {
		return l.printFingerprints(os.Stdout, all)
	}
	for _, p := range all {
		if match.MatchString(p.name) {
			parts = append(parts, p)
		}
	}
	err = c.compute(ctx, parts)
	if werr := l.writeDocument(out); werr != nil {
		return werr
	}
	return err
}
