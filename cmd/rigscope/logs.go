package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"rigscope/replay"
	"rigscope/replay/mcap"
	"rigscope/sensor"
	"rigscope/sensor/profile"
)

// logFlags are those of every command that reads a log with a model.
type logFlags struct{ model, rig, rows string }

func (l *logFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&l.model, "model", "", "model file, made by rigscope train")
	f.StringVar(&l.rig, "rig", "", "rig profile, only where the log's columns have other names than in training")
	f.StringVar(&l.rows, "rows", "", "only data rows A:B, A ≤ row < B, counted from 0")
}

// needsModel makes --model a must.
func (l *logFlags) needsModel(cmd *cobra.Command) {
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if l.model == "" {
			return usage("%s needs --model FILE.onnx; rigscope train makes one", cmd.Name())
		}
		return nil
	}
}

// watched is the model of a log, or without one its rig, to be looked at and
// not judged.
func (l logFlags) watched(log string) (loaded, error) {
	if l.model != "" {
		return openModel(l.model)
	}
	if l.rig != "" {
		p, err := profile.Load(l.rig)
		return watchOnly(p.Rig), inConfig(err)
	}
	if !ownsProfile(log) {
		return loaded{}, usage("replay needs --model FILE.onnx, made by rigscope train, or --rig RIG.toml to look at the signals alone")
	}
	rec, err := mcap.OpenRecording(log)
	if err != nil {
		return loaded{}, inData(fmt.Errorf("open log: %w", err))
	}
	defer rec.Close()
	p, err := keptProfile(rec, nil)
	return watchOnly(p.Rig), inConfig(err)
}

// ownsProfile says whether a log says itself what its rig is: recordings and
// exports do.
func ownsProfile(log string) bool {
	rec, err := mcap.OpenRecording(log)
	if err != nil {
		return false
	}
	defer rec.Close()
	return rec.Info().Profile != ""
}

// recording is a log on the rig of a model. Its channels carry the model's
// names, whatever the columns are called.
type recording struct {
	logSource
	rig   sensor.Rig
	time  string
	about string // what a raw capture was read as; empty: it is none
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
	p, columns, err := l.columns(rig)
	if err != nil {
		return recording{}, inConfig(err)
	}
	return openLog(path, p, columns, rig, rows, onRow)
}

// openLog opens a log of any kind. p is the profile that was given, nil if
// none was; columns are the rig as the log names it.
func openLog(path string, p *profile.Profile, columns, rig sensor.Rig, rows replay.RowRange, onRow func(replay.Row)) (recording, error) {
	if mcap.IsRecording(path) {
		src, err := openRecording(path, p, columns, rows, onRow)
		return recording{logSource: src, rig: rig}, err
	}
	return openTable(path, wireOf(p), columns, rig, rows, onRow)
}

func openTable(path string, wire replay.Wire, columns, rig sensor.Rig, rows replay.RowRange, onRow func(replay.Row)) (recording, error) {
	r := recording{rig: rig}
	open := replay.OpenerWire(path, columns, wire)
	src, err := replay.New(func() (*replay.Log, error) {
		log, err := open()
		if err == nil {
			r.time, r.about = log.TimeColumn(), log.About()
		}
		return log, err
	}, replay.Options{Rows: rows, OnRow: onRow})
	switch {
	case errors.Is(err, replay.ErrColumns):
		return recording{}, inConfig(err)
	case err != nil:
		return recording{}, inData(fmt.Errorf("open log: %w", err))
	}
	r.logSource = src
	return r, nil
}

// columns is the rig as the log names it: the model's, or its channels under
// the names of another profile, one for one.
func (l logFlags) columns(rig sensor.Rig) (*profile.Profile, sensor.Rig, error) {
	if l.rig == "" {
		return nil, rig, nil
	}
	p, err := profile.Load(l.rig)
	if err != nil {
		return nil, rig, err
	}
	if n := len(p.Rig.Channels); n != len(rig.Channels) {
		return nil, rig, fmt.Errorf("%s has %d channels, the model knows %d: list the same ones in the same order", l.rig, n, len(rig.Channels))
	}
	window := rig.Window
	rate := rig.Rate
	rig = p.Rig
	rig.Window, rig.Rate = window, rate
	return &p, rig, nil
}
