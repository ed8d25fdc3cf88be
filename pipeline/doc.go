// Package pipeline is the one run loop: it pulls frames from a source, cuts
// windows, has them assessed and publishes snapshots. Start with Run and
// Latest. Live and replay, screen and headless all go through it; the only
// difference is the source it is given.
//
// It asks no clock, opens no file and knows no screen.
package pipeline
