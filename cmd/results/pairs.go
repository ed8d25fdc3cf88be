package main

import (
	"context"
	"fmt"
)

// pairSets are those with ten calibrate→test pairs: the real ones whose rows
// are enough for five folds.
var pairSets = []string{"skab", "hyd", "auv"}

// pairsParts hold experiment k of each set in the order of the experiments:
// fold against fold, with a short training.
func pairsParts() []part { return eachPair(pairPart) }

// lastingParts are the same with faults that outlast the window in training.
func lastingParts() []part { return eachPair(lastingPart) }

func eachPair(of func(set string, k int) part) []part {
	var out []part
	for k := range experiments {
		for _, set := range pairSets {
			out = append(out, of(set, k))
		}
	}
	return out
}

func pairPart(set string, k int) part {
	return pairOf("pairs", recipe{Set: set, Fold: k, Budget: short})
}

// lastingShare of the faults outlast the window, where any do.
const lastingShare = .3

func lastingPart(set string, k int) part {
	return pairOf("lasting", recipe{Set: set, Fold: k, Budget: short, Lasting: lastingShare})
}

func pairOf(name string, r recipe) part {
	set := r.Set
	return part{name: fmt.Sprintf("%s/%s/%d", name, set, r.Fold), set: set, options: r, cost: .7 * cost[set],
		run: func(ctx context.Context, l *lab) (any, error) { return l.try(ctx, r, -1) }}
}
