package main

import (
	"context"
	"io"
	"time"

	"rigscope/sensor"
)

// counter is a source of n frames, one a second, that all read v.
type counter struct {
	rig  sensor.Rig
	n, i int
	v    float64
}

func (c *counter) Rig() sensor.Rig { return c.rig }
func (c *counter) Close() error    { return nil }

func (c *counter) Next(ctx context.Context) (sensor.Frame, error) {
	if c.i == c.n {
		return sensor.Frame{}, io.EOF
	}
	c.i++
	return sensor.Frame{T: time.Unix(int64(c.i), 0), Row: c.i - 1, V: []float64{c.v}}, ctx.Err()
}
