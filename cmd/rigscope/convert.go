package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"rigscope/replay"
	"rigscope/sources/decode"
	"rigscope/sources/notation"
)

// converting is what convert was asked for.
type converting struct{ rows, format, rig, to string }

func (a *app) convertCommand() *cobra.Command {
	var c converting
	cmd := &cobra.Command{
		Use:   "convert IN OUT",
		Short: "Turn CSV, JSON lines, MCAP and serial captures into each other",
		Long: `convert copies every row and column of a recording. The ending of OUT says what
it becomes: .csv or .jsonl, with .gz or .zst behind for compression, or .mcap.
Of an MCAP file it takes the decoded readings, or of one of another program
the numbers in its JSON messages. - is standard input or output. Bad rows are
counted and named on stderr.

IN may also be the raw bytes of a serial port in any format that live reads.
What it is, is found by its content and told on stderr. NMEA becomes one row for
each fix, with time, lat, lon and what else was told with it; other formats one
row for each time of the device, or up to where a name comes again. Binary
frames need --format and the layout in the [[source]] of a rig profile.`,
		Example: "  rigscope convert log.csv log.jsonl.gz\n  rigscope convert run.mcap run.csv\n  rigscope convert messy.txt - --range 100:200\n" +
			"  rigscope convert gps.nmea track.csv\n  rigscope convert port.bin port.csv --format cobs --rig rig.toml",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("%s wants IN and OUT, got %d arguments", cmd.Name(), len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.convert(args[0], args[1], c) },
	}
	f := cmd.Flags()
	f.StringVar(&c.rows, "range", "", "only data rows A:B, A ≤ row < B, counted from 0")
	f.StringVar(&c.format, "format", "", "IN is a raw capture of this format: "+strings.Join(decode.Formats(), ", "))
	f.StringVar(&c.rig, "rig", "", "rig profile whose [[source]] says what a capture does not say itself")
	f.StringVar(&c.to, "to", "", "OUT is csv, jsonl or mcap, where its ending does not say it")
	return cmd
}

func (a *app) convert(in, out string, c converting) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	if err := distinct([]string{out}, in, c.rig); err != nil {
		return err
	}
	report, err := replay.Convert(in, out, opt)
	if err != nil {
		return inData(fmt.Errorf("convert: %w", err))
	}
	if report.About != "" {
		fmt.Fprintln(a.err, safe(report.About))
	}
	fmt.Fprintf(a.err, "%s, %d of them bad\n", notation.Count(report.Rows, "row"), report.BadRows)
	for _, p := range report.Problems {
		fmt.Fprintln(a.err, safe(p))
	}
	return nil
}

func (c converting) options() (opt replay.ConvertOptions, err error) {
	if opt.Rows, err = replay.ParseRows(c.rows); err != nil {
		return opt, usage("--range: %w", err)
	}
	var known bool
	opt.Format, known = map[string]replay.Format{"": replay.FromName, "csv": replay.CSV, "jsonl": replay.JSONLines, "mcap": replay.MCAP}[c.to]
	if !known {
		return opt, usage("--to %q: want csv, jsonl or mcap", c.to)
	}
	opt.Wire, err = c.wire()
	return opt, err
}
