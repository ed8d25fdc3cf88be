package inference

import "math"

// nameFault says what a fault looks like, by its plainest mark, or "" if
// none stands out. raw may hold NaNs, x has them bridged; est is the virtual
// sensor and sigma its clean error; cleanRun is the longest run of equal
// values that the channel shows when healthy. All slices are [T].
func nameFault(raw, x, est []float64, sigma, cleanRun float64) string {
	lo, hi, _, run := extremes(raw)
	mean, slope, rest := line(x, est)
	sharp := outliers(x, est, 4*max(sigma, 1e-12))
	n := float64(len(x))
	switch {
	case missing(raw) > .05*n:
		return "dropout"
	case run >= max(16, 2*cleanRun, n/4) && lo < hi || lo == hi:
		return "stuck"
	case sharp > 0 && sharp <= .2*n && math.Abs(mean) < 2*sigma:
		return "spike"
	case math.Abs(slope)*n > 3*rest && math.Abs(slope)*n > math.Abs(mean):
		return "drift"
	case math.Abs(mean) > rest && math.Abs(mean) > sigma:
		return "bias"
	case rest > 1.5*sigma:
		return "noise"
	}
	return ""
}

// line fits x−est by a straight line: its mean, its slope per sample, and
// the standard deviation of what is left.
func line(x, est []float64) (mean, slope, rest float64) {
	n := float64(len(x))
	var stt, st float64
	for i := range x {
		mean += (x[i] - est[i]) / n
	}
	for i := range x {
		t := float64(i) - (n-1)/2
		stt, st = stt+t*t, st+t*(x[i]-est[i])
	}
	slope = st / stt
	for i := range x {
		d := x[i] - est[i] - mean - slope*(float64(i)-(n-1)/2)
		rest += d * d / n
	}
	return mean, slope, math.Sqrt(rest)
}

func outliers(x, est []float64, limit float64) float64 {
	n := 0.0
	for i := range x {
		if math.Abs(x[i]-est[i]) > limit {
			n++
		}
	}
	return n
}

func missing(raw []float64) float64 {
	n := 0.0
	for _, x := range raw {
		if math.IsNaN(x) {
			n++
		}
	}
	return n
}
