package chart

import "time"

// TickStep is the shortest step a clock knows that divides span into no more
// than most parts. Beyond the steps of the table it is whole weeks.
func TickStep(span time.Duration, most int) time.Duration {
	least := span / time.Duration(max(most, 1))
	for _, s := range tickSteps() {
		if s >= least {
			return s
		}
	}
	const week = 7 * 24 * time.Hour
	return (least/week + 1) * week
}

func tickSteps() []time.Duration {
	const s, m, h = time.Second, time.Minute, time.Hour
	return []time.Duration{
		s, 2 * s, 5 * s, 10 * s, 15 * s, 30 * s, m, 2 * m, 5 * m, 10 * m, 15 * m, 30 * m,
		h, 2 * h, 3 * h, 6 * h, 12 * h, 24 * h, 48 * h, 7 * 24 * h,
	}
}
