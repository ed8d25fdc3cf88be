package chart

import (
	"testing"

	"github.com/NimbleMarkets/ntcharts/sparkline"
)

// The monitor at 200×50: 12 channels, three columns of 31×3 cells and the
// scores as bars of the same size.
const (
	benchChannels = 12
	benchW        = 31
	benchH        = 3
	benchSamples  = 600
)

func BenchmarkTraces(b *testing.B) {
	v := sine(benchSamples)
	ink := func(i int) Ink { return Ink(i / 500) }
	worse := func(a, b Ink) bool { return a > b }
	frame := NewGrid(200, 50)
	view := ViewEnding(benchSamples-1, 4, benchW)
	b.ReportAllocs()
	for b.Loop() {
		frame.Fill(Cell{})
		for c := range benchChannels {
			g := frame.Sub(20, 2+c*benchH, benchW, benchH)
			s := Autoscale{MinSpan: 0.1}.Fit(v[view.From:view.To])
			Trace{V: v, Ink: ink, Worse: worse}.Draw(g, view, s, Braille)
			Bars(frame.Sub(60, 2+c*benchH, benchW, benchH), v, 0, view, ramp, Braille)
			Trace{V: v, Ink: ink, Worse: worse}.Draw(frame.Sub(100, 2+c*benchH, benchW, benchH), view, s, Braille)
		}
	}
}

// The two ways to draw the score strips: the figures in the comment of Bars.
func BenchmarkBars(b *testing.B) {
	v := make([]float64, benchSamples)
	for i := range v {
		v[i] = float64(i%100) / 100
	}
	view := ViewEnding(benchSamples-1, 4, benchW)
	g := NewGrid(benchW, benchH)
	b.Run("own", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for range benchChannels {
				Bars(g, v, 0, view, ramp, Braille)
			}
		}
	})
	b.Run("ntcharts", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for range benchChannels {
				m := sparkline.New(benchW, benchH, sparkline.WithNoAutoMaxValue(), sparkline.WithMaxValue(1))
				for x := range benchW {
					from, to := view.bucket(x, benchW)
					m.Push(highest(v[from:to]))
				}
				m.DrawColumnsOnly()
				Blit(g, &m.Canvas)
			}
		}
	})
}

func BenchmarkHeat(b *testing.B) {
	m := make([][]float64, benchChannels)
	for r := range m {
		m[r] = make([]float64, benchChannels)
	}
	steps := []Cell{{Ground: 1}, {Ground: 2}, {Ground: 3}, {Ground: 4}, {Ground: 5}, {Ground: 6}}
	g := NewGrid(5*benchChannels, benchChannels)
	b.ReportAllocs()
	for b.Loop() {
		Heat{M: m, Steps: steps, Column: 5}.Draw(g)
	}
}
