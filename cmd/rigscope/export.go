package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/tui"
)

// exporter writes what the console wants exported, one file at a time, on
// the goroutine that asks.
type exporter struct {
	app    *app
	mu     sync.Mutex // held while a file is written
	closed bool
}

// errEnding is what an export gets that comes after the end.
var errEnding = errors.New("the program is ending, nothing was written")

// export writes one file whole or not at all, and never over another one.
func (x *exporter) export(r tui.ExportRequest) (tui.ExportDone, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return tui.ExportDone{}, errEnding
	}
	if r.Path == "-" {
		r.Path = "./-"
	}
	if err := vacant(r.Path); err != nil {
		return tui.ExportDone{}, err
	}
	done, err := x.write(r)
	if err != nil {
		return done, plainTrouble(r.Path, err)
	}
	if info, err := os.Stat(r.Path); err == nil {
		done.Bytes = info.Size()
	}
	return done, nil
}

// close waits for the export under way and lets no other begin.
func (x *exporter) close() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.closed = true
}

// vacant says why a file cannot be made at path.
func vacant(path string) error {
	switch info, err := os.Stat(path); {
	case err != nil:
		return nil
	case info.IsDir():
		return fmt.Errorf("%s is a folder: add a file name", path)
	case info.Mode().IsRegular():
		return fmt.Errorf("%s is there already: choose another name", path)
	}
	return nil
}

func (x *exporter) write(r tui.ExportRequest) (done tui.ExportDone, err error) {
	o, err := x.app.create(r.Path)
	if err != nil {
		return done, err
	}
	defer o.abandon()
	w, err := newRowWriter(o, r.Format, r.Snapshot.Rig, digestOf(r.Snapshot.Model))
	if err != nil {
		return done, err
	}
	done, err = copyRows(w, r)
	if err == nil {
		err = w.end()
	}
	if err == nil {
		err = o.commit()
	}
	return done, err
}

func digestOf(m pipeline.ModelInfo) string { return loaded{info: m}.digest() }

// copyRows writes the rows of a request with the notes between them.
func copyRows(w rowWriter, r tui.ExportRequest) (tui.ExportDone, error) {
	s := r.Snapshot
	done := tui.ExportDone{Path: r.Path}
	events, markers := r.Events, r.Notes
	for i := r.From; i < r.To; i++ {
		if i > 0 && s.Times[i].Equal(s.Times[i-1]) {
			continue // stands for a jump in time, nobody measured it
		}
		var err error
		if events, err = upTo(events, s, i, w.event); err == nil {
			markers, err = upTo(markers, s, i, w.marker)
		}
		if err == nil {
			err = w.row(rowOf(s, i))
		}
		if err != nil {
			return done, err
		}
		done.Rows++
		if i >= s.Judged {
			done.Unjudged++
		}
	}
	return done, errors.Join(each(events, w.event), each(markers, w.marker))
}

// upTo writes the notes that come before sample i and gives back the others.
func upTo(notes []tui.Note, s *pipeline.Snapshot, i int, write func(tui.Note) error) ([]tui.Note, error) {
	n := 0
	for n < len(notes) && notes[n].T.Before(s.Times[i]) {
		n++
	}
	return notes[n:], each(notes[:n], write)
}

func each(notes []tui.Note, write func(tui.Note) error) error {
	for _, n := range notes {
		if err := write(n); err != nil {
			return err
		}
	}
	return nil
}

// rowOf is sample i of a snapshot. What no verdict has covered yet is as it
// was measured.
func rowOf(s *pipeline.Snapshot, i int) judgedRow {
	r := judgedRow{T: s.Times[i], Raw: make([]float64, len(s.Raw)), Made: make([]inference.Sample, len(s.Raw))}
	for c := range s.Raw {
		r.Raw[c] = s.Raw[c][i]
		r.Made[c] = measured(s.Raw[c][i])
		if i < s.Judged {
			r.Made[c] = inference.Sample{Value: s.Value[c][i], Status: s.Status[c][i]}
		}
	}
	return r
}

// plainTrouble says why a file was not written, and what to do about it.
func plainTrouble(path string, err error) error {
	dir := filepath.Dir(path)
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%s was not written: the disk is full: make room or choose another folder", path)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s was not written: no permission in %s: choose another folder", path, dir)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s was not written: there is no folder %s: make it first", path, dir)
	}
	return fmt.Errorf("%s was not written: %w", path, err)
}
