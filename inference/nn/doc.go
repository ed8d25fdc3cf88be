// Package nn is a tape of differentiable operations, just those our networks
// need. Start with Tape and Param: build a loss from Inputs and Params, call
// Backward, step the Params, Reset, repeat.
//
// Numbers are float32, row-major. A batch of B series of length T with C
// channels is [C, B, T]: channel-major, so that a convolution is one matrix
// product over all windows. Dense features are [F, B]. NaN passes through
// every operation, except that gonum's product skips weights of exactly 0. A
// wrong shape is a programmer's mistake and panics with the operation and
// the shapes it was given.
//
// The package knows no layers, files or rigs, and imports
// nothing of ours. The matrix product is a small C kernel (gemm.h) where cgo
// is on and gonum, with goroutines of its own, otherwise. Of ours only
// Parallel starts any.
package nn
