package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"rigscope/inference"
	"rigscope/inference/ort"
	"rigscope/inference/theory"
	"rigscope/sensor"
)

// analyzing is what analyze was asked for.
type analyzing struct {
	rig, rows string
	seed      uint64
	json      bool
}

func (a *app) analyzeCommand() *cobra.Command {
	var z analyzing
	cmd := &cobra.Command{
		Use:   "analyze MODEL.onnx [LOG]",
		Short: "Say how much a model may amplify what a sensor does wrong",
		Long: `analyze reads the weights out of a model file and bounds every layer, every
network and what each channel may do to the corrected value of each other one.
With a clean LOG it also measures on it: the truth lies between what is
measured and what is certified. docs/theory.md derives every number.`,
		Example: "  rigscope analyze rig.onnx\n  rigscope analyze rig.onnx clean.csv --json | jq .influence",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 && len(args) != 2 {
				return usage("%s reads one model and, to measure, one clean log; got %d arguments", cmd.Name(), len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.analyze(cmd.Context(), args, z) },
	}
	f := cmd.Flags()
	f.StringVar(&z.rig, "rig", "", "rig profile, only where the log's columns have other names than in training")
	f.StringVar(&z.rows, "rows", "", "only data rows A:B of the log, A ≤ row < B, counted from 0")
	f.Uint64Var(&z.seed, "seed", 0, "seed of random starts")
	f.BoolVar(&z.json, "json", false, "print everything as JSON")
	return cmd
}

func (a *app) analyze(ctx context.Context, args []string, z analyzing) error {
	if len(args) == 1 && (z.rig != "" || z.rows != "") {
		return usage("--rig and --rows say how to read a log, and none was named")
	}
	m, err := readAnatomy(args[0])
	if err != nil {
		return err
	}
	e := theory.Evidence{Seed: z.seed}
	r := analysis{Model: modelName{m.name, "sha256:" + m.hash}}
	if len(args) == 2 {
		r.Log = filepath.Base(args[1])
		ws, err := z.windows(ctx, args[1], m.spec)
		if err != nil {
			return err
		}
		model, err := engine(m.file)
		if err != nil {
			return inConfig(fmt.Errorf("open model %s: %w", m.name, err))
		}
		defer model.Close()
		e = m.evidence(model, ws, z.seed)
	}
	if err := r.fill(m, e); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if z.json {
		return printJSON(a.out, r)
	}
	return r.print(a.out)
}

// analysis is what `analyze --json` prints: the report of the theory and what
// only the calibration of the model knows.
type analysis struct {
	Model modelName `json:"model"`
	Log   string    `json:"log,omitempty"`
	theory.Report
	Channels []correctable `json:"channels"`
}

type modelName struct {
	Name string `json:"name"`
	Hash string `json:"hash"`
}

// correctable is when correcting a channel pays.
type correctable struct {
	Name      string        `json:"name"`
	Unit      string        `json:"unit"`
	Sigma     theory.Number `json:"sigma"`      // error of the virtual sensor on clean windows, 1 σ [unit]
	Explained theory.Number `json:"explained"`  // share of the variance the others explain
	Corrected bool          `json:"corrected"`  // or withheld: the others explain too little
	BreakEven theory.Number `json:"break_even"` // smallest bias that is better corrected than passed on [unit]
	Ridge     theory.Number `json:"ridge"`      // share of the ridge in the virtual sensor; the rest is the network's
}

func (r *analysis) fill(m anatomy, e theory.Evidence) error {
	r.Report = theory.Analyze(m.Model, e)
	r.Report.Detector.Measured = theory.Number(m.detectorGain(e.Seed))
	r.Report.Assumes = append(r.Report.Assumes, fmt.Sprintf(
		"detector measured at %d random standard features: a model file does not give its own out", mostWindows))
	c := m.spec.Calibration
	for i, ch := range m.spec.Rig.Channels {
		r.Channels = append(r.Channels, correctable{ch.Name, ch.Unit, theory.Number(c.Sigma[i]), theory.Number(c.Explained[i]),
			c.Reconstructable(i), theory.Number(theory.BreakEven(c.Sigma[i], 0)), theory.Number(m.Weight[i])})
	}
	return m.broken()
}

// anatomy is a model file taken apart.
type anatomy struct {
	theory.Model
	name, hash string
	file       []byte
	spec       *inference.Spec
	failure    *error // of the engine while it measured
}

// broken is what went wrong where nothing could be returned.
func (m anatomy) broken() error {
	if m.failure == nil || *m.failure == nil {
		return nil
	}
	return inConfig(fmt.Errorf("run the network: %w", *m.failure))
}

func readAnatomy(path string) (anatomy, error) {
	b, err := readModel(path)
	if err != nil {
		return anatomy{}, inConfig(fmt.Errorf("read model: %w", err))
	}
	return takeApart(filepath.Base(path), b)
}

// takeApart reads the bytes of a model file.
func takeApart(name string, b []byte) (anatomy, error) {
	sum := sha256.Sum256(b)
	m := anatomy{name: name, hash: hex.EncodeToString(sum[:]), file: b, failure: new(error)}
	spec, err := ort.ReadSpec(b)
	if err == nil {
		m.spec, err = spec, spec.Ready()
	}
	if err == nil {
		m.Model, err = dissect(b, spec)
	}
	if err != nil {
		return anatomy{}, inConfig(fmt.Errorf("open model %s: %w", m.name, err))
	}
	return m, nil
}

// windows of the log that lie apart, at most mostWindows.
func (z analyzing) windows(ctx context.Context, log string, spec *inference.Spec) ([]sensor.Window, error) {
	src, err := logFlags{rig: z.rig, rows: z.rows}.open(log, spec.Rig, nil)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	ws, err := spreadWindows(ctx, src, spec, mostWindows)
	switch {
	case errors.Is(err, context.Canceled):
		return nil, err
	case err != nil:
		return nil, inData(fmt.Errorf("read log: %w", err))
	case len(ws) == 0:
		return nil, inData(fmt.Errorf("%s has no stretch of %d frames without a gap, a missing or an absurd value: nothing can be measured on it",
			filepath.Base(log), spec.Rig.Window))
	}
	return ws, nil
}

func printJSON(w interface{ Write([]byte) (int, error) }, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
