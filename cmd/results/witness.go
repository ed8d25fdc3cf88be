package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"

	"rigscope/inference"
	"rigscope/sensor"
)

// watched is what the process witness alone says of the labelled logs.
type watched struct {
	Folders map[string]counts
	Files   int
	Hit     int // files with an alarm on an anomalous row
	Early   int // files with an alarm between the reference and the first anomaly
}

// skabParts are the witness and the whole program, one part for each way to
// train it. The logs are a part's options by their fingerprint, and so is the
// program where it is run: it may be older than the sources.
func (l *lab) skabParts() ([]part, error) {
	dir := filepath.Join(l.data, "skab")
	files, err := skabFiles(dir)
	if err != nil {
		return nil, err
	}
	print, err := fingerprint(append(files, clean(dir)))
	if err != nil {
		return nil, err
	}
	binary, err := fingerprint([]string{l.bin})
	if err != nil {
		binary = "not built"
	}
	rest := []string{"inference", "pipeline", "replay", "cmd/rigscope"}
	say := func(name string, way func(program, []string) (scored, error)) part {
		return part{name: "skab/" + name, options: [2]string{print, binary}, more: rest, cost: 150, run: func(context.Context, *lab) (any, error) {
			work, err := os.MkdirTemp("", "rigscope-results")
			if err != nil {
				return nil, err
			}
			defer os.RemoveAll(work)
			return way(program{l.bin, dir, work}, files)
		}}
	}
	return []part{
		{name: "skab/witness", options: print, cost: 2, run: func(context.Context, *lab) (any, error) { return watch(files) }},
		say("own", program.ownSessions), say("other", program.otherSession),
	}, nil
}

// fingerprint of the bytes of files.
func fingerprint(files []string) (string, error) {
	h := sha256.New()
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return "", err
		}
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}

// watch learns from the first 400 rows of each file and watches the others.
func watch(files []string) (watched, error) {
	out := watched{Folders: map[string]counts{}, Files: len(files)}
	rig := openRig("skab", 1, skabGroups)
	for _, f := range files {
		x, err := readChannels(f, skabOrder(rig))
		if err != nil {
			return out, err
		}
		label, err := readLabels(f)
		if err != nil {
			return out, err
		}
		folder := filepath.Base(filepath.Dir(f))
		sum := out.Folders[folder]
		out.file(&sum, x, label)
		out.Folders[folder] = sum
	}
	return out, nil
}

// skabOrder is the channels in the order of the files.
func skabOrder(rig sensor.Rig) sensor.Rig {
	order := []string{"Accelerometer1RMS", "Accelerometer2RMS", "Current", "Pressure", "Temperature", "Thermocouple", "Voltage", "Volume Flow RateRMS"}
	slices.SortFunc(rig.Channels, func(a, b sensor.Channel) int {
		return slices.Index(order, a.Name) - slices.Index(order, b.Name)
	})
	return rig
}

func (w *watched) file(sum *counts, x [][]float64, label []bool) {
	own, row := inference.NewOwnWatch(inference.OwnRows), make([]float64, len(x))
	hit, early := false, false
	first := slices.Index(label, true)
	for i := range label {
		for c := range x {
			row[c] = x[c][i]
		}
		s := own.Row(row)
		if i >= inference.OwnRows {
			sum.count(s.On, label[i])
			hit, early = hit || s.On && label[i], early || s.On && i < first
		}
	}
	w.Hit += count(hit)
	w.Early += count(early)
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
