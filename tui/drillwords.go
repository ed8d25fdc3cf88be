package tui

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// drillTarget names what a drill damages: a sensor, or a modality whose
// sensors are all in it.
func (l *labels) drillTarget(channels []int) string {
	if len(channels) == 1 && channels[0] < len(l.names) {
		return l.names[channels[0]]
	}
	for _, b := range l.blocks {
		if len(channels) == b.n && slices.Contains(channels, b.first) {
			return "all " + b.name
		}
	}
	return plural(len(channels), "sensor")
}

// sizeText is a size as it is chosen: +2 σ, −20 %, 8 frames.
func sizeText(u SizeUnit, x float64) string {
	sign := ""
	switch {
	case x < 0:
		sign = "−"
	case x > 0 && u == InSigma:
		sign = "+"
	}
	x = math.Abs(x)
	switch u {
	case InSigma:
		return fmt.Sprintf("%s%.3g σ", sign, x)
	case AsShare:
		return fmt.Sprintf("%s%.3g %%", sign, 100*x)
	case InFrames:
		return fmt.Sprintf("%.0f frames", x)
	}
	return "−"
}

// sizeMeans is what the size comes to on channel c, with its unit.
func (m *Model) sizeMeans(k DrillKind, c int, x float64) string {
	unit := func(x float64) string { return m.withUnit(c, m.signed(c, x)) }
	sigma := m.sigma(c)
	size := math.Abs(x)
	switch k.Name {
	case "bias":
		return "= " + unit(x*sigma)
	case "drift":
		return "= " + unit(x*sigma) + " at its end"
	case "noise":
		return "= ±" + m.quantity(c, size*sigma) + " of noise on top"
	case "spike":
		return "= ±" + m.quantity(c, size*sigma) + ", one frame in 16"
	case "hum":
		return "= ±" + m.quantity(c, size*sigma) + ", a tone on top"
	case "quant":
		return "= steps of " + m.quantity(c, size*sigma)
	case "gain":
		return "of its value"
	case "clip":
		if x < 0 {
			return "of its range cut off below"
		}
		return "of its range cut off above"
	case "dropout":
		return "of the readings are 0"
	case "delay":
		return fmt.Sprintf("= %.3g s late", size/m.shown.Rig.Rate)
	case "incon":
		return "what was there before"
	}
	return "how long it lasts is its size"
}

// sigma is the standard deviation of the clean channel, NaN if not known.
func (m *Model) sigma(c int) float64 {
	if m.shown == nil || c >= len(m.shown.Spread) {
		return math.NaN()
	}
	return m.shown.Spread[c]
}

// drillFault is "bias +2 σ".
func (m *Model) drillFault(d pipeline.Drill) string {
	kind := chart.Clean(d.Kind)
	if len(d.Size) == 0 {
		return kind
	}
	return kind + " " + sizeText(m.unitOf(d.Kind), d.Size[0])
}

func (m *Model) unitOf(kind string) SizeUnit {
	if m.opt.Drills != nil {
		for _, k := range m.opt.Drills.Kinds() {
			if k.Name == kind {
				return k.Unit
			}
		}
	}
	return NoSize
}

// foundWords says in short whether a drill was found.
func foundWords(d pipeline.Drill, running bool) string {
	switch {
	case d.Answer.Found:
		return "found after " + age(d.Answer.After)
	case running:
		return "not found yet"
	}
	return "not found"
}

// accusedWords names those who were accused.
func (l *labels) accusedWords(channels []int) string {
	var names []string
	for _, c := range channels {
		if c < len(l.names) {
			names = append(names, l.names[c])
		}
	}
	return list(names, 3)
}

// errorWords is how wrong the readings were and what was shown, in σ and,
// for a single sensor, in its unit.
func (m *Model) errorWords(d pipeline.Drill) (in, out string) {
	return m.deviation(d, d.Answer.In), m.deviation(d, d.Answer.Out)
}

func (m *Model) deviation(d pipeline.Drill, rms []float64) string {
	sigmas := deviations(m, d, rms)
	switch {
	case math.IsNaN(sigmas):
		return "nothing"
	case len(d.Channels) == 1:
		return m.quantity(d.Channels[0], rms[0]) + ", " + fmt.Sprintf("%.2f σ", sigmas)
	}
	return fmt.Sprintf("%.2f σ", sigmas)
}

// deviations is the root mean square of errors [Channels of d], each in σ of
// its channel.
func deviations(m *Model, d pipeline.Drill, rms []float64) float64 {
	n, sum := 0, 0.0
	for k, x := range rms {
		if k >= len(d.Channels) {
			break
		}
		if x /= m.sigma(d.Channels[k]); !math.IsNaN(x) {
			n, sum = n+1, sum+x*x
		}
	}
	return math.Sqrt(sum / float64(n))
}

// shortError is "1.9 → 0.4 σ".
func (m *Model) shortError(d pipeline.Drill) string {
	in, out := deviations(m, d, d.Answer.In), deviations(m, d, d.Answer.Out)
	if math.IsNaN(in) {
		return ""
	}
	if math.IsNaN(out) {
		return fmt.Sprintf("%.2f σ → ×", in)
	}
	return fmt.Sprintf("%.2f → %.2f σ", in, out)
}

// rightWords says of a drill that was found whether sensor and kind were
// named rightly.
func (m *Model) rightWords(d pipeline.Drill) string {
	sensor, kind := d.Right()
	switch {
	case !d.Answer.Found:
		return ""
	case d.Answer.Process:
		return "taken for the process"
	case sensor && kind:
		return "right sensor, right kind"
	case sensor && d.Answer.Kind == "":
		return "right sensor, no kind"
	case sensor:
		return "right sensor, called " + chart.Clean(d.Answer.Kind)
	case slices.ContainsFunc(d.Answer.Accused, func(c int) bool { return slices.Contains(d.Channels, c) }):
		return "others accused, too"
	}
	return "wrong: " + strings.TrimSpace(m.accusedWords(d.Answer.Accused))
}
