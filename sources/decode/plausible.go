package decode

import (
	"math"
	"strings"

	"rigscope/sources/notation"
)

// marked is the check of formats whose marks or checksums leave no doubt.
func marked(*trial) float64 { return 1 }

// labelled is the share of the names that are words; a time of day looks
// like a pair, too.
func labelled(t *trial) float64 {
	words := 0
	for _, name := range t.fields {
		if isWord([]byte(name)) && !placed(name) {
			words++
		}
	}
	perRecord := float64(t.values) / float64(t.records)
	return float64(words) / float64(max(1, len(t.fields))) * churn(len(t.fields), perRecord)
}

// churn is less than 1 where names hardly come twice.
func churn(names int, perRecord float64) float64 {
	return math.Min(1, (4*perRecord+16)/float64(max(1, names)))
}

// placed says whether a name is that of a value without a label.
func placed(name string) bool {
	digits, ok := strings.CutPrefix(name, "c")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// separated doubts single columns, words among the numbers, and 12,5 which
// may be one number or two.
func separated(t *trial) float64 {
	c, ok := t.decoder.(*text).grammar.(*csv)
	if !ok {
		return 0
	}
	factor := 1.0
	for _, word := range c.words {
		if word {
			factor -= 0.5 / float64(len(c.words))
		}
	}
	named := c.by == byHeader
	switch {
	case len(c.names) == 1:
		factor *= 0.6
	case !named && len(c.names) == 2 && c.sep == ',' && t.whole:
		factor *= 0.5
	case !named && c.sep == notation.Blanks:
		factor *= 0.9
	}
	return factor
}
