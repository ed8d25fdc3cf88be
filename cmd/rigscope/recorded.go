package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"rigscope/replay"
	"rigscope/replay/mcap"
	"rigscope/sensor"
	"rigscope/sensor/profile"
	"rigscope/sources"
	"rigscope/sources/merge"
)

// logSource is a log of any kind on a rig's grid.
type logSource interface {
	sources.Source
	Late() int
	Ready() bool
	Seek(time.Time) error
}

// openRecording opens what live or record kept: the bytes of the ports, to be
// decoded anew by the profile that lies in the file, or by another one.
func openRecording(path string, p *profile.Profile, rig sensor.Rig, rows replay.RowRange, onRow func(replay.Row)) (logSource, error) {
	rec, err := mcap.OpenRecording(path)
	if err != nil {
		return nil, inData(fmt.Errorf("open log: %w", err))
	}
	kept, err := keptProfile(rec, p)
	if err != nil {
		return nil, errors.Join(inConfig(err), rec.Close())
	}
	opt := merge.Options{From: rows.From, To: rows.To}
	if onRow != nil {
		opt.OnRow = func(r merge.Row) {
			if r.N >= 0 {
				onRow(replay.Row{N: r.N, T: r.T, V: r.V})
			}
		}
	}
	src, err := merge.New(rec.Chunks, rig, mergedPorts(kept.Sources), opt)
	if err != nil {
		return nil, errors.Join(inConfig(err), rec.Close())
	}
	return portLog{src, rec}, nil
}

// keptProfile is the one in the file, or the given one if it knows the ports.
func keptProfile(rec *mcap.Recording, other *profile.Profile) (profile.Profile, error) {
	kept, err := profile.Parse(rec.Info().Profile)
	if err != nil {
		return kept, fmt.Errorf("the profile in the recording: %w", err)
	}
	if other == nil || len(other.Sources) == 0 {
		return kept, nil
	}
	if len(other.Sources) != len(kept.Sources) {
		return kept, fmt.Errorf("the profile has %d sources, the recording %d ports: list the same ones in the same order", len(other.Sources), len(kept.Sources))
	}
	for i := range kept.Sources {
		kept.Sources[i] = redecoded(kept.Sources[i], other.Sources[i])
	}
	return kept, nil
}

// redecoded is a source as it was recorded, read in another way.
func redecoded(kept, other profile.Source) profile.Source {
	other.Name, other.Port = kept.Name, kept.Port
	if other.Baud == 0 {
		other.Baud = kept.Baud
	}
	if other.Format == "" || other.Format == "auto" {
		other.Format = kept.Format
		if len(other.Columns) == 0 {
			other.Columns = kept.Columns
		}
	}
	return other
}

// portLog owns the file.
type portLog struct {
	*merge.Source
	file *mcap.Recording
}

// Close closes the file, too.
func (r portLog) Close() error { return errors.Join(r.Source.Close(), r.file.Close()) }

// extent reads a recording once for its first and last frame, if that does not
// take too long, and closes it.
func extent(ctx context.Context, src logSource) (e replay.Extent, err error) {
	defer src.Close()
	for e.Rows < measureRows {
		f, err := src.Next(ctx)
		var bad *sources.FrameError
		switch {
		case errors.As(err, &bad):
		case errors.Is(err, io.EOF):
			e.Complete = true
			return e, nil
		case err != nil:
			return e, err
		default:
			if e.Rows++; e.From.IsZero() {
				e.From = f.T
			}
			e.To = f.T
		}
	}
	return e, nil
}
