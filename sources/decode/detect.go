package decode

import (
	"cmp"
	"slices"
)

// Guess is how well a sample of a port's bytes fits a format.
type Guess struct {
	Format     string
	Confidence float64  // 0..1; samples that fit two formats give little to both
	Evidence   string   // "41 of 43 lines parse as label:value, 3 fields"
	Fields     []string // names, in the order of first sight
	Units      []string // of Fields, as the wire has them; empty where it says none
	Bare       bool     // the wire does not name them: they are the rig's, in its order, or places
	Records    int      // good ones
	Bad        int      // since the first good one
}

// plausible is the least confidence that Rank gives out.
const plausible = 0.05

// Rank guesses the format of a sample, best first; nothing where no format
// is plausible. The sample may begin anywhere in a line and with the text of
// a board that starts.
func Rank(sample []byte, opt Options) []Guess {
	var special, generic []Guess
	for _, f := range formats() {
		if f.fits == nil {
			continue
		}
		switch g, ok := f.fits(f, sample, opt); {
		case !ok:
		case f.generic:
			generic = append(generic, g)
		default:
			special = append(special, g)
		}
	}
	return rank(special, generic)
}

// rank puts guesses in order. A format with marks of its own leaves to a
// generic one only the doubt about itself; two that fit alike share.
func rank(special, generic []Guess) []Guess {
	best := 0.0
	for _, g := range special {
		best = max(best, g.Confidence)
	}
	for i := range generic {
		generic[i].Confidence *= 1 - best
	}
	all := append(special, generic...)
	slices.SortStableFunc(all, func(a, b Guess) int { return cmp.Compare(b.Confidence, a.Confidence) })
	if len(all) > 1 && all[1].Confidence > all[0].Confidence/2 {
		share(all[:2])
	}
	return slices.DeleteFunc(all, func(g Guess) bool { return g.Confidence < plausible })
}

func share(two []Guess) {
	sum := two[0].Confidence + two[1].Confidence
	for i := range two {
		two[i].Confidence *= two[i].Confidence / sum
	}
}
