package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"rigscope/inference"
	"rigscope/replay/mcap"
	"rigscope/sources"
	"rigscope/sources/faults"
	"rigscope/sources/notation"
)

// errDiffers ends a verification that found a difference.
var errDiffers = errors.New("the verdicts are not those of the live run")

// verify judges a recording anew and compares every verdict line with that of
// the live run.
func (a *app) verify(ctx context.Context, path string, m loaded, src sources.Source) error {
	rec, err := mcap.OpenRecording(path)
	if err != nil {
		return inData(fmt.Errorf("verify: %w", err))
	}
	defer rec.Close()
	info := rec.Info()
	switch {
	case info.Model == "":
		return inConfig(fmt.Errorf("verify %s: it was recorded without a model, so there are no verdicts in it", path))
	case m.digest() == "":
		return usage("--verify needs the model of the live run: --model FILE.onnx")
	case info.Model != m.digest():
		return inConfig(fmt.Errorf("verify %s: its verdicts are of model %.19s…, this is sha256:%.12s…: give the same file", path, info.Model, m.info.Hash))
	}
	runs, err := drillsIn(rec, m.Spec().Rig)
	if err != nil {
		return inData(fmt.Errorf("verify %s: %w", path, err))
	}
	anew, err := a.linesAnew(ctx, m, src, runs)
	if err != nil {
		return err
	}
	return a.compare(rec, anew, info)
}

// anew is what a second run gives.
type anew struct {
	lines  [][]byte
	drills int // how many of them are about drills
	runs   int
}

// linesAnew are the verdict lines of a run over src, into which the drills of
// the live run are put once more: its verdicts were of what they made of the
// bytes.
func (a *app) linesAnew(ctx context.Context, m loaded, src sources.Source, runs []faults.Run) (anew, error) {
	n := anew{runs: len(runs)}
	again := newDrills(src, m)
	if err := again.src.Plan(runs); err != nil {
		return n, inData(fmt.Errorf("verify: the drills of the live run: %w", err))
	}
	run := &headless{loaded: m, tally: newTally(), lines: inference.NewLines(io.Discard), drills: again}
	run.lines.OnVerdict = func(v *inference.Verdict, line []byte) {
		n.lines = append(n.lines, bytes.TrimSpace(line))
		if v.Drill != nil {
			n.drills++
		}
	}
	if err := run.run(ctx, again.src); err != nil {
		return n, inData(err)
	}
	return n, nil
}

// compare tells the first difference. A recording that was cut has fewer
// lines than its bytes give.
func (a *app) compare(rec *mcap.Recording, second anew, info mcap.Info) error {
	n, anew := 0, second.lines
	err := rec.Verdicts(func(line []byte) error {
		if n >= len(anew) || !bytes.Equal(bytes.TrimSpace(line), anew[n]) {
			fmt.Fprintf(a.err, "verdict %d differs\n  live:   %s\n  replay: %s\n", n+1, safe(string(line)), safe(lineAt(anew, n)))
			return errDiffers
		}
		n++
		return nil
	})
	switch {
	case errors.Is(err, errDiffers):
		if info.Lost > 0 {
			fmt.Fprintf(a.err, "%s not kept when it was made; what the live run saw and the file lacks may be why\n", notation.Count(info.Lost, "message"))
		}
		return errFault
	case err != nil:
		return inData(fmt.Errorf("verify: %w", err))
	case info.Closed && n != len(anew):
		fmt.Fprintf(a.err, "the live run gave %s, the replay %d\n", notation.Count(n, "verdict"), len(anew))
		return errFault
	}
	_, err = fmt.Fprintln(a.out, verified(n, second, info))
	return err
}

func lineAt(lines [][]byte, n int) string {
	if n >= len(lines) {
		return "none"
	}
	return string(lines[n])
}

func verified(n int, second anew, info mcap.Info) string {
	text := "the same: " + notation.Count(n, "verdict")
	if second.runs > 0 {
		text += fmt.Sprintf(", %d of them of what drills put in (%d run), not of the rig", second.drills, second.runs)
	}
	switch {
	case !info.Closed:
		text += fmt.Sprintf("; the recording was cut, its bytes give %d more", len(second.lines)-n)
	case info.Lost > 0:
		text += "; " + notation.Count(info.Lost, "message") + " not kept when it was made"
	}
	return text
}
