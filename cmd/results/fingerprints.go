package main

import (
	"fmt"
	"io"
	"strings"
)

// printFingerprints writes today's fingerprint of the sources that decide
// each sort of part, the way equal.txt wants them.
func (l *lab) printFingerprints(w io.Writer, parts []part) error {
	seen := map[string]bool{}
	for _, p := range parts {
		with := strings.Join(p.more, ",")
		if seen[with] {
			continue
		}
		seen[with] = true
		c, err := l.code(p.more...)
		if err != nil {
			return err
		}
		fmt.Fprintln(w, c, max(with, "-"))
	}
	return nil
}
