package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// skab trains on the anomaly-free log and scores every labelled one. The
// protocol is the benchmark's: the first 400 rows of a file are not counted.
type skab struct{ bin, data, work string }

const skipRows = 400

func (s skab) write(w io.Writer) error {
	model := filepath.Join(s.work, "skab.onnx")
	begin := time.Now()
	talk, err := s.command("train", filepath.Join(s.data, "anomaly-free", "anomaly-free.csv"),
		"--rig", "docs/examples/skab.toml", "-o", model, "--seed", "0")
	if err != nil {
		return err
	}
	fmt.Fprintf(w, skabHeading, time.Since(begin).Seconds(), s.lastLines(talk, 3))
	folders, total := map[string]*counts{}, &counts{}
	for _, folder := range []string{"valve1", "valve2", "other"} {
		folders[folder] = &counts{}
		files, err := filepath.Glob(filepath.Join(s.data, folder, "*.csv"))
		if err != nil || len(files) == 0 {
			return fmt.Errorf("no logs in %s", filepath.Join(s.data, folder))
		}
		for _, f := range files {
			c, err := s.score(f, model)
			if err != nil {
				return err
			}
			folders[folder].add(c)
			total.add(c)
		}
		fmt.Fprintf(w, "| rigscope, %s (%d files) | %s |\n", folder, len(files), folders[folder].row())
	}
	fmt.Fprintf(w, "| **rigscope, all** | %s |\n%s", total.row(), published)
	return nil
}

func (s skab) command(args ...string) (string, error) {
	cmd := exec.Command(s.bin, args...)
	var talk strings.Builder
	cmd.Stderr = &talk
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 {
		err = nil // a fault was found
	}
	if err != nil {
		err = fmt.Errorf("%s %s: %w: %s", s.bin, strings.Join(args, " "), err, talk.String())
	}
	return talk.String(), err
}

// lastLines of what training said, without the folder of this run.
func (s skab) lastLines(talk string, n int) string {
	lines := strings.Split(strings.TrimSpace(talk), "\n")
	return strings.ReplaceAll(strings.Join(lines[max(0, len(lines)-n):], "\n"), s.work+string(os.PathSeparator), "")
}

func (s skab) score(log, model string) (counts, error) {
	verdicts := filepath.Join(s.work, "verdicts.jsonl")
	if _, err := s.command("score", log, "--model", model, "--json", verdicts); err != nil {
		return counts{}, err
	}
	alarm, err := readAlarms(verdicts)
	if err != nil {
		return counts{}, err
	}
	label, err := readLabels(log)
	if err != nil {
		return counts{}, err
	}
	var c counts
	for row := skipRows; row < len(label); row++ {
		c.count(alarm[row], label[row])
	}
	return c, nil
}

const skabHeading = `## SKAB: process anomalies, not sensor faults

` + "```" + `
rigscope train anomaly-free/anomaly-free.csv --rig docs/examples/skab.toml -o skab.onnx   # %.0f s
%s
rigscope score FILE.csv --model skab.onnx --json verdicts.jsonl                            # each of the 23 files
` + "```" + `

A row counts as alarmed if the first verdict that covers it has an alarm,
whether a sensor is accused or the process is said to have moved. The first
400 rows of each file are not counted. Unlike the published methods, which
learn from those 400 rows of the very file, this model saw one other session.

| method | F1 | FAR | MAR | rows alarmed as sensor or process |
|---|---|---|---|---|
`

const published = `| published Conv-AE | .81 | .176 | .220 | |
| published MSET | .77 | .464 | .126 | |
| published T²+Q (PCA) | .76 | .339 | .211 | |
| published LSTM-AE | .75 | .360 | .217 | |
| published T² | .67 | .246 | .385 | |
| published vanilla LSTM | .57 | .159 | .549 | |
| published vanilla AE | .38 | .015 | .763 | |
| published MSCRED | .35 | .524 | .700 | |
| published isolation forest | .27 | .027 | .838 | |
| always alarm after row 400 | .70 | 1 | 0 | |

Published rows: the same 23 files, recomputed by the data set's README from
the predictions in its source repository.

`
