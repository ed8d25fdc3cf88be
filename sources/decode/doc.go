// Package decode turns the bytes of one port into records: named numbers,
// with the device's own time where the format carries one. There is one file
// for each wire format; New opens one by name, Rank guesses which it is.
//
// A decoder is pure: no clock, no file, no goroutine. It takes bytes cut at
// any place and gives the same records. docs/formats.md describes the
// formats.
package decode
