// Package sensor is the vocabulary every other room speaks: what a rig is,
// what it measures, and how readings become frames and frames become windows.
//
// Start with Rig and Frame. Aligner turns readings into frames on the rig's
// time grid; Slider turns frames into windows; Scaler maps physical units to
// the numbers a network likes.
//
// The package is a leaf: standard library only, no input or output, no clock.
package sensor
