package main

import (
	"context"
	"errors"
	"io"
	"math"

	"rigscope/inference/training"
	"rigscope/sensor"
	"rigscope/sources"
)

// readSegments drains src into stretches without a gap or a missing value,
// as training reads them: the same log must fall into the same blocks.
func readSegments(ctx context.Context, src sources.Source) (segs []training.Segment, bad int, err error) {
	slider := sensor.NewSlider(src.Rig(), 1, 1)
	var last sensor.Frame
	for fresh := true; ; {
		f, err := src.Next(ctx)
		var broken *sources.FrameError
		switch {
		case errors.As(err, &broken):
			bad++
			continue
		case errors.Is(err, io.EOF):
			return segs, bad, nil
		case err != nil:
			return nil, bad, err
		}
		fresh = fresh || slider.Jumps(last.T, f.T)
		if last = f; !complete(f.V) {
			fresh = true
			continue
		}
		if fresh {
			segs, fresh = append(segs, make(training.Segment, len(f.V))), false
		}
		for c, v := range f.V {
			s := segs[len(segs)-1]
			s[c] = append(s[c], v)
		}
	}
}

func complete(v []float64) bool {
	for _, x := range v {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
