package sourcetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"rigscope/sources"
)

// patience is how long a source may take for anything. It is long, because
// the race detector on a busy machine is slow, and only spent by a failure
// or by a source that waits for a device.
const patience = 3 * time.Second

func cancelledHolds(src sources.Source) error {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := src.Next(ctx); !errors.Is(err, context.Canceled) {
		return fmt.Errorf("got %v from Next, want %v", err, context.Canceled)
	}
	return nil
}

func cancelHolds(src sources.Source) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	return wakes(src, ctx, func() error { cancel(); return nil }, context.Canceled)
}

func closeHolds(src sources.Source) error {
	return wakes(src, context.Background(), src.Close, sources.ErrClosed)
}

// wakes calls Next until it fails and wake from another goroutine meanwhile.
// The failure must be want, or the end of the source if that came first.
func wakes(src sources.Source, ctx context.Context, wake func() error, want error) error {
	done := make(chan error, 1)
	go func() { done <- drain(ctx, src) }()
	time.Sleep(20 * time.Millisecond) // for Next to block in the operating system, which no test clock sees
	if err := wake(); err != nil {
		return err
	}
	select {
	case err := <-done:
		if err != io.EOF && !errors.Is(err, want) {
			return fmt.Errorf("got %v from Next, want %v", err, want)
		}
	case <-time.After(patience):
		return fmt.Errorf("still blocked in Next after %v", patience)
	}
	return nil
}

// drain reads until there is an error other than a *FrameError.
func drain(ctx context.Context, src sources.Source) error {
	for {
		_, err := src.Next(ctx)
		if bad := (*sources.FrameError)(nil); err != nil && !errors.As(err, &bad) {
			return err
		}
	}
}

func endHolds(src sources.Source) error {
	if _, err := read(src); err != io.EOF {
		return nil // it has not ended yet
	}
	for range 3 {
		if _, err := src.Next(context.Background()); err != io.EOF {
			return fmt.Errorf("after the end got %v from Next, want %v", err, io.EOF)
		}
	}
	return nil
}

func closedHolds(src sources.Source) error {
	for i := range 2 {
		if err := src.Close(); err != nil {
			return fmt.Errorf("got %w from Close number %d", err, i+1)
		}
		if _, err := src.Next(context.Background()); !errors.Is(err, sources.ErrClosed) {
			return fmt.Errorf("after Close got %v from Next, want %v", err, sources.ErrClosed)
		}
	}
	return nil
}
