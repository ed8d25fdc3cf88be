// Command rigscope tells field engineers which sensor is lying and what the
// truth is. This folder is the only place that knows every room: it turns
// flags into sources, models and screens and runs them. One file per
// sub-command; start with root.go.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	code := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}
