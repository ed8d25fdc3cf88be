package tui

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// complaint says in plain words what channel c does, without its name.
func (s *scene) complaint(c int) string {
	r := s.now.readings[c]
	off := s.offsetWords(c)
	switch r.kind {
	case "bias":
		return or(off, "reads", "reads another level than the others say")
	case "drift":
		return or(off, "drifts, now", "drifts away from the others")
	case "stuck":
		return "is stuck" + s.atValue(c)
	case "dropout":
		return "drops out"
	case "spike":
		return "shows spikes"
	case "noise":
		return "is noisier than the others allow"
	case "":
		return or(off, "reads", "does not fit the others")
	}
	if r.sigma > 0 && !(math.Abs(r.offset) > r.sigma) { // how far it is off tells less than how
		off = ""
	}
	return or(off, "reads", manner(r.kind))
}

// manner is what a sensor with a fault of that kind does.
func manner(kind string) string {
	switch kind {
	case "gain":
		return "has an error that grows with its value"
	case "quant":
		return "moves in coarser steps than it did"
	case "clip":
		return "is cut off at a limit"
	case "delay":
		return "is late"
	case "hum":
		return "has a tone on top"
	case "incon":
		return "tells of another time than the others"
	}
	return "does not fit the others"
}

// or puts verb before words if there are any, and is instead otherwise.
func or(words, verb, instead string) string {
	if words == "" {
		return instead
	}
	return verb + " " + words
}

func (s *scene) atValue(c int) string {
	if math.IsNaN(s.now.readings[c].raw) {
		return ""
	}
	return " at " + s.quantity(c, s.now.readings[c].raw)
}

// offsetWords is "0.61 bar too high", or "" where that would be no news.
func (s *scene) offsetWords(c int) string {
	off := s.now.readings[c].offset
	if !s.news(c, off) {
		return ""
	}
	way := "too high"
	if off < 0 {
		way = "too low"
	}
	return s.quantity(c, math.Abs(off)) + " " + way
}

// news is true for an offset that can be seen in the decimals of channel c.
func (l *labels) news(c int, off float64) bool {
	return !math.IsNaN(off) && !math.IsInf(off, 0) && strings.ContainsAny(l.number(c, off), "123456789")
}

// shortFault is "bias +0.61 bar", as much of it as there is.
func (s *scene) shortFault(c int) string {
	r := s.now.readings[c]
	kind := r.kind
	if kind == "" {
		kind = "odd"
	}
	if s.offsetWords(c) == "" || !shifts(r.kind) {
		return kind
	}
	return kind + " " + s.withUnit(c, s.signed(c, r.offset))
}

// shifts says that of a fault of this kind the mean offset tells something:
// noise of ±2 A is not off by the 0.3 A it happened to have on average.
func shifts(kind string) bool {
	switch kind {
	case "", "bias", "drift", "gain", "clip", "incon":
		return true
	}
	return false
}

// estimate is "≈ 0.03 ±0.05 bar", or what stands in its place.
func (s *scene) estimate(c int) string {
	r := s.now.readings[c]
	if math.IsNaN(r.value) {
		return "× no honest estimate"
	}
	out := "≈ " + s.number(c, r.value)
	if r.sigma > 0 {
		out += " ±" + s.number(c, r.sigma)
	}
	return s.withUnit(c, out)
}

// plural is "1 sensor" or "3 sensors".
func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// list is "Flow, Pressure and 2 more" with at most most names.
func list(names []string, most int) string {
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// age is a length of time to one unit: 44 s, 19 min, 3 h, 5 d.
func age(d time.Duration) string {
	switch s := d.Seconds(); {
	case s < 0:
		return "0 s"
	case s < 10 && d%time.Second != 0:
		return fmt.Sprintf("%.1f s", s)
	case s < 120:
		return fmt.Sprintf("%.0f s", s)
	case s < 2*3600:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case s < 48*3600:
		return fmt.Sprintf("%d h", int(d.Hours()))
	default:
		return fmt.Sprintf("%d d", int(d.Hours()/24))
	}
}

// clock is a time since the start of the data, h:mm:ss.
func clock(d time.Duration) string {
	s := int64(max(d, 0) / time.Second)
	return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60)
}
