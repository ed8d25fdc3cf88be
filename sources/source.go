// Package sources is where frames come from. Start with Source: a cable, a
// recording and a simulated rig all look the same from here on.
//
// The package knows no file format and no device; those live in the rooms
// below it and in replay. It must not import any of them.
package sources

import (
	"context"
	"fmt"

	"rigscope/sensor"
)

// Source yields the frames of one rig in time order.
type Source interface {
	// Rig never changes during the life of a source.
	Rig() sensor.Rig
	// Next blocks until a frame is there, ctx ends or Close is called. The
	// caller owns the frame. io.EOF ends a finite source and repeats; a
	// *FrameError is about one piece of bad input and the next call goes on;
	// any other error is final.
	Next(ctx context.Context) (sensor.Frame, error)
	// Close may run on any goroutine and wakes a blocked Next, which then
	// returns ErrClosed. It may be called twice.
	Close() error
}

// Readier is a source that knows whether Next would block. Without it a
// source counts as always ready.
type Readier interface {
	Ready() bool
}

// Ready says whether src has its next frame at hand, so that a reader may
// go on collecting a batch.
func Ready(src Source) bool {
	r, ok := src.(Readier)
	return !ok || r.Ready()
}

// ErrClosed is what Next returns after Close.
var ErrClosed = fmt.Errorf("the source was closed")

// FrameError is one piece of bad input. Nothing after it is lost or shifted.
type FrameError struct {
	Where string // "line 12, column 3 (Pressure)"
	Err   error
	Told  bool // nothing of the data is bad, it is only to be told: a cable came or went
}

func (e *FrameError) Error() string { return e.Where + ": " + e.Err.Error() }

// Unwrap gives the cause.
func (e *FrameError) Unwrap() error { return e.Err }
