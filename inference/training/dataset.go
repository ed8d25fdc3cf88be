package training

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"

	"rigscope/sensor"
	"rigscope/sources"
)

// Read drains src into segments. A frame with a missing channel ends one,
// as does a jump in time. Bad input is counted, not fatal.
func Read(ctx context.Context, src sources.Source) (segs []Segment, bad int, err error) {
	rig := src.Rig()
	slider := sensor.NewSlider(rig, 1, 1)
	var cur Segment
	var last sensor.Frame
	for {
		f, err := src.Next(ctx)
		var fe *sources.FrameError
		switch {
		case errors.As(err, &fe):
			bad++
			continue
		case errors.Is(err, io.EOF):
			return keep(segs, cur), bad, nil
		case err != nil:
			return nil, bad, fmt.Errorf("read clean data: %w", err)
		}
		if cur != nil && slider.Jumps(last.T, f.T) || !complete(f.V) {
			segs, cur = keep(segs, cur), nil
		}
		if last = f; complete(f.V) {
			cur = add(cur, f.V)
		}
	}
}

func add(s Segment, v []float64) Segment {
	if s == nil {
		s = make(Segment, len(v))
	}
	for c, x := range v {
		s[c] = append(s[c], x)
	}
	return s
}

func keep(segs []Segment, s Segment) []Segment {
	if s == nil {
		return segs
	}
	return append(segs, s)
}

// absurd is more than any sensor says and more than the network's single
// precision can take.
const absurd = 1e30

func complete(v []float64) bool {
	for _, x := range v {
		if math.IsNaN(x) || math.Abs(x) > absurd {
			return false
		}
	}
	return true
}

// chooseWindow is 64 frames, 128 where the clean data is long, and less where
// it is too short to be split with 64.
func chooseWindow(frames int) int {
	switch {
	case frames >= 30000:
		return 128
	case frames >= fewestBlocks*(64+guard):
		return 64
	case frames >= fewestBlocks*(32+guard):
		return 32
	}
	return 16
}
