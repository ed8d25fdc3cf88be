package main

import (
	"fmt"
	"go/scanner"
	"go/token"
	"hash"
	"os"
	"path/filepath"
	"strings"
)

// rooms and files whose code decides the numbers. A directory is all of its
// Go files that are no tests.
var deciding = []string{
	"inference/nn", "inference/training", "inference/baselines", "inference/evaluate", "sources/faults", "sensor",
	"inference/calibration.go", "inference/fit.go", "inference/evidence.go", "inference/inspector.go", "inference/correct.go",
	"inference/kind.go", "inference/control.go", "inference/witness*.go",
}

// hashSources writes the tokens of Go sources below root to h: what the
// compiler sees, so that a comment or a line break changes nothing.
func hashSources(h hash.Hash, root string, patterns []string) error {
	for _, p := range patterns {
		files, err := goFiles(filepath.Join(root, p))
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return fmt.Errorf("no Go source is called %s: run from the top of the repository", p)
		}
		for _, f := range files {
			src, err := os.ReadFile(f)
			if err != nil {
				return err
			}
			hashTokens(h, src)
		}
	}
	return nil
}

// goFiles of a directory or a pattern, sorted, without tests.
func goFiles(pattern string) ([]string, error) {
	if info, err := os.Stat(pattern); err == nil && info.IsDir() {
		pattern = filepath.Join(pattern, "*.go")
	}
	all, err := filepath.Glob(pattern)
	var out []string
	for _, f := range all {
		if !strings.HasSuffix(f, "_test.go") {
			out = append(out, f)
		}
	}
	return out, err
}

func hashTokens(h hash.Hash, src []byte) {
	var s scanner.Scanner
	set := token.NewFileSet()
	s.Init(set.AddFile("", set.Base(), len(src)), src, nil, 0)
	for {
		_, tok, lit := s.Scan()
		switch {
		case tok == token.EOF:
			return
		case tok == token.SEMICOLON: // one that a line break put there has another literal
			lit = ""
		}
		fmt.Fprintf(h, "%d %q\n", tok, lit)
	}
}
