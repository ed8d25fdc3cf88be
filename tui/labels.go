package tui

import (
	"math"
	"slices"
	"strings"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/sensor"
	"rigscope/tui/chart"
)

// labels are the words and number formats of a rig, made safe to be shown
// and fixed for as long as the rig is on screen.
type labels struct {
	rig      string
	names    []string // [C]
	units    []string // [C]
	decimals []int    // [C] of numbers
	settled  bool     // decimals will not change any more
	noise    []float64
	blocks   []block // modalities, rig order
	blockOf  []int   // [C] index into blocks
	longest  int     // name, in cells
}

type block struct {
	name, code string // code is three capitals
	first, n   int    // channels
}

func newLabels(rig sensor.Rig) labels {
	l := labels{rig: chart.Clean(rig.Name)}
	for _, c := range rig.Channels {
		name := chart.Clean(c.Short())
		l.names, l.longest = append(l.names, name), max(l.longest, chart.Width(name))
		l.units = append(l.units, chart.Clean(c.Unit))
	}
	for k, m := range rig.Modalities() {
		name := strings.ToLower(chart.Clean(m.Name))
		l.blocks = append(l.blocks, block{name, code(name), m.Channels[0], len(m.Channels)})
		for range m.Channels {
			l.blockOf = append(l.blockOf, k)
		}
	}
	l.decimals = make([]int, len(l.names))
	l.noise = make([]float64, len(l.names))
	return l
}

// code is the first three letters of a modality in capitals.
func code(name string) string {
	r := []rune(strings.ToUpper(name))
	return string(r[:min(len(r), 3)])
}

// settle fixes the decimals once there is enough to see.
func (l *labels) settle(s *pipeline.Snapshot) {
	if l.settled || len(s.Times) == 0 {
		return
	}
	for c := range l.names {
		first := s.Raw[c][:min(len(s.Raw[c]), max(s.Model.Window, 16))]
		l.noise[c] = noiseOf(s.Last, c, first)
		l.decimals[c] = decimalsFor(l.noise[c], first)
	}
	l.settled = s.Last != nil
}

// noiseOf is the σ of the channel's estimate where a verdict gives one, but
// at most five times the spread from sample to sample: an estimate may be
// poor where the sensor is not.
func noiseOf(v *inference.Verdict, c int, first []float64) float64 {
	steps := make([]float64, 0, len(first))
	for i := 1; i < len(first); i++ {
		steps = append(steps, first[i]-first[i-1])
	}
	noise := 5 * spread(steps)
	if v == nil || !(v.Channels[c].Sigma > 0) {
		return spread(first)
	}
	if noise > 0 {
		return min(noise, v.Channels[c].Sigma)
	}
	return v.Channels[c].Sigma
}

// spread is half the distance of the quartiles of what is finite in v, or 0.
func spread(v []float64) float64 {
	var x []float64
	for _, a := range v {
		if isFinite(a) {
			x = append(x, a)
		}
	}
	if len(x) < 4 {
		return 0
	}
	slices.Sort(x)
	return x[len(x)*3/4]/2 - x[len(x)/4]/2
}

// decimalsFor makes noise about ten steps of the last digit, three to thirty,
// as far as numbers like v then fit six cells.
func decimalsFor(noise float64, v []float64) int {
	want := 2
	if noise > 0 {
		want = int(math.Round(1 - math.Log10(noise)))
	}
	size := 0.0
	for _, a := range v {
		if !math.IsInf(a, 0) {
			size = max(size, math.Abs(a)) // a NaN is never the greater
		}
	}
	digits := 1
	if size >= 1 {
		digits = 1 + int(math.Log10(size))
	}
	return max(0, min(want, 5-digits))
}

// number is x with the decimals of channel c, without padding.
func (l *labels) number(c int, x float64) string {
	return strings.TrimLeft(chart.Number(x, l.decimals[c]), " ")
}

// signed is number with a plus where it is positive.
func (l *labels) signed(c int, x float64) string {
	if x > 0 {
		return "+" + l.number(c, x)
	}
	return l.number(c, x)
}

func (l *labels) quantity(c int, x float64) string { return l.withUnit(c, l.number(c, x)) }

func (l *labels) withUnit(c int, s string) string {
	if l.units[c] == "" {
		return s
	}
	return s + " " + l.units[c]
}

// spell writes signs that ASCII has no character for as words.
func (m *Model) spell(text string) string {
	if m.opt.Glyphs == chart.ASCII {
		return chart.ASCIIText(text)
	}
	return text
}

func (m *Model) unit(c int) string { return m.spell(m.units[c]) }
