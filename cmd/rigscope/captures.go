package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/sensor"
	"rigscope/sensor/profile"
	"rigscope/tui"
)

// captures watches what was judged, keeps the newest of it, and has a piece
// written around the moment at which a trigger fires. It hangs on
// pipeline.Judged and never waits for the disk: a goroutine of its own
// writes, which close ends.
type captures struct {
	app      *app
	rig      sensor.Rig
	model    string // digest
	dir      string
	triggers []*trigger
	told     func(tui.Capture) // of each file, on the writer's goroutine

	keep    time.Duration // that a trigger may ask for before it fires
	ring    []judgedRow   // at least that, oldest first
	running []*capture    // at most one for each trigger
	fired   int
	queue   chan *capture
	written chan struct{} // closed when the writer has ended
	closing sync.Once

	mu    sync.Mutex
	state tui.Captures // guarded by mu
}

// capture is one piece that is being collected.
type capture struct {
	by   *trigger
	at   time.Time
	why  string
	rows []judgedRow
}

// Bounds of what a trigger that fires without end can cost.
const (
	maxWaiting  = 16   // captures that wait for the disk
	maxCaptures = 1000 // of one run
)

// newCaptures is nil without a trigger: all methods of nil do nothing.
func (a *app) newCaptures(ts []*trigger, m loaded, rig sensor.Rig, dir string, told func(tui.Capture)) *captures {
	if len(ts) == 0 {
		return nil
	}
	c := &captures{app: a, rig: rig, model: m.digest(), dir: dir, triggers: ts, told: told,
		queue: make(chan *capture, maxWaiting), written: make(chan struct{})}
	for _, t := range ts {
		c.keep = max(c.keep, time.Duration(t.Before))
	}
	c.state.Armed = len(ts)
	go c.write() // ends when close has closed the queue
	return c
}

// judged is pipeline.Judged.
func (c *captures) judged(frames []sensor.Frame, v *inference.Verdict) {
	if c == nil {
		return
	}
	for i, f := range frames {
		last := v
		if i < len(frames)-1 {
			last = nil
		}
		c.frame(rowJudged(f, v, i), f, last)
	}
}

func rowJudged(f sensor.Frame, v *inference.Verdict, i int) judgedRow {
	r := judgedRow{T: f.T, Raw: slices.Clone(f.V), Made: make([]inference.Sample, len(f.V))}
	for c, x := range f.V {
		r.Made[c] = measured(x)
		if v != nil {
			r.Made[c] = v.Channels[c].Trace[i]
		}
	}
	return r
}

// frame takes one frame. Of a stream that steps back, as a replay that is
// wound, nothing is carried over.
func (c *captures) frame(r judgedRow, f sensor.Frame, v *inference.Verdict) {
	if n := len(c.ring); n > 0 && !r.T.After(c.ring[n-1].T) {
		c.finish(func(*capture) bool { return true })
		c.ring = nil
	}
	c.finish(func(p *capture) bool { return r.T.After(p.at.Add(time.Duration(p.by.After))) })
	c.ring = append(c.ring, r)
	c.trim(r.T.Add(-c.keep))
	for _, p := range c.running {
		p.rows = append(p.rows, r)
	}
	for _, t := range c.triggers {
		if why := t.firedBy(f, v); why != "" && !c.busy(t) {
			c.begin(t, why, r.T)
		}
	}
}

// trim lets go of what is older than all triggers want, half of the ring at
// a time.
func (c *captures) trim(from time.Time) {
	if c.ring[len(c.ring)/2].T.Before(from) {
		c.ring = slices.Clone(c.ring[len(c.ring)/2:])
	}
}

func (c *captures) busy(t *trigger) bool {
	return slices.ContainsFunc(c.running, func(p *capture) bool { return p.by == t })
}

func (c *captures) begin(t *trigger, why string, at time.Time) {
	switch c.fired++; {
	case c.fired == maxCaptures+1:
		c.note(tui.Capture{T: at, Why: why, Err: fmt.Errorf("not captured, nor anything later: %d captures are enough for one run", maxCaptures)})
		return
	case c.fired > maxCaptures:
		return
	}
	p := &capture{by: t, at: at, why: why}
	from := at.Add(-time.Duration(t.Before))
	for _, r := range c.ring {
		if !r.T.Before(from) {
			p.rows = append(p.rows, r)
		}
	}
	c.running = append(c.running, p)
	c.count(1)
}

// count changes how many are running.
func (c *captures) count(by int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.state.Running += by
}

// finish hands over what has its end.
func (c *captures) finish(over func(*capture) bool) {
	c.running = slices.DeleteFunc(c.running, func(p *capture) bool {
		if !over(p) {
			return false
		}
		select {
		case c.queue <- p:
		default:
			c.count(-1)
			c.note(tui.Capture{T: p.at, Why: p.why, Err: fmt.Errorf("not captured: %d captures wait for the disk already", maxWaiting)})
		}
		return true
	})
}

// write writes what is handed over.
func (c *captures) write() {
	defer close(c.written)
	for p := range c.queue {
		path, err := c.file(p)
		c.count(-1)
		c.note(tui.Capture{T: p.at, Why: p.why, File: path, Rows: len(p.rows), Err: err})
	}
}

// note books a capture that has come to its end.
func (c *captures) note(done tui.Capture) {
	c.mu.Lock()
	c.state.Done = append(slices.Clip(c.state.Done), done)
	c.mu.Unlock()
	if c.told != nil {
		c.told(done)
	}
}

// file writes one capture under a name that was not there.
func (c *captures) file(p *capture) (path string, err error) {
	ending := captureEnding(p.by.Trigger)
	path, err = newName(filepath.Join(c.dir, tui.FileName(c.rig.Name, p.at, spelledOut(p.why), string(ending))))
	if err != nil {
		return path, err
	}
	o, err := c.app.create(path)
	if err != nil {
		return path, plainTrouble(path, err)
	}
	defer o.abandon()
	w, err := newRowWriter(o, ending, c.rig, c.model)
	if err == nil {
		err = p.copyTo(w)
	}
	if err == nil {
		err = o.commit()
	}
	if err != nil {
		err = plainTrouble(path, err)
	}
	return path, err
}

func (p *capture) copyTo(w rowWriter) error {
	why := tui.Note{T: p.at, Text: "captured: " + p.why}
	for i, r := range p.rows {
		if r.T.Equal(p.at) {
			if err := w.marker(why); err != nil {
				return err
			}
		}
		if err := w.row(p.rows[i]); err != nil {
			return err
		}
	}
	return w.end()
}

// spelledOut is a condition as a part of a file name.
func spelledOut(why string) string {
	return strings.NewReplacer(">", " above ", "<", " below ").Replace(why)
}

// newName is path, or path with a number if there is such a file.
func newName(path string) (string, error) {
	ending := filepath.Ext(path)
	for n := 1; n < 1000; n++ {
		name := path
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ending), n, ending)
		}
		if vacant(name) == nil {
			return name, nil
		}
	}
	return path, errors.New("there are a thousand files of this name already")
}

// callback is judged as the pipeline wants it; nil: there is no trigger.
func (c *captures) callback() pipeline.Judged {
	if c == nil {
		return nil
	}
	return func(frames []sensor.Frame, v *inference.Verdict) error {
		c.judged(frames, v)
		return nil
	}
}

// State is how the triggers do.
func (c *captures) State() tui.Captures {
	if c == nil {
		return tui.Captures{}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.state
}

// close writes what is being collected as far as it came, and waits for it.
func (c *captures) close() {
	if c == nil {
		return
	}
	c.closing.Do(func() {
		c.finish(func(*capture) bool { return true })
		close(c.queue)
		<-c.written
	})
}

// watchFor watches a log or the demo for what flags and profile want captured.
func (a *app) watchFor(t triggerFlags, m loaded, rig string, screen bool) (*captures, error) {
	var p profile.Profile
	var err error
	if rig != "" {
		if p, err = profile.Load(rig); err != nil {
			return nil, inConfig(err)
		}
	}
	ts, err := t.triggers(m.Spec().Rig, p.Triggers)
	if err != nil {
		return nil, err
	}
	told := a.tellCaptured
	if screen {
		told = nil
	}
	return a.newCaptures(ts, m, m.Spec().Rig, t.dir, told), nil
}

// tellCaptured prints what was captured, for runs without a screen.
func (a *app) tellCaptured(done tui.Capture) {
	if done.Err != nil {
		fmt.Fprintf(a.err, "trigger %s: %s\n", safe(done.Why), safe(done.Err.Error()))
		return
	}
	fmt.Fprintf(a.err, "captured %s: %d rows around %s\n", safe(done.File), done.Rows, safe(done.Why))
}
