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
func pairsParts() []part {
	var out []part
	for k := range experiments {
		for _, set := range pairSets {
			out = append(out, pairPart(set, k))
		}
	}
	return out
}

func pairPart(set string, k int) part {
	r := recipe{Set: set, Fold: k, Budget: short}
	return part{name: fmt.Sprintf("pairs/%s/%d", set, k), set: set, options: r, cost: .7 * cost[set],
		run: func(ctx context.Context, l *lab) (any, error) { return l.try(ctx, r, -1) }}
}
