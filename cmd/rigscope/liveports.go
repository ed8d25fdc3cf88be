package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rigscope/sensor"
	"rigscope/sensor/profile"
	"rigscope/sources/decode"
	"rigscope/sources/merge"
	"rigscope/sources/serial"
)

// portFlags say which ports are read.
type portFlags struct {
	rig   string
	ports []string
}

func (p *portFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&p.rig, "rig", "", "rig profile with its ports; without one the channels are what the ports name")
	cmd.Flags().StringArrayVar(&p.ports, "port", nil, "serial port DEV[@BAUD], once for each; instead of the profile's, in their order")
}

// sources of the profile, with the ports of the command line in their place.
func (p portFlags) sources(of []profile.Source) ([]profile.Source, error) {
	if len(p.ports) == 0 {
		return of, nil
	}
	if len(of) != 0 && len(of) != len(p.ports) {
		return nil, usage("%d --port for the %d sources of the profile: name all of them, in the profile's order", len(p.ports), len(of))
	}
	out := make([]profile.Source, len(p.ports))
	copy(out, of)
	for i, text := range p.ports {
		if err := p.put(&out[i], text); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (p portFlags) put(s *profile.Source, text string) error {
	dev, baud, found := strings.Cut(text, "@")
	s.Port = dev
	if !found {
		return nil
	}
	n, err := strconv.Atoi(baud)
	if err != nil || n <= 0 || dev == "" {
		return usage("--port %q: want DEV or DEV@BAUD, such as /dev/ttyUSB0@115200", text)
	}
	s.Baud = n
	return nil
}

// device is a source as the serial room wants it.
func device(s profile.Source) serial.Options {
	return serial.Options{Device: s.Port, Baud: s.Baud, DataBits: s.DataBits, Parity: s.Parity, StopBits: s.StopBits,
		RS485: s.RS485, DTR: s.DTR}
}

// resolve fills in what a profile leaves open: baud and format, by listening,
// and names. What was found is told, never guessed in silence. units are
// those that the wire gives the columns: [ports][columns], nil for ports that
// were not listened to.
func resolve(ctx context.Context, ss []profile.Source, rig sensor.Rig, talk io.Writer) (out []profile.Source, units [][]string, err error) {
	out, units = make([]profile.Source, len(ss)), make([][]string, len(ss))
	for i, s := range ss {
		if s.Format == "" || s.Format == "auto" {
			opt := s.Decoding()
			if len(ss) == 1 {
				opt.Order = rig.Names()
			}
			if s, units[i], err = listen(ctx, s, opt, talk); err != nil {
				return nil, nil, err
			}
		}
		out[i] = s
	}
	nameAll(out)
	return out, units, nil
}

// listen finds out baud and format. Where the wire names no columns and a rig
// is known, its order is left to those who read the port: they tell of it.
func listen(ctx context.Context, s profile.Source, opt decode.Options, talk io.Writer) (_ profile.Source, units []string, err error) {
	found, err := serial.Detect(ctx, s.Port, serial.DetectOptions{Options: device(s), Rank: ranked(opt)})
	if err != nil {
		return s, nil, atPort(err)
	}
	switch {
	case found.Bytes == 0:
		return s, nil, atPort(fmt.Errorf("%s: %s", s.Port, found.Note))
	case !found.Sure:
		return s, nil, atPort(fmt.Errorf("%s: %s; that is not enough to go on: say baud and format in a profile", s.Port, found.Note))
	}
	fmt.Fprintf(talk, "%s: %s\n", s.Port, safe(found.Note))
	best := found.Candidates[0]
	s.Format = best.Guess.Format
	if best.Baud > 0 {
		s.Baud = best.Baud
	}
	if len(s.Columns) == 0 && !(best.Guess.Bare && len(opt.Order) > 0) {
		s.Columns, units = best.Guess.Fields, best.Guess.Units
	}
	return s, units, nil
}

// ranked is decode.Rank with what a profile says.
func ranked(opt decode.Options) func([]byte) []serial.Guess {
	return func(sample []byte) []serial.Guess {
		var out []serial.Guess
		for _, g := range decode.Rank(sample, opt) {
			out = append(out, serial.Guess(g))
		}
		return out
	}
}

// nameAll gives every source without a name the end of its port's, and every
// name a number where it is there before.
func nameAll(ss []profile.Source) {
	seen := map[string]int{}
	for i := range ss {
		if ss[i].Name == "" {
			ss[i].Name = nameOf(ss[i].Port)
		}
		name := ss[i].Name
		if seen[name]++; seen[name] > 1 {
			ss[i].Name = fmt.Sprintf("%s-%d", name, seen[name])
		}
	}
}

// nameOf is the end of a port's name, without what says nothing in links of
// /dev/serial/by-id and without the stars of a pattern.
func nameOf(port string) string {
	name := strings.TrimPrefix(path.Base(port), "usb-")
	name, _, _ = strings.Cut(name, "-if0")
	plain := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune("*?[]", r) {
			return '-'
		}
		return r
	}, name), "-_")
	if plain == "" {
		return "port"
	}
	return plain
}

// mergedPorts are the sources as the time line wants them.
func mergedPorts(ss []profile.Source) []merge.Port {
	out := make([]merge.Port, len(ss))
	for i, s := range ss {
		out[i] = merge.Port{Name: s.Name, Format: s.Format, Options: s.Decoding(), Baud: s.Baud, Clock: s.Clock, Offset: timeOf(s.Offset)}
	}
	return out
}

func atPort(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return withCode(exitPort, err)
}

func timeOf(d profile.Duration) time.Duration { return time.Duration(d) }
