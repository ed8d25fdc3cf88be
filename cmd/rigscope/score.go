package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/replay"
	"rigscope/report"
	"rigscope/sensor"
	"rigscope/sources"
)

// scoring is what score was asked for.
type scoring struct {
	logFlags
	json, corrected string
	reports         []string
}

func (a *app) scoreCommand() *cobra.Command {
	var s scoring
	cmd := &cobra.Command{
		Use:   "score LOG",
		Short: "Judge a recording, as fast as the machine goes",
		Long: `score runs a recording through a model without a screen. LOG is CSV, JSON lines
or a raw serial capture, plain or as gzip or zstd, or - for standard input; or
it is MCAP. It ends with 1 if an alarm was raised. --report tells in one file,
HTML or text, what was found, on what grounds, and how every sensor did.`,
		Example: "  rigscope score incident.csv --model rig.onnx --json verdicts.jsonl --corrected fixed.csv\n  zcat log.gz | rigscope score - --model rig.onnx --json - | jq .state\n  rigscope score incident.csv --model rig.onnx --report incident.html --report incident.txt",
		Args:    oneLog,
		RunE:    func(cmd *cobra.Command, args []string) error { return a.score(cmd.Context(), args[0], s) },
	}
	s.add(cmd)
	s.needsModel(cmd)
	cmd.Flags().StringVar(&s.json, "json", "", "write verdicts as JSON lines to this file, - for standard output")
	cmd.Flags().StringVar(&s.corrected, "corrected", "", "write the log with corrected values and their status to this CSV file")
	cmd.Flags().StringArrayVar(&s.reports, "report", nil, "write a report to this .html or .txt file; may be given twice")
	return cmd
}

func (a *app) score(ctx context.Context, log string, s scoring) (err error) {
	if s.json == "-" && s.corrected == "-" {
		return usage("only one of --json and --corrected can go to standard output")
	}
	for _, path := range s.reports {
		if _, err := reportForm(path); err != nil {
			return err
		}
	}
	if err := distinct(append(slices.Clone(s.reports), s.json, s.corrected), log, s.model, s.rig); err != nil {
		return err
	}
	m, err := openModel(s.model)
	if err != nil {
		return err
	}
	defer m.close()
	run := &headless{loaded: m, tally: newTally()}
	if s.json != "" {
		o, err := a.create(s.json)
		if err != nil {
			return err
		}
		defer o.abandon()
		run.files, run.lines = append(run.files, o), inference.NewLines(o)
	}
	if len(s.reports) > 0 {
		run.gather = report.NewGather(m.Spec())
	}
	onRow := func(replay.Row) { run.tally.Rows++ }
	if s.corrected != "" {
		o, err := a.create(s.corrected)
		if err != nil {
			return err
		}
		defer o.abandon()
		run.corrected = newCorrected(o, m.Spec().Rig)
		run.files = append(run.files, o)
		onRow = func(r replay.Row) { run.tally.Rows++; run.corrected.row(r) }
	}
	src, err := s.open(log, m.Spec().Rig, onRow)
	if err != nil {
		return err
	}
	defer src.Close()
	a.tellCapture(log, src)
	if run.corrected != nil {
		run.corrected.timeColumn = src.TimeColumn()
	}
	broken := run.run(ctx, src)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	run.tally.Late = src.Late()
	for _, path := range s.reports {
		if err := a.writeReport(path, signed(run.gather.Incident(run.last), logName(log), m.Spec())); err != nil {
			return err
		}
	}
	found := run.finish(a.err)
	if broken != nil { // what was read up to there is judged and written
		return inData(broken)
	}
	return found
}

// headless is one run without a screen: verdicts to files and a tally.
type headless struct {
	loaded
	tally     *tally
	lines     *inference.Lines
	corrected *corrected
	gather    *report.Gather // nil: nobody wants a report
	last      *pipeline.Snapshot
	files     []*output
	drills    *drills   // of the source; nil: it has none
	captures  *captures // of the triggers; nil: there are none
}

// run streams src through the model.
func (h *headless) run(ctx context.Context, src sources.Source) error {
	spec := h.Spec()
	if h.lines != nil {
		err := h.lines.Header(inference.Header{App: "rigscope " + version, Model: h.digest(), Rig: spec.Rig,
			Hop: spec.Hop, Window: spec.Rig.Window, FAR: spec.Calibration.FAR})
		if err != nil {
			return err
		}
	}
	p, err := pipeline.New(src, h.Judge, h.info, h.judged)
	if err != nil {
		return err
	}
	if h.drills != nil {
		p.Drill(h.drills)
	}
	err = p.Run(ctx)
	if h.last = p.Latest(); h.last != nil {
		h.tally.BadRows = h.last.Counts.BadRows
	}
	return err
}

func (h *headless) judged(frames []sensor.Frame, v *inference.Verdict) error {
	h.tally.frames(frames, v != nil)
	if h.gather != nil {
		h.gather.Judged(frames, v)
	}
	h.captures.judged(frames, v)
	if h.corrected != nil {
		if err := h.corrected.judged(frames, v); err != nil {
			return err
		}
	}
	if v == nil {
		return nil
	}
	h.tally.verdict(v)
	if h.lines == nil {
		return nil
	}
	return h.lines.Verdict(v)
}

// finish writes the ends of the files and the summary, and says whether an
// alarm was raised.
func (h *headless) finish(talk io.Writer) error {
	if h.lines != nil {
		if err := h.lines.Summary(h.tally.Summary); err != nil {
			return err
		}
	}
	if h.corrected != nil {
		if err := h.corrected.end(); err != nil {
			return err
		}
	}
	for _, f := range h.files {
		if err := f.commit(); err != nil {
			return inConfig(fmt.Errorf("write results: %w", err))
		}
	}
	if h.info.Hash == "" {
		h.tally.printShown(talk)
		return nil
	}
	h.tally.print(talk, h.Spec())
	if h.tally.Alarms > 0 {
		return errFault
	}
	return nil
}
