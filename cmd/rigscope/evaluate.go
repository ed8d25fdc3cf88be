package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rigscope/inference"
	"rigscope/inference/baselines"
	"rigscope/inference/evaluate"
	"rigscope/inference/training"
	"rigscope/replay"
	"rigscope/sensor"
	"rigscope/sources/faults"
)

// evaluating is what evaluate was asked for.
type evaluating struct {
	logFlags
	seed       uint64
	methods    []string
	severities []float64
	without    []string
	quick      bool
	json       bool
}

func (a *app) evaluateCommand() *cobra.Command {
	var e evaluating
	cmd := &cobra.Command{
		Use:   "evaluate LOG...",
		Short: "Break every sensor in clean recordings and count who notices",
		Long: `evaluate damages clean recordings by every kind of sensor fault and measures a
model and the classic methods on them: who noticed, who blamed the right
sensor, who mended it. The logs are cut into blocks as train cuts them: three
fifths fit the classic methods, a fifth sets every threshold, a fifth is
damaged. Methods:
` + strings.Join(methodNames(), ", ") + `.`,
		Example: "  rigscope evaluate clean.csv --model rig.onnx\n  rigscope evaluate clean.csv --model rig.onnx --methods rigscope,ridge --json | jq .methods",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s needs at least one clean log", cmd.Name())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.evaluate(cmd.Context(), args, e) },
	}
	e.add(cmd)
	e.needsModel(cmd)
	f := cmd.Flags()
	f.Uint64Var(&e.seed, "seed", 0, "seed of the faults and of the methods that are fitted")
	f.StringSliceVar(&e.methods, "methods", usualMethods(), "`names` of the methods to try, or all")
	f.Float64SliceVar(&e.severities, "severity", []float64{1, 2, 3}, "`numbers` from 1, small, to 3, gross; beyond, faults grow no more")
	f.StringSliceVar(&e.without, "without", nil, "`kinds` of fault: train anew without each, minutes each, and try it on that kind")
	f.BoolVar(&e.quick, "quick", false, "fewer windows: a first look, figures are rough")
	f.BoolVar(&e.json, "json", false, "print every figure as JSON")
	f.Lookup("severity").DefValue, f.Lookup("methods").DefValue = "1,2,3", strings.Join(usualMethods(), ",")
	return cmd
}

// check says what cannot be meant.
func (e evaluating) check() ([]contender, error) {
	if len(e.severities) == 0 {
		return nil, usage("--severity needs at least one number")
	}
	for _, s := range e.severities {
		if !(s > 0) || math.IsInf(s, 0) {
			return nil, usage("--severity %g: want numbers from 1, small, to 3, gross", s)
		}
	}
	for _, k := range e.without {
		if faults.Kind(k).Label() < 0 {
			return nil, usage("--without %s: there is no such kind of fault, only %s", k, kindList())
		}
	}
	return choose(e.methods)
}

// choose contenders by name, in their own order: the model is the first.
func choose(names []string) ([]contender, error) {
	if slices.Equal(names, []string{"all"}) {
		return contenders(), nil
	}
	for _, n := range names {
		if !slices.Contains(methodNames(), n) {
			return nil, usage("--methods %s: there is no such method, only %s, or all", n, strings.Join(methodNames(), ", "))
		}
	}
	if len(names) == 0 {
		return nil, usage("--methods needs at least one of %s", strings.Join(methodNames(), ", "))
	}
	return slices.DeleteFunc(contenders(), func(c contender) bool { return !slices.Contains(names, c.name) }), nil
}

func kindList() string {
	var names []string
	for _, k := range faults.Labels() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// evaluation is what `evaluate --json` prints.
type evaluation struct {
	evaluate.Report
	Model   modelName      `json:"model"`
	Seed    uint64         `json:"seed"`
	Windows int            `json:"windows"` // damaged, of each kind at each severity
	Trained string         `json:"trained"` // "same", "other", "partly" or "unknown": the model, on these logs
	Honest  bool           `json:"honest"`  // no damaged row was fitted to
	Note    string         `json:"note"`
	LeftOut []evaluate.Row `json:"left_out,omitempty"` // kinds never trained on, by a model without them
}

func (a *app) evaluate(ctx context.Context, logs []string, e evaluating) error {
	chosen, err := e.check()
	if err != nil {
		return err
	}
	m, err := openRaw(e.model)
	if err != nil {
		return err
	}
	defer m.Close()
	data, err := e.deal(ctx, logs, m.spec.Rig, a.progress())
	if err != nil {
		return err
	}
	c := e.campaign(m.spec.Rig, data)
	out := evaluation{Model: modelName{m.name, "sha256:" + m.hash}, Seed: e.seed, Windows: c.Windows}
	if err := out.origin(m.spec.Provenance, logs, e.rows); err != nil {
		return err
	}
	var runs [][]evaluate.Run
	for _, method := range chosen {
		run, err := a.try(ctx, c, method, m, e.seed)
		if err != nil {
			return err
		}
		runs = append(runs, []evaluate.Run{run})
	}
	if len(e.without) > 0 {
		if out.LeftOut, err = a.leaveOut(ctx, c, data, e); err != nil {
			return err
		}
	}
	out.Report = c.Report(runs...)
	if e.json {
		return printJSON(a.out, out)
	}
	return out.print(a.out)
}

// deal reads clean segments and cuts them as training does.
func (e evaluating) deal(ctx context.Context, logs []string, rig sensor.Rig, tell func(training.Progress)) (training.Data, error) {
	var segs []training.Segment
	for _, log := range logs {
		src, err := e.open(log, rig, nil)
		if err != nil {
			return training.Data{}, err
		}
		more, bad, err := training.Read(ctx, src)
		src.Close()
		if err != nil {
			return training.Data{}, inData(fmt.Errorf("read log: %w", err))
		}
		if bad > 0 {
			tell(training.Progress{Stage: "read", Note: fmt.Sprintf("%d bad rows were left out", bad)})
		}
		segs = append(segs, more...)
	}
	d, err := training.Deal(segs, rig.Window)
	if err != nil {
		return d, inData(fmt.Errorf("evaluate: %w", err))
	}
	d.Sessions = segs
	return d, nil
}

// campaign scales by the training part. A quick one has a quarter of the
// windows.
func (e evaluating) campaign(rig sensor.Rig, d training.Data) evaluate.Campaign {
	joined := make([][]float64, len(rig.Channels))
	for _, s := range d.Train {
		for c, v := range s {
			joined[c] = append(joined[c], v...)
		}
	}
	o := evaluate.Options{Severities: e.severities, Kinds: faults.Labels(), Windows: 200, Streams: 20}
	if e.quick {
		o.Windows, o.Streams = 50, 5
	}
	return evaluate.Campaign{Test: d.Test, Options: o, Clean: baselines.Clean{Rig: rig, Scaler: sensor.FitScaler(joined),
		Train: d.Train, Calibrate: d.Calibrate, T: rig.Window, Seed: e.seed}}
}

// origin says whether the model has seen these logs, and what that means.
func (v *evaluation) origin(p inference.Provenance, logs []string, rows string) error {
	var sums []string
	seen, known := 0, 0
	for _, log := range logs {
		sum, err := hashFile(log)
		if err != nil {
			return inData(fmt.Errorf("read log: %w", err))
		}
		sums = append(sums, sum)
		if sum != "" {
			known++
		}
		if sum != "" && slices.Contains(p.SHA256, sum) {
			seen++
		}
	}
	mine, _ := replay.ParseRows(rows)
	theirs, err := replay.ParseRows(p.Rows)
	switch {
	case len(p.SHA256) == 0 || known < len(logs):
		v.Trained, v.Note = "unknown", "the model or a log has no checksum: whether the model was trained on these rows is not known"
	case slices.Equal(sums, p.SHA256) && err == nil && mine == theirs:
		v.Trained, v.Honest = "same", true
		v.Note = "the model was trained on these very logs, and its fifth for testing is what is damaged here: no method was fitted to it"
	case seen > 0:
		v.Trained = "partly"
		v.Note = "the model was trained on some of these logs or on other rows of them: it may have been fitted to what is damaged here, its figures flatter it"
	default:
		v.Trained, v.Honest = "other", true
		v.Note = "the model was trained on other logs: all of this is new to it, while the classic methods were fitted to three fifths of these"
	}
	return nil
}
