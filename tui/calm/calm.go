// Package calm keeps Bubble Tea from talking to the terminal before main.
//
// Bubble Tea v1 asks the terminal for its background colour in its package
// init. A terminal that does not answer (a serial console, some multiplexers,
// a pipe dressed as a terminal) makes that wait five seconds, even for
// --version, and prints the question as rubbish. It asks only if nobody has
// said the answer before, so this package says it: dark. Our palette does not
// depend on it.
//
// It must run before Bubble Tea's init. Go initialises packages in the order
// of their import paths, each as soon as what it imports is ready; hence a
// module of its own whose path, calm, sorts before github.com. Import it for
// that effect only:
//
//	import _ "calm"
//
// It is the only code of the project that runs before main.
package calm

import "github.com/charmbracelet/lipgloss"

var _ = settle()

func settle() bool {
	lipgloss.SetHasDarkBackground(true)
	return true
}
