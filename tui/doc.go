// Package tui is the console: it draws pipeline.Snapshot and passes keys on.
// Start with New and Run; view.go draws the whole screen and says where each
// panel goes.
//
// The screen polls: a tick takes the newest snapshot, View draws it, nothing
// is ever pushed. Freezing is not taking one. View is pure: the same model
// gives the same text. All of it is drawn on one chart.Grid of the
// terminal's size, so nothing can be too wide or too tall; paint.go turns
// the grid into text, and styles.go knows the colours.
//
// It is the only room that imports Charm libraries. It does no I/O beyond
// the terminal and decides nothing: what it shows was decided upstream.
package tui

// Calm must come first: it keeps Bubble Tea from asking the terminal
// questions before main.
import _ "calm"
