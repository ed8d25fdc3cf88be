package main

import (
	"fmt"
	"strings"
)

// propagationTable is the first question on one set.
func (l *lab) propagationTable(set string) string {
	p, ok := read[propagated](l, propagationPart(set))
	if !ok {
		return missing("propagation on "+set, "^propagation/"+set)
	}
	var b strings.Builder
	b.WriteString("| encoder | fault | PR/n | support | top 10 % | SNR_max | ‖Δ‖/‖δ‖ | largest a_ℓ/L_ℓ |\n|---|---|---|---|---|---|---|---|\n")
	for _, kind := range encoderKinds {
		for _, probe := range probes {
			s := p[kind][probe]
			fmt.Fprintf(&b, "| %s | %s | %.3f | %.3f | %.2f | %.2f | %.2f | %.2f |\n", kind, probe, s.Participation, s.Support, s.Top, s.Salience, s.Gain, s.Tightest)
		}
	}
	return b.String()
}
