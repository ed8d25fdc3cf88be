package main

import (
	"context"
	"flag"
	"math"
	"slices"
	"testing"
	"time"

	"rigscope/inference/baselines"
	"rigscope/inference/evaluate"
)

var all = flag.Bool("all", false, "try every baseline on every data set: minutes")

// reference is what another implementation measured of a baseline on the
// same rows, with other random faults (shared reference, results.md §2).
type reference struct {
	set, method                     string
	auroc, tpr, far, isolation, out float64
}

var references = []reference{
	{"skab", "pca spe mean", .684, .256, .000, .422, .630},
	{"skab", "rules", .874, .669, .018, .790, 1.235},
	{"skab", baselines.Bar, .885, .784, .104, .800, .363},
	{"hyd", "rules", .858, .719, .023, .778, 3.463},
	{"hyd", baselines.Bar, .925, .840, .032, .769, .781},
	{"auv", "rules", .708, .374, .002, .482, 1.849},
	{"auv", baselines.Bar, .756, .439, .027, .485, .938},
}

// The faults differ by chance, and a cell has 200 of them. So much may a mean
// over 36 cells differ.
const tolerance = .02

func TestBaselinesAreThoseOfTheReference(t *testing.T) {
	dir := shared(t)
	for _, set := range []string{"skab", "hyd", "auv"} {
		if testing.Short() && set != "skab" {
			continue
		}
		d, err := load(set, dir)
		if err != nil {
			t.Fatal(err)
		}
		c := campaign(d, d.Published())
		c.Streams = -1
		var sums []evaluate.Summary
		for _, r := range references {
			if r.set == set {
				sums = append(sums, try(t, c, r.method))
				compare(t, r, sums[len(sums)-1])
			}
		}
		t.Logf("%s\n%s", set, evaluate.Table(sums))
	}
}

func try(t *testing.T, c evaluate.Campaign, method string) evaluate.Summary {
	t.Helper()
	begin := time.Now()
	runs, err := c.Seeds(context.Background(), evaluate.Untaught(baselines.ByName(method)), evaluate.Lesson{}, []uint64{0})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s on %s: %.1f s", method, c.Clean.Rig.Name, time.Since(begin).Seconds())
	return evaluate.Summarise(runs)
}

func compare(t *testing.T, r reference, s evaluate.Summary) {
	t.Helper()
	for _, q := range []struct {
		name      string
		got       evaluate.Figure
		want, may float64
	}{
		{"AUROC", s.AUROC, r.auroc, tolerance}, {"TPR", s.TPR, r.tpr, tolerance}, {"FAR", s.FAR, r.far, tolerance},
		{"isolation", s.Isolation, r.isolation, 1.5 * tolerance},
		{"RMSE out", s.RMSEOut, r.out, .1 * r.out}, // in σ, and heavy-tailed: raw zero is far away
	} {
		if math.Abs(float64(q.got)-q.want) > q.may {
			t.Errorf("%s on %s: %s %.3f, the reference has %.3f", r.method, r.set, q.name, q.got, q.want)
		}
	}
}

// TestAllBaselines prints the whole table: go test -v -run AllBaselines ./cmd/results -all.
func TestAllBaselines(t *testing.T) {
	dir := shared(t)
	if !*all {
		t.Skip("takes minutes: -all runs every baseline on every data set")
	}
	for _, l := range loaders {
		d, err := l.load(dir)
		if err != nil {
			t.Fatal(err)
		}
		var sums []evaluate.Summary
		for _, f := range baselines.Methods() {
			sums = append(sums, try(t, campaign(d, d.Published()), f.Name))
		}
		if !slices.ContainsFunc(sums, func(s evaluate.Summary) bool { return s.AUROC > .7 }) {
			t.Errorf("%s: no method is of any use", l.name)
		}
		t.Logf("%s\n%s", l.name, evaluate.Table(sums))
	}
}
