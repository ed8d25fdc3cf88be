package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// lookAtSize says how much of the console fits.
func lookAtSize(w io.Writer) finding {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return finding{"screen", "pass", "not a terminal: verdict lines instead of the console", ""}
	}
	width, height, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return finding{"screen", "warn", err.Error(), "resize the window once"}
	}
	if width < 80 || height < 24 {
		return finding{"screen", "warn", fmt.Sprintf("%d×%d: a table instead of charts", width, height), "80×24 shows everything"}
	}
	return finding{"screen", "pass", fmt.Sprintf("%d×%d", width, height), ""}
}
