package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"rigscope/replay"
	"rigscope/sensor"
	"rigscope/sensor/profile"
)

// logFlags are those of every command that reads a log with a model.
type logFlags struct{ model, rig, rows string }

func (l *logFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&l.model, "model", "", "model file, made by rigscope train (needed)")
	f.StringVar(&l.rig, "rig", "", "rig profile, only where the log's columns have other names than in training")
	f.StringVar(&l.rows, "rows", "", "only data rows A:B, A ≤ row < B, counted from 0")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if l.model == "" {
			return usage("%s needs --model FILE.onnx; rigscope train makes one", cmd.CommandPath())
		}
		return nil
	}
}

// recording is a log on the rig of a model. Its channels carry the model's
// names, whatever the columns are called.
type recording struct {
	*replay.Source
	rig  sensor.Rig
	time string
}

// Rig is the model's.
func (r recording) Rig() sensor.Rig { return r.rig }

// TimeColumn is the name of the log's time column, empty if it has none.
func (r recording) TimeColumn() string { return r.time }

// open opens a log for a model's rig.
func (l logFlags) open(path string, rig sensor.Rig, onRow func(replay.Row)) (recording, error) {
	rows, err := replay.ParseRows(l.rows)
	if err != nil {
		return recording{}, usage("--rows: %w", err)
	}
	columns, err := l.columns(rig)
	if err != nil {
		return recording{}, inConfig(err)
	}
	return openLog(path, columns, rig, rows, onRow)
}

func openLog(path string, columns, rig sensor.Rig, rows replay.RowRange, onRow func(replay.Row)) (recording, error) {
	r := recording{rig: rig}
	open := replay.Opener(path, columns)
	src, err := replay.New(func() (*replay.Log, error) {
		log, err := open()
		if err == nil {
			r.time = log.TimeColumn()
		}
		return log, err
	}, replay.Options{Rows: rows, OnRow: onRow})
	switch {
	case errors.Is(err, replay.ErrColumns):
		return recording{}, inConfig(err)
	case err != nil:
		return recording{}, inData(fmt.Errorf("open log: %w", err))
	}
	r.Source = src
	return r, nil
}

// columns is the rig as the log names it: the model's, or its channels under
// the names of another profile, one for one.
func (l logFlags) columns(rig sensor.Rig) (sensor.Rig, error) {
	if l.rig == "" {
		return rig, nil
	}
	p, err := profile.Load(l.rig)
	if err != nil {
		return rig, err
	}
	if n := len(p.Rig.Channels); n != len(rig.Channels) {
		return rig, fmt.Errorf("%s has %d channels, the model knows %d: list the same ones in the same order", l.rig, n, len(rig.Channels))
	}
	window := rig.Window
	rate := rig.Rate
	rig = p.Rig
	rig.Window, rig.Rate = window, rate
	return rig, nil
}
