package tui

import (
	"context"
	"errors"
	"fmt"
	"io"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/tui/term"
)

// Run shows m until the user quits or ctx ends, and restores the terminal
// either way. Neither is an error; a *Broken screen is. The end of ctx is
// seen on the next tick, because Bubble Tea, told of it, would leave its
// reader behind.
func Run(ctx context.Context, m *Model, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m.ctx, m.over = ctx, ctx.Done()
	return run(m, m.opt, in, out)
}

// run shows a view. Bubble Tea reads keys and routes messages; drawing is
// ours, because its renderer waits for the terminal and makes everything
// else wait with it (docs/adr/0017).
func run(v view, opt Options, in io.Reader, out io.Writer) error {
	palette := newPalette(opt.Profile, opt.Light)
	t, err := term.Open(in, out, term.Options{Kind: opt.Terminal, Palette: palette[:], Budget: opt.Budget})
	if err != nil {
		return err
	}
	defer t.Close()
	l := newLoop(v, t, opt)
	p := tea.NewProgram(l, tea.WithInput(in), tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithoutCatchPanics())
	_, err = p.Run()
	if l.broken.Load() != nil {
		return l.broken.Load()
	}
	if err != nil && !errors.Is(err, tea.ErrInterrupted) {
		return fmt.Errorf("read the keyboard: %w", err)
	}
	return nil
}
