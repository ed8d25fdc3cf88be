package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// part is a piece of the campaign that is computed as a whole and kept.
type part struct {
	name    string   // main/skab/0/network
	set     string   // the data set that decides it; empty: none
	options any      // all else that decides it, to be written as JSON
	more    []string // sources that decide it beside the usual ones
	cost    float64  // [s] about, for the estimate of what is left
	run     func(ctx context.Context, l *lab) (any, error)
}

// campaigner computes what is missing, several parts side by side.
type campaigner struct {
	*lab
	workers int
	log     io.Writer
	mu      sync.Mutex // guards what follows
	begin   time.Time
	left    float64 // [s] cost of the parts to come
	done    float64 // [s] cost of the parts computed
}

// compute runs every part that is not there, in order. A part that fails
// does not stop the others; a cancelled ctx does.
func (c *campaigner) compute(ctx context.Context, parts []part) error {
	missing, err := c.missing(parts)
	if err != nil {
		return err
	}
	c.begin = time.Now()
	todo, errs := make(chan part), make(chan error, c.workers)
	for range c.workers {
		go func() { errs <- c.work(ctx, todo) }()
	}
	for _, p := range missing {
		select {
		case todo <- p:
		case <-ctx.Done():
		}
	}
	close(todo)
	for range c.workers {
		err = errors.Join(err, <-errs)
	}
	return err
}

func (c *campaigner) missing(parts []part) ([]part, error) {
	var out []part
	for _, p := range parts {
		_, ok, err := c.keptPart(p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		if !ok {
			out = append(out, p)
			c.left += p.cost
		}
	}
	fmt.Fprintf(c.log, "%d of %d parts are to be computed\n", len(out), len(parts))
	return out, nil
}

// work ends when there is nothing left to do or ctx is cancelled.
func (c *campaigner) work(ctx context.Context, todo <-chan part) error {
	var all error
	for p := range todo {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		begin := time.Now()
		if err := c.one(ctx, p); err != nil {
			fmt.Fprintf(c.log, "%s: %v\n", p.name, err)
			all = errors.Join(all, fmt.Errorf("%s: %w", p.name, err))
			continue
		}
		c.tell(p, time.Since(begin))
	}
	return all
}

// one computes a part and keeps what it found.
func (c *campaigner) one(ctx context.Context, p part) error {
	if _, ok, err := c.keptPart(p); ok || err != nil { // another run was faster
		return err
	}
	path, err := c.path(p.name, p.set, p.options, ".json", p.more...)
	if err != nil {
		return err
	}
	v, err := p.run(ctx, c.lab)
	if err != nil {
		return err
	}
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return writeFile(path, b)
}

func (c *campaigner) tell(p part, took time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done, c.left = c.done+p.cost, c.left-p.cost
	speed := c.done / time.Since(c.begin).Seconds()
	eta := time.Duration(c.left / speed * float64(time.Second))
	fmt.Fprintf(c.log, "%s %-32s %4.0f s, about %s to go\n", time.Now().Format("15:04"), p.name, took.Seconds(), eta.Round(time.Minute))
}
