package inference

import (
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"rigscope/replay"
)

// skab finds the folder of the SKAB data.
func skab(t testing.TB) string {
	dir := os.Getenv("RIGSCOPE_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	dir = filepath.Join(dir, "skab")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: no data at %s: set RIGSCOPE_DATA to the folder with skab and the other sets", dir)
	}
	return dir
}

const skabChannels = 8

// readSkab gives the channels [C][N] of a labelled file and its labels [N].
func readSkab(t testing.TB, file string) (x [][]float64, anomaly []bool) {
	t.Helper()
	table, err := replay.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	x = make([][]float64, skabChannels)
	for {
		rec, err := table.Next()
		if err == io.EOF {
			return x, anomaly
		}
		if err != nil {
			t.Fatal(err)
		}
		for c := range skabChannels + 1 { // after the time stamp; the label follows
			v, err := strconv.ParseFloat(string(rec.Cells[c+1]), 64)
			if err != nil {
				t.Fatal(err)
			}
			if c == skabChannels {
				anomaly = append(anomaly, v == 1)
			} else {
				x[c] = append(x[c], v)
			}
		}
	}
}

// confusion counts rows.
type confusion struct{ tp, fp, tn, fn float64 }

func (n *confusion) add(on, anomaly bool) {
	switch {
	case on && anomaly:
		n.tp++
	case on:
		n.fp++
	case anomaly:
		n.fn++
	default:
		n.tn++
	}
}

func (n confusion) f1() float64  { return 2 * n.tp / (2*n.tp + n.fp + n.fn) }
func (n confusion) far() float64 { return n.fp / (n.fp + n.tn) }
func (n confusion) mar() float64 { return n.fn / (n.fn + n.tp) }

// witnessFile learns from the first rows of a file and counts the others.
func witnessFile(t testing.TB, file string, sums ...*confusion) {
	x, anomaly := readSkab(t, file)
	i := 0
	feed(NewOwnWatch(OwnRows), x, func(s Sight) {
		for _, sum := range sums {
			if i >= OwnRows {
				sum.add(s.On, anomaly[i])
			}
		}
		i++
	})
}

// feed shows x [C][N] row by row.
func feed(w interface{ Row([]float64) Sight }, x [][]float64, each func(Sight)) {
	row := make([]float64, len(x))
	for i := range x[0] {
		for c := range x {
			row[c] = x[c][i]
		}
		each(w.Row(row))
	}
}

// TestWitnessOnSkab is the gate of method.md §7: pooled, point by point, not
// adjusted, on all 23 shared files. The figures to meet are those of the
// reference implementation.
func TestWitnessOnSkab(t *testing.T) {
	dir := skab(t)
	var all, rest confusion
	for _, c := range []struct {
		folder       string
		files        int
		f1, far, mar float64
	}{{"valve1", 11, .873, .022, .210}, {"valve2", 3, .934, .009, .118}, {"other", 9, .795, .231, .201}} {
		files, err := filepath.Glob(filepath.Join(dir, c.folder, "*.csv"))
		if err != nil || len(files) != c.files {
			t.Fatalf("%d files in %s, want %d: %v", len(files), c.folder, c.files, err)
		}
		var n confusion
		for _, file := range files {
			if sums := []*confusion{&n, &all}; c.folder == "valve1" {
				witnessFile(t, file, sums...)
			} else {
				witnessFile(t, file, append(sums, &rest)...)
			}
		}
		report(t, c.folder, n, c.f1, c.far, c.mar)
	}
	report(t, "valve2 and other", rest, .831, .180, .178)
	report(t, "all 23", all, .851, .101, .194)
	if all.f1() < .83 || all.far() > .13 {
		t.Errorf("F1 %.3f at FAR %.3f, want .83 at .13", all.f1(), all.far())
	}
}

func report(t *testing.T, name string, n confusion, f1, far, mar float64) {
	t.Helper()
	t.Logf("%-16s F1 %.3f (%.3f)  FAR %.3f (%.3f)  MAR %.3f (%.3f)", name, n.f1(), f1, n.far(), far, n.mar(), mar)
	if math.Abs(n.f1()-f1) > .005 {
		t.Errorf("%s: F1 %.3f, the reference has %.3f", name, n.f1(), f1)
	}
}
