// Package theory says how much a network may amplify what a sensor does
// wrong: norms of layers, bounds of networks, and what faults are measured to
// do on their way through. Start with Layer.Norm for a certificate, Trace for
// one fault on its way, and Analyze for the whole Report.
//
// Every bound is for the Euclidean norm. Bound.Upper holds for all inputs;
// measured values hold for the inputs looked at and never exceed it. The
// derivations, with their assumptions, are in docs/theory.md.
//
// Functions are pure and work in float64; scaled units (z-scores) unless they
// say otherwise. NaN in, NaN out. A wrong length is a programmer's mistake
// and panics. The package opens no files and trains nothing.
package theory
