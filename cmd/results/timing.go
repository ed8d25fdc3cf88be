package main

import "context"

// timePart trains the hydraulic rig once more with the full budget, to see
// how long that takes. It means something only if the machine does nothing
// else.
func timePart() part {
	r := recipe{Set: "hyd"}
	return part{name: "time/hyd", set: "hyd", options: r, cost: cost["hyd"],
		run: func(ctx context.Context, l *lab) (any, error) {
			m, err := l.fit(ctx, r)
			return m.Seconds, err
		}}
}
