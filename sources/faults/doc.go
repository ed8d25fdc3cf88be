// Package faults damages clean signals the way sensors do, and knows where.
// Start with Fault, which damages a slice and which Draw makes by chance for
// training, Inject, which damages a stream by a Schedule, and Driller, which
// somebody breaks while it runs. Each Kind is a file that says what it does
// and how big it is.
//
// The labels stay here: a Frame never says that it was touched, so that a
// detector cannot peek. Everything is a function of its arguments; the same
// seed gives the same damage. The package never asks the clock.
package faults
