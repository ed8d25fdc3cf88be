package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"rigscope/inference"
	"rigscope/replay/mcap"
	"rigscope/sensor/profile"
	"rigscope/sources"
	"rigscope/sources/merge"
	"rigscope/sources/serial"
)

// liveRun is a rig that is being read, and perhaps recorded.
type liveRun struct {
	profile profile.Profile
	model   loaded
	feed    *serial.Feed
	rec     *mcap.Recorder // nil: nothing is kept
	path    string         // of its file
	rigFile string         // the profile was read from it; empty: it was not
	src     *merge.Source
	drills  *drills   // nil: none can be run
	judge   headless  // of every verdict, for the recording and the digest
	talk    io.Writer // hears of cables and ports where there is no screen; else nil
	closing sync.Once
	closed  error
}

// starting says how a rig is started.
type starting struct {
	record string // file that keeps everything; empty: nothing is kept
	must   bool   // every port must be there; else one of them
}

// startRig opens the ports. The recorder hangs on the feed, upstream of all
// that may be slow. A file of a run that did not start is removed.
func (a *app) startRig(p profile.Profile, m loaded, s starting) (*liveRun, error) {
	r := &liveRun{profile: p, model: m, path: s.record}
	r.judge = headless{loaded: m, tally: newTally(), lines: inference.NewLines(io.Discard)}
	tap := func(sources.Chunk) {}
	if s.record != "" {
		var err error
		if r.rec, err = newRecorder(s.record, p, m); err != nil {
			return nil, inConfig(err)
		}
		tap = r.rec.Chunk
	}
	if err := r.open(tap, s.must); err != nil {
		err = joinFirst(err, r.close())
		if r.rec != nil {
			os.Remove(s.record)
		}
		return nil, err
	}
	return r, nil
}

func newRecorder(path string, p profile.Profile, m loaded) (*mcap.Recorder, error) {
	p.Triggers = nil // they are about this run, not about its bytes
	text, err := p.Encode()
	if err != nil {
		return nil, err
	}
	info := mcap.RunInfo{Profile: text, App: "rigscope " + version, Model: m.digest(), Started: time.Now()}
	for _, s := range p.Sources {
		info.Ports = append(info.Ports, s.Name)
	}
	return mcap.NewRecorder(path, info)
}

func (r *liveRun) open(tap func(sources.Chunk), must bool) (err error) {
	var devices []serial.Options
	for _, s := range r.profile.Sources {
		d := device(s)
		d.Must = must
		devices = append(devices, d)
	}
	if r.feed, err = serial.NewFeed(devices, tap); err != nil {
		return atPort(err)
	}
	if err := someThere(r.feed.State()); err != nil {
		return atPort(err)
	}
	r.src, err = merge.New(func() (sources.Chunks, error) { return r.feed, nil }, r.profile.Rig, mergedPorts(r.profile.Sources), merge.Options{OnRow: r.row, OnTold: r.told})
	return inConfig(err)
}

// someThere is an error if not one port is there: that is a wrong profile or
// a cable that nobody plugged in, and not worth waiting for.
func someThere(ports []serial.PortState) error {
	var why []string
	for _, p := range ports {
		if p.Connected {
			return nil
		}
		why = append(why, p.Why)
	}
	if len(why) == 1 {
		return errors.New(why[0])
	}
	return fmt.Errorf("none of the %d ports is there: %s", len(why), strings.Join(why, "; "))
}

// row keeps a decoded reading.
func (r *liveRun) row(row merge.Row) {
	if row.N >= 0 {
		r.judge.tally.Rows++
	}
	if r.rec == nil {
		return
	}
	names, values := make([]string, len(row.Fields)), make([]float64, len(row.Fields))
	for i, f := range row.Fields {
		names[i], values[i] = f.Name, f.V
	}
	r.rec.Row(row.Port, row.N, row.Arrival, row.T, names, values)
}

// told keeps what the console tells of ports and bad lines.
func (r *liveRun) told(at time.Time, err error) {
	var told *sources.FrameError
	if r.talk != nil && errors.As(err, &told) && told.Told {
		fmt.Fprintln(r.talk, safe(err.Error()))
	}
	if r.rec != nil {
		r.rec.Event(at, err.Error())
	}
}

// keepVerdicts lets the recording have every verdict line.
func (r *liveRun) keepVerdicts(l *inference.Lines) {
	r.judge.lines = l
	if r.rec != nil {
		l.OnVerdict = func(v *inference.Verdict, line []byte) { r.rec.Verdict(v.T, line) }
	}
}

// until lets the ports end when ctx does: what has arrived is still judged.
func (r *liveRun) until(ctx context.Context) (_ context.Context, stop func()) {
	off := context.AfterFunc(ctx, r.feed.Stop)
	return context.WithoutCancel(ctx), func() { off() }
}

// close ends the recording, with what was found, and the ports. It may be
// called twice.
func (r *liveRun) close() error {
	r.closing.Do(func() { r.closed = r.shut() })
	return r.closed
}

func (r *liveRun) shut() error {
	var port, file error
	if r.feed != nil {
		port = atPort(r.feed.Close())
	}
	if r.rec != nil {
		r.rec.Finish(r.judge.lines.Digest())
		file = inData(r.rec.Close())
	}
	return joinFirst(port, file)
}

// joinFirst is both errors; the first decides the exit code.
func joinFirst(a, b error) error {
	if a == nil || b == nil {
		return errors.Join(a, b)
	}
	return withCode(codeOf(a), errors.Join(a, b))
}
