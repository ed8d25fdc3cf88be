package tui

import (
	"fmt"
	"runtime/debug"

	tea "github.com/charmbracelet/bubbletea"
)

// Broken is a mistake of ours, a panic, that ended the screen. The terminal has been
// given back before anybody hears of it, and the run goes on to its orderly
// end.
type Broken struct {
	What  string // has broken
	Cause any
	Stack []byte // where; for a report of the mistake
}

// Error says what, not where.
func (b *Broken) Error() string {
	return fmt.Sprintf("%s broke, please report this: %v", b.What, b.Cause)
}

// rescue ends the screen instead of the program. It is to be deferred.
func (l *loop) rescue(cmd *tea.Cmd) {
	if cause := recover(); cause != nil {
		l.broken.CompareAndSwap(nil, &Broken{"the screen", cause, debug.Stack()})
		*cmd = tea.Quit
	}
}

// guard makes a command's panic end the screen, too. Commands run on
// goroutines of Bubble Tea.
func (l *loop) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if cause := recover(); cause != nil {
				l.broken.CompareAndSwap(nil, &Broken{"the screen", cause, debug.Stack()})
				msg = tea.Quit()
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = l.guard(batch[i])
			}
		}
		return msg
	}
}
