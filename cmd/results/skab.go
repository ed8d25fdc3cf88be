package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// program trains the whole program and scores every labelled log. The
// protocol is the benchmark's: the first 400 rows of a file are not counted.
type program struct{ bin, data, work string }

const skipRows = 400

// scored is one training and what was then said of the logs of each folder.
type scored struct {
	Seconds float64
	Said    string // by training, its last lines
	Folders map[string]counts
}

var folders = []string{"valve1", "valve2", "other"}

// skabFiles are the labelled logs.
func skabFiles(dir string) ([]string, error) {
	var files []string
	for _, folder := range folders {
		found, err := filepath.Glob(filepath.Join(dir, folder, "*.csv"))
		if err != nil || len(found) == 0 {
			return nil, fmt.Errorf("no logs in %s", filepath.Join(dir, folder))
		}
		files = append(files, found...)
	}
	return files, nil
}

func clean(dir string) string { return filepath.Join(dir, "anomaly-free", "anomaly-free.csv") }

// otherSession trains on the anomaly-free log, ownSessions on the beginning
// of every log.
func (s program) otherSession(files []string) (scored, error) {
	return s.run(files, clean(s.data))
}

func (s program) ownSessions(files []string) (scored, error) {
	return s.run(files, append([]string{clean(s.data), "--rows", ":400"}, files...)...)
}

// run trains on the given logs and scores all files.
func (s program) run(files []string, train ...string) (scored, error) {
	model, out := filepath.Join(s.work, "skab.onnx"), scored{Folders: map[string]counts{}}
	begin := time.Now()
	talk, err := s.command(append([]string{"train", "--rig", "docs/examples/skab.toml", "-o", model, "--seed", "0"}, train...)...)
	if err != nil {
		return out, err
	}
	out.Seconds, out.Said = time.Since(begin).Seconds(), s.lastLines(talk, 3)
	for _, f := range files {
		c, err := s.score(f, model)
		if err != nil {
			return out, err
		}
		folder := filepath.Base(filepath.Dir(f))
		sum := out.Folders[folder]
		sum.add(c)
		out.Folders[folder] = sum
	}
	return out, nil
}

func (s program) command(args ...string) (string, error) {
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
func (s program) lastLines(talk string, n int) string {
	lines := strings.Split(strings.TrimSpace(talk), "\n")
	return strings.ReplaceAll(strings.Join(lines[max(0, len(lines)-n):], "\n"), s.work+string(os.PathSeparator), "")
}

func (s program) score(log, model string) (counts, error) {
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
