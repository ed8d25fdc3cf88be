// Command results runs the built program on the shared logs and writes the
// tables of docs/results.md. `make results` calls it; it takes minutes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

func main() {
	bin := flag.String("bin", "bin/rigscope", "the program")
	data := flag.String("data", os.Getenv("RIGSCOPE_DATA"), "folder of the shared logs")
	out := flag.String("o", "docs/results.md", "file to write")
	flag.Parse()
	if err := run(*bin, *data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "results:", err)
		os.Exit(1)
	}
}

func run(bin, data, out string) error {
	work, err := os.MkdirTemp("", "rigscope-results")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	var b strings.Builder
	fmt.Fprintf(&b, heading, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	s := skab{bin: bin, data: filepath.Join(data, "skab"), work: work}
	if err := s.write(&b); err != nil {
		return err
	}
	notes, err := os.ReadFile(filepath.Join(filepath.Dir(out), "results-notes.md"))
	if err == nil {
		b.Write(notes)
	}
	return os.WriteFile(out, []byte(b.String()), 0o644)
}

const heading = `# Results

Every number here was printed by a command that is named beside it; ` + "`make results`" + `
writes this file. %s, %s/%s, %d cores. Scores are never point-adjusted.

`
