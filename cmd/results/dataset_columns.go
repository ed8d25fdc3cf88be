package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"rigscope/replay"
	"rigscope/sensor"
)

// readChannels reads the columns of the rig's channels from a log: [C][N].
// An empty cell is NaN; a decimal comma is understood.
func readChannels(path string, rig sensor.Rig) ([][]float64, error) {
	var names []string
	for _, c := range rig.Channels {
		names = append(names, c.Name)
	}
	return readColumns(path, names)
}

func readColumns(path string, names []string) ([][]float64, error) {
	t, err := replay.Open(path)
	if err != nil {
		return nil, err
	}
	defer t.Close()
	at, err := findColumns(t.Columns(), names)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	x := make([][]float64, len(names))
	for {
		r, err := t.Next()
		if err == io.EOF {
			return x, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		for c, j := range at {
			v, err := cell(string(r.Cells[j]))
			if err != nil {
				return nil, fmt.Errorf("read %s line %d: %w", path, r.Line, err)
			}
			x[c] = append(x[c], v)
		}
	}
}

func findColumns(columns, names []string) ([]int, error) {
	at := make([]int, len(names))
	for i, n := range names {
		at[i] = slices.IndexFunc(columns, func(c string) bool { return strings.TrimSpace(c) == n })
		if at[i] < 0 {
			return nil, fmt.Errorf("there is no column %q", n)
		}
	}
	return at, nil
}

func cell(s string) (float64, error) {
	if s = strings.TrimSpace(s); s == "" {
		return math.NaN(), nil
	}
	return strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
}

// cut is the rows [from, to) of x [C][N], not a copy.
func cut(x [][]float64, from, to int) [][]float64 {
	out := make([][]float64, len(x))
	for c := range x {
		out[c] = x[c][from:to]
	}
	return out
}
