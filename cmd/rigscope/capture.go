package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"rigscope/replay"
	"rigscope/sensor/profile"
	"rigscope/sources/decode"
)

// wireOf is what a profile says about a raw capture: what it says about its
// port, if it has only one. p may be nil.
func wireOf(p *profile.Profile) replay.Wire {
	if p == nil || len(p.Sources) != 1 {
		return replay.Wire{}
	}
	return replay.Wire{Options: p.Sources[0].Decoding()}
}

// wire is how convert reads IN: by content, or as --format and --rig say.
func (c converting) wire() (replay.Wire, error) {
	w := replay.Wire{Format: c.format}
	switch {
	case c.format == "auto":
		w.Format = ""
	case c.format != "" && !slices.Contains(decode.Formats(), c.format):
		return w, usage("--format %q: it says how IN is written, as one of %s; --to says what OUT becomes", c.format, strings.Join(decode.Formats(), ", "))
	case decode.Binary(c.format) && c.rig == "":
		return w, usage("--format %s needs --rig RIG.toml, whose [[source]] says what is in the bytes", c.format)
	}
	if c.rig == "" {
		return w, nil
	}
	p, err := profile.Load(c.rig)
	if err != nil {
		return w, inConfig(err)
	}
	w.Options, err = c.port(p)
	w.Options.Period = p.Rig.Period()
	return w, inConfig(err)
}

// port is the one source of p that can have given the capture: the only one
// of the format, or the only one.
func (c converting) port(p profile.Profile) (decode.Options, error) {
	ss := slices.Clone(p.Sources)
	if len(ss) > 1 {
		ss = slices.DeleteFunc(ss, func(s profile.Source) bool { return s.Format != c.format })
	}
	switch {
	case len(ss) == 1:
		return ss[0].Decoding(), nil
	case len(p.Sources) == 0 && !decode.Binary(c.format):
		return decode.Options{}, nil
	case len(ss) == 0:
		return decode.Options{}, fmt.Errorf("%s has no [[source]] for this capture: give it one, or say its --format", c.rig)
	}
	return decode.Options{}, fmt.Errorf("%s has %d sources for %s: leave only the one that this capture is of", c.rig, len(ss), c.format)
}

// tellCapture says what a raw capture was read as.
func (a *app) tellCapture(log string, r recording) {
	if r.about != "" {
		fmt.Fprintf(a.err, "%s: %s\n", filepath.Base(log), safe(r.about))
	}
}
