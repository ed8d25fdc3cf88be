package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"rigscope/replay"
)

func (a *app) convertCommand() *cobra.Command {
	var rows, format string
	cmd := &cobra.Command{
		Use:   "convert IN OUT",
		Short: "Turn CSV into JSON lines and back",
		Long: `convert copies every row and column of a recording. The ending of OUT says what
it becomes: .csv or .jsonl, with .gz or .zst behind for compression. - is
standard input or output. Bad rows are counted and named on stderr.`,
		Example: "  rigscope convert log.csv log.jsonl.gz\n  rigscope convert messy.txt - --range 100:200",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("%s wants IN and OUT, got %d arguments", cmd.CommandPath(), len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.convert(args[0], args[1], rows, format) },
	}
	cmd.Flags().StringVar(&rows, "range", "", "only data rows A:B, A ≤ row < B, counted from 0")
	cmd.Flags().StringVar(&format, "format", "", "csv or jsonl, where the ending of OUT does not say it")
	return cmd
}

func (a *app) convert(in, out, rows, format string) error {
	r, err := replay.ParseRows(rows)
	if err != nil {
		return usage("--range: %w", err)
	}
	to, ok := map[string]replay.Format{"": replay.FromName, "csv": replay.CSV, "jsonl": replay.JSONLines}[format]
	if !ok {
		return usage("--format %q: want csv or jsonl", format)
	}
	if err := distinct([]string{out}, in); err != nil {
		return err
	}
	report, err := replay.Convert(in, out, replay.ConvertOptions{Rows: r, Format: to})
	if err != nil {
		return inData(fmt.Errorf("convert: %w", err))
	}
	fmt.Fprintf(a.err, "%d rows, %d of them bad\n", report.Rows, report.BadRows)
	for _, p := range report.Problems {
		fmt.Fprintln(a.err, safe(p))
	}
	return nil
}
