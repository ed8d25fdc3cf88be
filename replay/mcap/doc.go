// Package mcap keeps a live run in an MCAP file and gives it back. Start
// with NewRecorder, which writes the bytes of every port and what was made of
// them, and OpenRecording, which reads them again, also from a file that a
// power cut has left without an end. Reader and Writer are the plain
// messages below them, for files of other programs and for convert.
//
// docs/formats.md draws the file. The package decodes nothing and knows no
// model. It reads a clock for one purpose: to flush every second.
package mcap
