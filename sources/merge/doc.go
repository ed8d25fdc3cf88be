// Package merge puts the ports of a rig onto one time line: chunks of bytes
// go in, frames come out. Start with New, which makes a sources.Source, and
// Merger, the state machine inside it.
//
// Everything is computed from the chunks, in their order, and from nothing
// else: a live run and the replay of its recording give the same frames. The
// package asks no clock and opens no port; when time passes in silence, a
// Tick among the chunks says so.
package merge
