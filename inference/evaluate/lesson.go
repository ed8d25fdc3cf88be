package evaluate

import (
	"context"
	"slices"

	"rigscope/inference/baselines"
	"rigscope/sources/faults"
)

// Lesson is which faults a method may learn from.
type Lesson struct {
	Kinds    []faults.Kind // nil is all
	Severity [2]float64    // drawn evenly; zero is faults.TrainingSeverity. Narrower than the campaign's tests extrapolation
	Seed     uint64
}

// Trainer makes a method from clean data and a lesson.
type Trainer func(ctx context.Context, clean baselines.Clean, l Lesson) (baselines.Method, error)

// Untaught is the trainer of a method that learns no faults.
func Untaught(fit baselines.Fit) Trainer {
	return func(_ context.Context, clean baselines.Clean, l Lesson) (baselines.Method, error) {
		clean.Seed = l.Seed
		return fit(clean)
	}
}

// Seeds trains and tries a method once for each seed, which is that of its
// training and of the faults it is tried on.
func (c Campaign) Seeds(ctx context.Context, train Trainer, l Lesson, seeds []uint64) ([]Run, error) {
	var out []Run
	for _, s := range seeds {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		l.Seed = s
		m, err := train(ctx, c.Clean, l.withDefaults())
		if err != nil {
			return out, err
		}
		run, err := c.Try(m, s)
		if err != nil {
			return out, err
		}
		out = append(out, run)
	}
	return out, nil
}

// LeaveOut trains without each of kinds in turn and tries the method on that
// kind alone.
func (c Campaign) LeaveOut(ctx context.Context, train Trainer, l Lesson, kinds []faults.Kind, seeds []uint64) ([]Run, error) {
	var out []Run
	all := l.withDefaults().Kinds
	for _, k := range kinds {
		l.Kinds = slices.DeleteFunc(slices.Clone(all), func(q faults.Kind) bool { return q == k })
		only := c
		only.Kinds = []faults.Kind{k}
		runs, err := only.Seeds(ctx, train, l, seeds)
		for i := range runs {
			runs[i].LeftOut = []faults.Kind{k}
		}
		if out = append(out, runs...); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (l Lesson) withDefaults() Lesson {
	if l.Kinds == nil {
		l.Kinds = faults.Labels()
	}
	if l.Severity == [2]float64{} {
		l.Severity = faults.TrainingSeverity
	}
	return l
}
