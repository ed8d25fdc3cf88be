package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

var hydraulicGroups = []group{
	{"flow", []string{"FS1", "FS2"}},
	{"temperature", []string{"TS1", "TS2", "TS3", "TS4"}},
	{"vibration and efficiency", []string{"VS1", "SE"}},
	{"cooling", []string{"CE", "CP"}},
}

// Seconds in a cycle of the test bench, and the least rows of a stretch.
const cycleSeconds, leastStretch = 60, 240

// loadHydraulic is the stretches of consecutive cycles with a healthy
// cooler, at 1 Hz. Pump, valve and accumulator differ between stretches.
func loadHydraulic(dir string) (dataset, error) {
	dir = filepath.Join(dir, "hydraulic-zema")
	d := dataset{Name: "hyd", Rig: openRig("hydraulic", 1, hydraulicGroups), T: 64}
	var x [][]float64
	for _, c := range d.Rig.Channels {
		v, err := readCycles(filepath.Join(dir, c.Name+".txt.gz"))
		if err != nil {
			return d, err
		}
		x = append(x, v)
	}
	cycles, err := readColumns(filepath.Join(dir, "cycles.csv"), []string{"source_cycle", "cooler_pct"})
	if err != nil {
		return d, err
	}
	d.addStretches(x, cycles[0], cycles[1])
	return d, nil
}

func (d *dataset) addStretches(x [][]float64, cycle, cooler []float64) {
	n := 0
	for from := 0; from < len(cycle); {
		to := from + 1
		for to < len(cycle) && cooler[to] == cooler[from] && cycle[to] == cycle[to-1]+1 {
			to++
		}
		if cooler[from] == 100 && (to-from)*cycleSeconds >= leastStretch {
			d.add(n%5, cut(x, from*cycleSeconds, to*cycleSeconds))
			n++
		}
		from = to
	}
}

// readCycles reads one cycle a line and averages it to one value a second.
func readCycles(path string) ([]float64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	var out []float64
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		v, err := seconds(strings.Fields(s.Text()))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		out = append(out, v...)
	}
	return out, s.Err()
}

func seconds(cells []string) ([]float64, error) {
	per := len(cells) / cycleSeconds
	if per == 0 || len(cells)%cycleSeconds != 0 {
		return nil, fmt.Errorf("%d values in a cycle of %d s", len(cells), cycleSeconds)
	}
	out := make([]float64, cycleSeconds)
	for i, c := range cells {
		v, err := strconv.ParseFloat(c, 64)
		if err != nil {
			return nil, err
		}
		out[i/per] += v
	}
	for i := range out {
		out[i] /= float64(per)
	}
	return out, nil
}
