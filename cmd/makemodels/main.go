// Command makemodels trains the bundled model of the simulated pump rig and
// writes it with its card. `make models` calls it. The same machine type
// gives the same bytes.
package main

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"rigscope/inference"
	"rigscope/inference/models"
	"rigscope/inference/ort"
	"rigscope/inference/training"
	"rigscope/sources"
	"rigscope/sources/synth"
)

// seeds of the clean runs, and frames of each: nine times 20 minutes.
var seeds = []uint64{101, 102, 103, 104, 105, 106, 107, 108, 109}

const frames = 12000

func main() {
	dir := flag.String("o", "inference/models", "folder to write to")
	flag.Parse()
	if err := run(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "makemodels:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	rt, err := ort.Load("")
	if err != nil {
		return err
	}
	opt := training.Options{Seed: 1, Window: 64, Steps: 1500, Provenance: inference.Provenance{App: "rigscope makemodels"},
		Engine: func(b []byte) (inference.Model, error) { return ort.Open(rt, b) }}
	var srcs []sources.Source
	for _, s := range seeds {
		srcs = append(srcs, synth.New(synth.Options{Seed: s, Frames: frames}))
		opt.Provenance.Logs = append(opt.Provenance.Logs, fmt.Sprintf("synth seed %d, %d frames", s, frames))
	}
	r, err := training.Run(context.Background(), srcs, opt)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, models.DemoName), r.Model, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "pump-demo.md"), []byte(card(r)), 0o644)
}

// card is what a user should know about the model.
func card(r training.Result) string {
	s, c := r.Spec, r.Spec.Calibration
	out := fmt.Sprintf(`# pump-demo

The bundled model of the simulated pump rig (`+"`sources/synth`"+`), made by `+"`make models`"+`.

| what | |
|---|---|
| file | %s, %d bytes |
| sha256 | %x |
| rig | %d channels in %d modalities at %g Hz |
| window, hop | %d and %d frames |
| clean data | %d frames, synth seeds %v, %d frames each |
| training | seed %d, %d + %d + %d steps, %d windows, mean square error %.4f in scaled units |
| false alarms per clean window | nominal %g, achieved %.4f on %d windows kept back, %.4f with the threshold held still |
| alarms a day | %.1f |
| smallest p-value | %.2g |

Smallest faults that 85 of 100 windows show, and the bias from which the
estimate is nearer the truth than the reading:

| channel | unit | error of its virtual sensor, 1 σ | variance explained | corrected | bias | drift | gain | noise | mended from |
|---|---|---|---|---|---|---|---|---|---|
`, models.DemoName, len(r.Model), sha256.Sum256(r.Model), len(s.Rig.Channels), len(s.Rig.Modalities()), s.Rig.Rate, s.Rig.Window, s.Hop,
		s.Provenance.Frames, seeds, frames, s.Provenance.Seed, s.Provenance.Steps, s.Provenance.BlockSteps, s.Provenance.DetectorSteps, s.Provenance.Windows, s.Provenance.Loss,
		c.FAR, c.Achieved, c.Tested, c.Fixed, c.Episodes, 1/float64(len(c.Worst)+1))
	for i, ch := range s.Rig.Channels {
		yes := "yes"
		if !c.Reconstructable(i) {
			yes = "no, withheld"
		}
		l := c.Limits[i]
		out += fmt.Sprintf("| %s | %s | %.3g | %.3f | %s | %s | %s | %s | %s | %s |\n", ch.Name, ch.Unit, c.Sigma[i], c.Explained[i], yes,
			size(l.Bias), size(l.Drift), size(l.Gain), size(l.Noise), size(l.Correctable))
	}
	return out
}

// size is a dash for what was not found at any size.
func size(s inference.Size) string {
	if !s.Found() {
		return "–"
	}
	return fmt.Sprintf("%.3g", float64(s))
}
