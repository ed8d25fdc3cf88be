package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rigscope/sources/decode"
	"rigscope/sources/serial"
)

func (a *app) detectCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "detect DEV",
		Short: "Find out how fast and in which format a port speaks",
		Long: `detect listens to a port for up to 3 seconds at the usual speeds and ranks what
it may be, with the evidence and the command to watch it. It writes nothing. A
port that is silent or says nothing known ends it with exit code 4.`,
		Example: "  rigscope detect /dev/ttyUSB0\n  rigscope detect /dev/ttyACM0 --json",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("%s listens to one port, got %d arguments; rigscope ports lists them", cmd.Name(), len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.detect(cmd.Context(), args[0], asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the findings as JSON")
	return cmd
}

func (a *app) detect(ctx context.Context, dev string, asJSON bool) error {
	found, err := serial.Detect(ctx, dev, serial.DetectOptions{Rank: ranked(decode.Options{})})
	if err != nil {
		return atPort(err)
	}
	if err := a.printFinding(dev, found, asJSON); err != nil {
		return err
	}
	if len(found.Candidates) == 0 {
		return atPort(errors.New(found.Note))
	}
	if asJSON {
		return nil
	}
	fmt.Fprintln(a.err, safe(found.Note))
	_, err = fmt.Fprintln(a.out, command(dev, found.Candidates[0]))
	return err
}

func (a *app) printFinding(dev string, f serial.Finding, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(a.out)
		e.SetIndent("", "  ")
		return e.Encode(detected(dev, f))
	}
	for _, c := range f.Candidates {
		if err := a.printCandidate(c); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) printCandidate(c serial.Candidate) error {
	baud := "any baud"
	if c.Baud > 0 {
		baud = fmt.Sprintf("%d baud", c.Baud)
	}
	_, err := fmt.Fprintf(a.out, "%3.0f %%  %-12s %-12s %s\n", 100*c.Confidence, baud, c.Guess.Format, safe(c.Guess.Evidence))
	if err == nil && len(c.Guess.Fields) > 0 {
		_, err = fmt.Fprintf(a.out, "%33s%s\n", "", safe(strings.Join(withUnits(c.Guess), " ")))
	}
	return err
}

// withUnits are the names of the fields, "temp[°C]" where the wire tells a unit.
func withUnits(g serial.Guess) []string {
	out := slices.Clone(g.Fields)
	for i, unit := range g.Units {
		if unit != "" {
			out[i] += "[" + unit + "]"
		}
	}
	return out
}

// command is what to type to watch the port; one whose numbers have no names
// needs a profile.
func command(dev string, c serial.Candidate) string {
	if c.Baud > 0 {
		dev += "@" + strconv.Itoa(c.Baud)
	}
	if len(c.Guess.Fields) == 0 {
		return "rigscope live --rig RIG.toml --port " + dev
	}
	return "rigscope live --port " + dev
}

// detectJSON is what --json prints.
type detectJSON struct {
	V          int             `json:"v"`
	Device     string          `json:"device"`
	Bytes      int             `json:"bytes"`
	Sure       bool            `json:"sure"`
	Note       string          `json:"note"`
	Command    string          `json:"command,omitempty"`
	Candidates []candidateJSON `json:"candidates"`
}

type candidateJSON struct {
	Baud       int      `json:"baud"` // 0: a pseudo-terminal, which has none
	Format     string   `json:"format"`
	Confidence float64  `json:"confidence"`
	Evidence   string   `json:"evidence"`
	Fields     []string `json:"fields"`
	Units      []string `json:"units"` // of the fields; empty where the wire tells none
}

func detected(dev string, f serial.Finding) detectJSON {
	out := detectJSON{V: 1, Device: dev, Bytes: f.Bytes, Sure: f.Sure, Note: f.Note, Candidates: []candidateJSON{}}
	for i, c := range f.Candidates {
		if i == 0 {
			out.Command = command(dev, c)
		}
		out.Candidates = append(out.Candidates, candidateJSON{c.Baud, c.Guess.Format, c.Confidence, c.Guess.Evidence, c.Guess.Fields, c.Guess.Units})
	}
	return out
}
