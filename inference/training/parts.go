package training

import (
	"fmt"

	"rigscope/sensor"
)

// parts are the four shares of the clean data. No row is in two of them,
// and no window spans two blocks.
type parts struct {
	fit       []segment // A: ridge, autoencoders
	honest    []segment // B: residuals the predictors have not seen
	calibrate []segment // thresholds
	test      []segment // the achieved false-alarm rate, used once
}

// guard rows are dropped at the start of every block, so that two parts do
// not meet in neighbouring rows.
const guard = 8

// pattern deals blocks out in turn: fit, calibrate, fit, test, fit.
var pattern = [5]byte{'f', 'c', 'f', 't', 'f'}

// fewest windows' worth of blocks that a split needs to give each part one.
const fewestBlocks = 10

// split cuts the segments into blocks of about max(6T, 400) rows, shorter
// where the data is short, and deals them out (method.md §3 step 2).
func split(segs []segment, t int) (parts, error) {
	block := min(max(6*t, 400), frames(segs)/fewestBlocks)
	if block < t+guard {
		return parts{}, fmt.Errorf("the clean data has %d usable frames, a window of %d needs at least %d: record longer or set a smaller window",
			frames(segs), t, fewestBlocks*(t+guard))
	}
	var p parts
	n, fits := 0, 0
	for _, s := range segs {
		for _, b := range blocks(s, block, t) {
			switch pattern[n%len(pattern)] {
			case 'c':
				p.calibrate = append(p.calibrate, b)
			case 't':
				p.test = append(p.test, b)
			default:
				if fits++; fits%4 == 3 {
					p.honest = append(p.honest, b)
				} else {
					p.fit = append(p.fit, b)
				}
			}
			n++
		}
	}
	if len(p.honest) == 0 || len(p.test) == 0 {
		return parts{}, fmt.Errorf("the clean data is cut by gaps into %d usable blocks of at least %d frames, training needs %d: record longer without gaps",
			n, t+guard, fewestBlocks)
	}
	return p, nil
}

// blocks cuts one segment; what is too short for a window is left out.
func blocks(s segment, size, t int) []segment {
	var out []segment
	for at := 0; at < s.len(); at += size {
		to := min(at+size, s.len())
		if to-at-guard >= t {
			out = append(out, s.cut(at+guard, to))
		}
	}
	return out
}

// windows cuts segments into windows of t frames, one every stride.
func windows(segs []segment, t, stride int) []sensor.Window {
	var out []sensor.Window
	for _, s := range segs {
		for at := 0; at+t <= s.len(); at += stride {
			w := sensor.Window{C: len(s), T: t, New: stride, X: make([]float64, 0, len(s)*t)}
			for c := range s {
				w.X = append(w.X, s[c][at:at+t]...)
			}
			out = append(out, w)
		}
	}
	return out
}
