package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"rigscope/inference"
	"rigscope/inference/ort"
)

// Exit codes; a contract that scripts rely on.
const (
	exitOK          = 0
	exitFault       = 1   // a fault was found
	exitUsage       = 2   // the command line is off
	exitConfig      = 3   // configuration or model
	exitPort        = 4   // a serial port
	exitData        = 5   // data unreadable
	exitInterrupted = 130 // Ctrl-C or a signal
)

// coded is an error with its exit code.
type coded struct {
	code int
	err  error
}

func (e coded) Error() string { return e.err.Error() }
func (e coded) Unwrap() error { return e.err }

// errFault ends a command that worked and found a fault; nothing is printed.
var errFault = coded{exitFault, errors.New("a fault was found")}

func usage(format string, a ...any) error { return coded{exitUsage, fmt.Errorf(format, a...)} }

func inConfig(err error) error { return withCode(exitConfig, err) }
func inData(err error) error   { return withCode(exitData, err) }

// withCode gives err a code unless it is nil or already has a better one.
func withCode(code int, err error) error {
	var c coded
	if err == nil || errors.As(err, &c) || errors.Is(err, context.Canceled) {
		return err
	}
	return coded{code, err}
}

// codeOf maps any error to an exit code.
func codeOf(err error) int {
	var c coded
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, inference.ErrSpec), errors.Is(err, ort.ErrRuntime):
		return exitConfig
	case errors.As(err, &c):
		return c.code
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return exitData
	}
	return exitUsage
}
