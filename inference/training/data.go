package training

import (
	"errors"
	"fmt"
	"slices"

	"rigscope/sensor"
)

// Segment is a stretch of frames without a gap or a missing value, [C][N] in
// physical units.
type Segment = [][]float64

// Data is a rig's clean data in three parts that share no row.
type Data struct {
	Train     []Segment // predictors and detector
	Calibrate []Segment // early stopping, thresholds
	Test      []Segment // the achieved false-alarm rate; used once, may be empty
	Sessions  []Segment // all of it, uncut, for what needs long stretches; default: Train
}

// length of a segment [frames].
func length(s Segment) int { return len(s[0]) }

func frames(segs []Segment) int {
	n := 0
	for _, s := range segs {
		n += length(s)
	}
	return n
}

// parts is the data as the stages see it.
type parts struct {
	fit       []Segment // A: predictors
	honest    []Segment // B: residuals the predictors have not seen
	calibrate []Segment
	test      []Segment
}

// every fourth block of the training part is kept from the predictors.
const honestEvery, honestAt = 4, 2

// split cuts the training part into blocks of about max(4T, 400) rows and
// keeps every fourth from the predictors (method.md §3 step 2).
func (d Data) split(t int) (parts, error) {
	p := parts{calibrate: d.Calibrate, test: d.Test}
	n := 0
	for _, s := range d.Train {
		pieces := max(length(s)/max(4*t, 400), 1)
		for i := range pieces {
			b := cut(s, i*length(s)/pieces, (i+1)*length(s)/pieces)
			switch {
			case length(b) < t:
				continue
			case n%honestEvery == honestAt:
				p.honest = append(p.honest, b)
			default:
				p.fit = append(p.fit, b)
			}
			n++
		}
	}
	if len(p.honest) == 0 { // too few blocks: better shared than none
		p.honest = p.fit
	}
	if len(starts(p.fit, t, t)) == 0 || len(starts(p.calibrate, t, t)) == 0 {
		return p, fmt.Errorf("no stretch of the clean data is %d frames long, a window: record longer without gaps or set a smaller window", t)
	}
	return p, nil
}

func cut(s Segment, from, to int) Segment {
	out := make(Segment, len(s))
	for c := range s {
		out[c] = s[c][from:to]
	}
	return out
}

// guard rows are dropped at the start of every block, so that two parts do
// not meet in neighbouring rows.
const guard = 8

// pattern deals blocks out in turn: train, calibrate, train, test, train.
const pattern = "tctet"

// fewestBlocks' worth of windows that a split needs to give each part some.
const fewestBlocks = 10

// Deal cuts segments into blocks of about max(6T, 400) rows, shorter where
// the data is short, and deals them out to the three parts in turn, so that
// each sees all of the recording. The same segments give the same parts.
func Deal(segs []Segment, t int) (Data, error) {
	block := min(max(6*t, 400), frames(segs)/fewestBlocks)
	if block < t+guard {
		mend := "record longer or set a smaller window"
		if t <= sensor.MinWindow {
			mend = "record longer"
		}
		return Data{}, fmt.Errorf("the clean data has %d usable frames, a window of %d needs at least %d: %s",
			frames(segs), t, fewestBlocks*(t+guard), mend)
	}
	var d Data
	n := 0
	for _, s := range segs {
		for _, b := range blocks(s, block, t) {
			switch pattern[n%len(pattern)] {
			case 'c':
				d.Calibrate = append(d.Calibrate, b)
			case 'e':
				d.Test = append(d.Test, b)
			default:
				d.Train = append(d.Train, b)
			}
			n++
		}
	}
	if len(d.Test) == 0 {
		return Data{}, fmt.Errorf("the clean data is cut by gaps into %d usable blocks of at least %d frames, training needs %d: record longer without gaps",
			n, t+guard, fewestBlocks)
	}
	return d, nil
}

// blocks cuts one segment; what is too short for a window is left out.
func blocks(s Segment, size, t int) []Segment {
	var out []Segment
	for at := 0; at < length(s); at += size {
		to := min(at+size, length(s))
		if to-at-guard >= t {
			out = append(out, cut(s, at+guard, to))
		}
	}
	return out
}

// joined is all segments as one [C][N].
func joined(segs []Segment) [][]float64 {
	out := make([][]float64, len(segs[0]))
	for _, s := range segs {
		for c := range s {
			out[c] = append(out[c], s[c]...)
		}
	}
	return out
}

// check reports data that no rig of c channels can have.
func (d Data) check(c int) error {
	if c < 2 {
		return errors.New("a rig of one channel has no other sensor to hold it against: add channels")
	}
	for _, s := range slices.Concat(d.Train, d.Calibrate, d.Test) {
		if len(s) != c {
			return fmt.Errorf("a segment has %d channels, the rig has %d", len(s), c)
		}
	}
	return nil
}

func (d Data) sessions() []Segment {
	if d.Sessions != nil {
		return d.Sessions
	}
	return d.Train
}
