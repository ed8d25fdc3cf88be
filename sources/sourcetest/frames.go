package sourcetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"rigscope/sensor"
	"rigscope/sources"
)

// most is how many frames are read of a source that has more.
const most = 300

// read takes up to most frames and passes over bad input. The error is nil
// if there are more frames and io.EOF if there are none.
func read(src sources.Source) ([]sensor.Frame, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var out []sensor.Frame
	for len(out) < most {
		f, err := src.Next(ctx)
		if bad := (*sources.FrameError)(nil); errors.As(err, &bad) {
			continue
		}
		if errors.Is(err, context.DeadlineExceeded) && len(out) > 0 {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		out = append(out, f)
	}
	return out, nil
}

func rigHolds(src sources.Source) error {
	// As text, because NaN, which stands for an open limit, is not itself.
	before := fmt.Sprintf("%#v", src.Rig())
	if err := src.Rig().Validate(); err != nil {
		return fmt.Errorf("the rig is not valid: %w", err)
	}
	read(src)
	src.Close()
	if after := fmt.Sprintf("%#v", src.Rig()); after != before {
		return fmt.Errorf("the rig was\n%s\nand became\n%s", before, after)
	}
	return nil
}

func framesHold(src sources.Source) error {
	frames, err := read(src)
	if err != nil && err != io.EOF {
		return fmt.Errorf("after %d frames got %w from Next", len(frames), err)
	}
	if len(frames) == 0 {
		return errors.New("the source has no frame")
	}
	for i, f := range frames {
		if got, want := len(f.V), len(src.Rig().Channels); got != want {
			return fmt.Errorf("frame %d has %d values, the rig has %d channels", i, got, want)
		}
		if i > 0 {
			if err := follows(frames[i-1], f); err != nil {
				return fmt.Errorf("frame %d: %w", i, err)
			}
		}
	}
	return nil
}

func follows(a, b sensor.Frame) error {
	if !b.T.After(a.T) {
		return fmt.Errorf("time %v is not after %v", b.T, a.T)
	}
	if b.Row < a.Row {
		return fmt.Errorf("row %d comes after row %d", b.Row, a.Row)
	}
	return nil
}

// ownershipHolds overwrites each frame it gets and keeps it: a source that
// hands out memory it still uses shows as a frame that has changed again.
func ownershipHolds(src sources.Source) error {
	const mark = -12345.5
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var kept [][]float64
	for len(kept) < 10 {
		f, err := src.Next(ctx)
		if bad := (*sources.FrameError)(nil); errors.As(err, &bad) {
			continue
		}
		if err != nil {
			break
		}
		for i := range f.V {
			f.V[i] = mark
		}
		kept = append(kept, f.V)
	}
	for i, v := range kept {
		if slices.ContainsFunc(v, func(x float64) bool { return math.IsNaN(x) || x != mark }) {
			return fmt.Errorf("frame %d changed after it was handed out", i)
		}
	}
	return nil
}
