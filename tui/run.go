package tui

import (
	"context"
	"errors"
	"fmt"
	"io"

	tea "github.com/charmbracelet/bubbletea"
)

// Run shows m until the user quits or ctx ends, and restores the terminal
// either way. Neither is an error. The end of ctx is seen on the next tick,
// because Bubble Tea, told of it, would leave its reader behind.
func Run(ctx context.Context, m *Model, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m.ctx, m.over = ctx, ctx.Done()
	p := tea.NewProgram(m, tea.WithInput(in), tea.WithOutput(out), tea.WithAltScreen(), tea.WithFPS(max(m.opt.FPS, 30)))
	if _, err := p.Run(); err != nil && !errors.Is(err, tea.ErrInterrupted) {
		return fmt.Errorf("draw the screen: %w", err)
	}
	return nil
}
