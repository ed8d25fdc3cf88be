package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rigscope/sources"
	"rigscope/sources/notation"
	"rigscope/tui"
)

type recordFlags struct {
	portFlags
	out  string
	span time.Duration
}

func (a *app) recordCommand() *cobra.Command {
	var r recordFlags
	cmd := &cobra.Command{
		Use:   "record",
		Short: "Keep what serial ports say, without a model",
		Long: `record keeps every byte of the ports, with its time of arrival, and the decoded
readings in an MCAP file. It ends with Ctrl-C or after --for; a file that power
loss cuts short can still be read. replay and score take it back.`,
		Example: "  rigscope record --port /dev/ttyUSB0 -o baseline.mcap --for 10m\n  rigscope record --rig rig.toml -o today.mcap",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.record(cmd.Context(), r) },
	}
	r.add(cmd)
	cmd.Flags().StringVarP(&r.out, "output", "o", "", "MCAP file to write, which must not be there yet (needed)")
	cmd.Flags().DurationVar(&r.span, "for", 0, "end after this much time, such as 10m")
	return cmd
}

func (a *app) record(ctx context.Context, f recordFlags) error {
	switch {
	case f.out == "":
		return usage("record needs -o FILE.mcap")
	case f.span < 0:
		return usage("--for %s: want a time above 0", f.span)
	}
	p, m, err := a.liveRig(ctx, liveFlags{portFlags: f.portFlags})
	if err != nil {
		return err
	}
	r, err := a.startRig(p, m, starting{record: f.out, must: len(f.ports) > 0})
	if err != nil {
		return err
	}
	if f.span > 0 {
		defer time.AfterFunc(f.span, r.feed.Stop).Stop()
	}
	running, stop := r.until(ctx)
	defer stop()
	err = inData(r.drain(running, a.err))
	err = joinFirst(err, r.close())
	fmt.Fprintln(a.err, r.kept())
	return err
}

// told is how often record says how it does.
const told = 5 * time.Second

// drain reads the ports to their end and tells what happens to them.
func (r *liveRun) drain(ctx context.Context, talk io.Writer) error {
	r.talk = talk
	last := time.Now()
	for {
		_, err := r.src.Next(ctx)
		var bad *sources.FrameError
		switch {
		case errors.As(err, &bad):
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if time.Since(last) >= told {
			last = time.Now()
			fmt.Fprintln(talk, r.said())
		}
	}
}

// said is the state of ports and file in one line.
func (r *liveRun) said() string {
	l := r.link()
	parts := heard(l)
	kept := sizeText(l.Bytes) + " kept"
	if l.Lost > 0 {
		kept += ", " + notation.Count(l.Lost, "message") + " lost: the disk is too slow or full"
	}
	if l.Err != nil {
		kept += ": " + safe(l.Err.Error())
	}
	return strings.Join(append(parts, kept), "; ")
}

// heard is what each port said, with what is wrong now.
func heard(l tui.Link) (parts []string) {
	for _, p := range l.Ports {
		text := fmt.Sprintf("%s: %s, %d bad", safe(p.Name), notation.Count(p.Readings, "reading"), p.Bad)
		switch {
		case !p.Open:
			text += ", not connected"
		case p.Readings == 0 && p.Bytes == 0:
			text += ", silent"
		case p.Readings == 0:
			text += ", " + sizeText(p.Bytes) + " that are not understood: wrong baud or format?"
		}
		parts = append(parts, text)
	}
	return parts
}

// kept is the file in one line, once it is closed.
func (r *liveRun) kept() string {
	l := r.link()
	lost := "nothing lost"
	if l.Lost > 0 {
		lost = notation.Count(l.Lost, "message") + " lost: the disk was too slow or full"
	}
	readings, bad := 0, 0
	for _, p := range l.Ports {
		readings, bad = readings+p.Readings, bad+p.Bad
	}
	text := fmt.Sprintf("recorded %s: %s, %s, %d bad, %s", safe(r.path), sizeText(l.Bytes), notation.Count(readings, "reading"), bad, lost)
	if r.drills != nil && len(r.drills.src.List()) > 0 {
		text += fmt.Sprintf("; %d drills were run: the bytes are the rig's, the verdicts marked drill are not", len(r.drills.src.List()))
	}
	return text
}

func sizeText(bytes int64) string {
	if bytes < 1e6 {
		return fmt.Sprintf("%.1f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}
