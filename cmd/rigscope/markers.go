package main

import (
	"errors"
	"fmt"
	"slices"

	"rigscope/replay/mcap"
	"rigscope/sources"
	"rigscope/tui"
)

// markersIn gives the markers of a log, if it is an MCAP; no other has any.
func markersIn(log string) func() ([]tui.Note, error) {
	return func() ([]tui.Note, error) {
		rec, err := mcap.OpenRecording(log)
		if errors.Is(err, mcap.ErrMagic) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("open log: %w", err)
		}
		defer rec.Close()
		var out []tui.Note
		err = rec.Markers(func(n mcap.Note) error {
			out = append(out, tui.Note{T: n.T, Text: n.Text})
			return nil
		})
		if bad := new(sources.FrameError); errors.As(err, &bad) {
			err = nil // told as a bad row when the log is read
		}
		slices.SortStableFunc(out, func(a, b tui.Note) int { return a.T.Compare(b.T) })
		return out, err
	}
}
