package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/pflag"
	"golang.org/x/term"

	"rigscope/tui"
)

// isTerminal says whether w is a terminal.
func isTerminal(w io.Writer) bool {
	if s, ok := w.(*shared); ok {
		w = s.w
	}
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// How charts move.
const (
	sweepMotion  = "sweep"
	scrollMotion = "scroll"
)

// leastKBps is the least a budget may be [kB/s]: below, not even the headline
// would be current.
const leastKBps = 0.2

// lineFlags are about the line to the terminal, such as SSH over a modem.
type lineFlags struct{ maxKBps float64 }

func (l *lineFlags) add(f *pflag.FlagSet) {
	f.Float64Var(&l.maxKBps, "max-kbps", 0, "write at most this many kB/s to the terminal; 0 is no limit, 0.9 suits 9600 baud")
}

func (l *lineFlags) check() error {
	if l.maxKBps == 0 || l.maxKBps >= leastKBps {
		return nil
	}
	return usage("--max-kbps %g: want 0 for no limit, or %g and more", l.maxKBps, leastKBps)
}

// budget is what may be written to the terminal [B/s]; 0 is no limit.
func (a *app) budget() float64 {
	if a.line.maxKBps > 0 {
		return 1e3 * a.line.maxKBps
	}
	return 1e3 * a.config.MaxKBps
}

// told prints where something broke, if it did, now that the terminal is the
// shell's again.
func (a *app) told(err error) error {
	var b *tui.Broken
	if errors.As(err, &b) {
		fmt.Fprintf(a.err, "%s\n", b.Stack)
		a.log.Error("broke", "what", b.What, "cause", fmt.Sprint(b.Cause), "stack", string(b.Stack))
	}
	return err
}

// safely turns a panic of f into an error and calls end, so that the screen
// can give the terminal back before anybody hears of it.
func safely(ctx context.Context, f func(context.Context) error, end func()) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &tui.Broken{What: "the run", Cause: cause, Stack: debug.Stack()}
			end()
		}
	}()
	return f(ctx)
}
