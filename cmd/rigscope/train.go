package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"rigscope/inference"
	"rigscope/inference/training"
	"rigscope/replay"
	"rigscope/sensor/profile"
	"rigscope/sources"
)

// trainFlags is what train was asked for.
type trainFlags struct {
	rig, out, rows  string
	seed            uint64
	epochs, minutes int
}

func (a *app) trainCommand() *cobra.Command {
	var t trainFlags
	cmd := &cobra.Command{
		Use:   "train LOG...",
		Short: "Make a model from clean recordings",
		Long: `train makes a model from recordings of the rig in good health: nothing in them
should be faulty. A fifth is kept back to set thresholds and a fifth to measure
the false-alarm rate. The same logs, profile and seed give the same file.`,
		Example: "  rigscope train clean.csv --rig rig.toml -o rig.onnx\n  rigscope train monday.csv tuesday.csv.gz --rig rig.toml -o rig.onnx --seed 7 --minutes 2",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s needs at least one clean log", cmd.Name())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.train(cmd.Context(), args, t) },
	}
	f := cmd.Flags()
	f.StringVar(&t.rig, "rig", "", "rig profile (needed)")
	f.StringVarP(&t.out, "output", "o", "", "model file to write (needed)")
	f.StringVar(&t.rows, "rows", "", "only data rows A:B of each log, A ≤ row < B, counted from 0")
	f.Uint64Var(&t.seed, "seed", 0, "seed of everything random")
	f.IntVar(&t.epochs, "epochs", 0, "passes over the data (default: 800 steps, whatever the length)")
	f.IntVar(&t.minutes, "minutes", 0, "time budget; the result then depends on the machine's speed")
	return cmd
}

func (t trainFlags) check() error {
	switch {
	case t.rig == "":
		return usage("train needs --rig RIG.toml: it says which columns are sensors; docs/examples has one")
	case t.out == "":
		return usage("train needs -o MODEL.onnx")
	case t.epochs < 0 || t.minutes < 0:
		return usage("--epochs and --minutes must not be negative")
	}
	return nil
}

func (a *app) train(ctx context.Context, logs []string, t trainFlags) error {
	if err := t.check(); err != nil {
		return err
	}
	if err := distinct([]string{t.out}, append([]string{t.rig}, logs...)...); err != nil {
		return err
	}
	p, err := profile.Load(t.rig)
	if err != nil {
		return inConfig(err)
	}
	rows, err := replay.ParseRows(t.rows)
	if err != nil {
		return usage("--rows: %w", err)
	}
	opt := training.Options{Seed: t.seed, Epochs: t.epochs, Budget: time.Duration(t.minutes) * time.Minute,
		Engine: engine, Now: time.Now, Progress: a.progress(),
		Provenance: inference.Provenance{App: "rigscope " + version, Rows: t.rows}}
	var srcs []sources.Source
	for _, log := range logs {
		src, err := openLog(log, &p, p.Rig, p.Rig, rows, nil)
		if err != nil {
			return err
		}
		defer src.Close()
		a.tellCapture(log, src)
		srcs = append(srcs, src)
		sum, err := hashFile(log)
		if err != nil {
			return inData(fmt.Errorf("read log: %w", err))
		}
		opt.Provenance.Logs = append(opt.Provenance.Logs, filepath.Base(log))
		opt.Provenance.SHA256 = append(opt.Provenance.SHA256, sum)
	}
	r, err := training.Run(ctx, srcs, opt)
	if err != nil {
		return inData(fmt.Errorf("train: %w", err))
	}
	if err := a.writeFile(t.out, r.Model); err != nil {
		return inConfig(err)
	}
	trained(a.err, r, t.out)
	return nil
}

// hashFile is the SHA-256 of a file; standard input has none.
func hashFile(path string) (string, error) {
	if path == "-" {
		return "", nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
