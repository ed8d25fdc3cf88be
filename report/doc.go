// Package report writes what was found as one file to hand on: HTML that
// needs no network and no script, or plain text of 78 columns. Start with
// Incident, which FromSnapshot fills from what a screen shows and Gather from
// a run of any length.
//
// A Page is the frame: sections of prose, facts, tables and plots, which
// HTML and Text write with the same content. Incident is one kind of page;
// another kind needs no more than a Page of its own.
//
// It draws from what others decided. It opens no file and asks no clock.
// Words out of a log may be anything: pages make them safe.
package report
