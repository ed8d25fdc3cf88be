package main

import (
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"
	"time"

	"rigscope/inference"
	"rigscope/replay"
	"rigscope/sensor"
)

// corrected writes the corrected log: for every data row its time as the log
// has it, every channel's value and every channel's status. Healthy samples
// are the measured numbers; a row waits until a frame that has seen it is
// judged.
type corrected struct {
	w          *csv.Writer
	rig        sensor.Rig
	timeColumn string
	begun      bool
	rows       []replay.Row // not yet written
}

func newCorrected(w io.Writer, rig sensor.Rig) *corrected {
	return &corrected{w: csv.NewWriter(w), rig: rig}
}

// row takes the next data row; it copies what it keeps.
func (c *corrected) row(r replay.Row) {
	r.V, r.Stamp = slices.Clone(r.V), slices.Clone(r.Stamp)
	c.rows = append(c.rows, r)
}

// judged writes the rows that these frames are the first to have seen.
func (c *corrected) judged(frames []sensor.Frame, v *inference.Verdict) error {
	for i, f := range frames {
		for len(c.rows) > 0 && c.rows[0].N <= f.Row {
			if err := c.write(c.rows[0], v, i); err != nil {
				return err
			}
			c.rows = c.rows[1:]
		}
	}
	return nil
}

// end writes the rows that no frame has seen, as they were measured.
func (c *corrected) end() error {
	for _, r := range c.rows {
		if err := c.write(r, nil, 0); err != nil {
			return err
		}
	}
	if err := c.header(); err != nil {
		return err
	}
	c.w.Flush()
	return c.w.Error()
}

func (c *corrected) write(r replay.Row, v *inference.Verdict, frame int) error {
	if err := c.header(); err != nil {
		return err
	}
	n := len(c.rig.Channels)
	out := make([]string, 1+2*n)
	if out[0] = string(r.Stamp); c.timeColumn == "" {
		out[0] = r.T.UTC().Format(time.RFC3339Nano)
	}
	for i := range n {
		s := measured(r.V[i])
		if v != nil {
			if t := v.Channels[i].Trace[frame]; t.Status == inference.Corrected || t.Status == inference.Withheld {
				s = t
			}
		}
		out[1+i], out[1+n+i] = text(s.Value), s.Status.String()
	}
	return c.w.Write(out)
}

func (c *corrected) header() error {
	if c.begun {
		return nil
	}
	c.begun = true
	head := []string{c.timeColumn}
	if c.timeColumn == "" {
		head[0] = "time"
	}
	for _, ch := range c.rig.Channels {
		head = append(head, ch.Name)
	}
	for _, ch := range c.rig.Channels {
		head = append(head, ch.Name+":status")
	}
	return c.w.Write(head)
}

func measured(v float64) inference.Sample {
	if math.IsNaN(v) {
		return inference.Sample{Value: v, Status: inference.Missing}
	}
	return inference.Sample{Value: v, Status: inference.Measured}
}

// text is the shortest number that reads back to the same bits; empty for NaN.
func text(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
