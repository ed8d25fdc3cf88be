// Package notation reads how numbers, times, separated cells and objects are
// written in text. Logs and serial lines are read by the same rules, so that
// a line means the same on a cable as in a file. docs/formats.md has them.
//
// It is a leaf: bytes in, values out.
package notation
