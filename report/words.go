package report

import (
	"fmt"
	"math"
	"strings"

	"rigscope/inference"
	"rigscope/pipeline"
)

// words are how one report names channels and writes their numbers.
type words struct {
	Incident
	clock  Clock
	names  []string // [C]
	units  []string // [C]
	places []int    // [C] decimals
}

func (in Incident) words() words {
	w := words{Incident: in, clock: newClock(in.Begin, in.To, in.Rig.Period(), in.Zone)}
	for c, ch := range in.Rig.Channels {
		w.names = append(w.names, name(ch.Short()))
		w.units = append(w.units, strings.TrimSpace(Clean(ch.Unit)))
		w.places = append(w.places, placesFor(in.spread(c)))
	}
	return w
}

// spread is the standard deviation of the clean channel, or of what was
// measured where there is no model [unit].
func (in Incident) spread(c int) float64 {
	if in.Spec != nil && c < len(in.Spec.Scaler.Scale) && finite(in.Spec.Scaler.Scale[c]) {
		return in.Spec.Scaler.Scale[c]
	}
	if c < len(in.Health) {
		return in.Health[c].Std()
	}
	return math.NaN()
}

// sigma is the error of the estimate of channel c, 1 σ [unit]; NaN if not
// known.
func (in Incident) sigma(c int) float64 {
	if in.Spec == nil || c >= len(in.Spec.Calibration.Sigma) {
		return math.NaN()
	}
	return in.Spec.Calibration.Sigma[c]
}

func (w words) number(c int, x float64) string { return number(x, w.places[c]) }

// quantity is a number with its unit.
func (w words) quantity(c int, x float64) string { return w.unit(c, w.number(c, x)) }

func (w words) unit(c int, s string) string {
	if w.units[c] == "" {
		return s
	}
	return s + " " + w.units[c]
}

// off is "up to 0.61 bar too high", or "" where that would be no news: of
// noise and spikes the mean offset tells nothing, of other kinds that are no
// offset by name only a large one does.
func (w words) off(e pipeline.Event) string {
	size := math.Abs(e.Offset)
	switch e.Kind {
	case "", "bias", "drift", "gain", "clip", "incon":
	case "noise", "spike", "hum":
		return ""
	default:
		if !(size > 3*w.sigma(e.Channel)) {
			return ""
		}
	}
	if !finite(size) || !strings.ContainsAny(w.number(e.Channel, size), "123456789") {
		return ""
	}
	way := "too high"
	if e.Offset < 0 {
		way = "too low"
	}
	return fmt.Sprintf("up to %s %s", w.quantity(e.Channel, size), way)
}

// complaint is what the sensor did, in the past tense.
func (w words) complaint(e pipeline.Event) string {
	off := w.off(e)
	switch e.Kind {
	case "bias", "":
		if off == "" {
			return "did not fit the other sensors"
		}
		return "read " + off
	case "drift":
		return with("drifted away from the others", off)
	case "gain":
		return with("had an error that grew with its value", off)
	case "clip":
		return with("was cut off at a limit", off)
	case "incon":
		return with("told of another time than the others", off)
	}
	return with(manner(e.Kind), off)
}

func manner(kind string) string {
	switch kind {
	case "stuck":
		return "stood still"
	case "dropout":
		return "dropped out"
	case "spike":
		return "showed spikes"
	case "noise":
		return "was noisier than the others allow"
	case "quant":
		return "moved in coarser steps than it did in training"
	case "delay":
		return "was late"
	case "hum":
		return "had a tone on top"
	}
	return "did not fit the other sensors"
}

// with adds more to a text, if there is more.
func with(text, more string) string {
	if more == "" {
		return text
	}
	return text + ", " + more
}

// when is "from 10:14:33 to 10:15:17 (44 s)", in UTC.
func (w words) when(e pipeline.Event) string {
	zone := " UTC"
	if w.clock.counts() {
		zone = ""
	}
	if e.To.IsZero() {
		return fmt.Sprintf("from %s%s to the end of this report (%s)", w.clock.Short(e.From), zone, lasted(max(w.To.Sub(e.From), 0)))
	}
	return fmt.Sprintf("from %s to %s%s (%s)", w.clock.Short(e.From), w.clock.Short(e.To), zone, lasted(e.To.Sub(e.From)))
}

// sentence tells what happened: who, how wrong, when, what was shown
// instead, and who knows of it.
func (w words) sentence(e Episode) string {
	out := []string{w.happened(e) + "."}
	if s := w.instead(e); s != "" {
		out = append(out, s)
	}
	if w.Watched && alarming(e.Event) {
		if w.Seen[e.ID] {
			out = append(out, "It was acknowledged on the console.")
		} else {
			out = append(out, "Nobody has acknowledged it yet.")
		}
	}
	return strings.Join(out, " ")
}

func (w words) happened(e Episode) string {
	switch {
	case e.State == inference.Fault && e.Channel >= 0 && e.Channel < len(w.names):
		who := w.names[e.Channel]
		if e.Clearest.Abstained && (e.Trace == nil || e.Trace.Shown.Corrected == 0) {
			return fmt.Sprintf("%s or another sensor did not fit the others %s; it is not clear which", who, w.when(e.Event))
		}
		return fmt.Sprintf("%s %s %s", who, w.complaint(e.Event), w.when(e.Event))
	case e.State == inference.Process:
		text := "The machine itself did something else " + w.when(e.Event) + "; no sensor is accused"
		if s := w.sighted(e.Sight); s != "" {
			text += ". Farthest from its habit was " + s
		}
		return text
	}
	return "Something did not fit " + w.when(e.Event)
}

// sighted is "Flow: its level was up, 7 times its usual swing".
func (w words) sighted(s inference.Sight) string {
	if !s.On || s.Channel < 0 || s.Channel >= len(w.names) || s.Feature == "" {
		return ""
	}
	way := "down"
	if s.Above {
		way = "up"
	}
	return fmt.Sprintf("%s: its %s was %s, %s times its usual swing", w.names[s.Channel], s.Feature, way, number(min(s.Times, 999), 0))
}

// instead is what was shown in the place of what a faulty sensor said.
func (w words) instead(e Episode) string {
	if e.State != inference.Fault || e.Trace == nil {
		return ""
	}
	c, s := e.Trace.Channel, e.Trace.Shown
	switch {
	case s.Corrected > 0:
		text := "Shown instead: an estimate from the other sensors, ≈ " + w.number(c, s.Estimate())
		if sigma := w.sigma(c); sigma > 0 {
			text += " ±" + w.number(c, sigma)
		}
		text = w.unit(c, text) + " on average"
		if s.Withheld > 0 {
			text += fmt.Sprintf("; no number at all for %s", plural(s.Withheld, "sample"))
		}
		return text + "."
	case s.Withheld > 0:
		return "Shown instead: no number, because the other sensors do not tell well enough what it should read."
	case s.Passed > 0:
		return "Its numbers were passed on as they were measured: nothing was shown in their place."
	case s.Missing > 0:
		return "Nothing was measured and nothing was shown in its place."
	}
	return ""
}
