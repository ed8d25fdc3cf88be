package main

import (
	"fmt"
	"strings"
	"time"

	"rigscope/inference/training"
)

// progress tells how far training is: one line that is rewritten on a
// terminal, a line now and then elsewhere.
func (a *app) progress() func(training.Progress) {
	onTerminal, end := isTerminal(a.err), ""
	return func(p training.Progress) {
		if p.Note != "" {
			fmt.Fprintf(a.err, "%snote: %s\n", end, safe(p.Note))
			end = ""
			return
		}
		if !onTerminal {
			if p.Step == p.Of || p.Step%200 == 0 {
				fmt.Fprintln(a.err, progressLine(p))
			}
			return
		}
		fmt.Fprintf(a.err, "\r%-78s", progressLine(p))
		if end = "\n"; p.Step == p.Of {
			fmt.Fprintln(a.err)
			end = ""
		}
	}
}

// progressLine is losses, the spectral norms of the layers held in bounds,
// and the time the stage still needs.
func progressLine(p training.Progress) string {
	line := fmt.Sprintf("%-12s %4d/%-4d", p.Stage, p.Step, p.Of)
	if p.Loss > 0 {
		line += fmt.Sprintf("  loss %.4f", p.Loss)
	}
	if p.Held > 0 {
		line += fmt.Sprintf("  held back %.4f", p.Held)
	}
	if len(p.Norms) > 0 {
		line += "  norms"
		for _, n := range p.Norms {
			line += fmt.Sprintf(" %.2f", n)
		}
	}
	if p.Left > 0 {
		line += fmt.Sprintf("  %s left", p.Left.Round(time.Second))
	}
	return strings.TrimRight(line, " ")
}
