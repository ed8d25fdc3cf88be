package tui

import (
	"fmt"
	"math"
	"strings"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// decimal is x without the nought before the point, to two figures: .04, .4,
// 4.8, 48.
func decimal(x float64) string {
	digits := 0
	switch a := math.Abs(x); {
	case a < .095:
		digits = 2
	case a < 9.95:
		digits = 1
	}
	text := fmt.Sprintf("%.*f", digits, math.Abs(x))
	if digits > 0 {
		text = strings.TrimPrefix(text, "0")
	}
	if x < 0 && strings.ContainsAny(text, "123456789") {
		return "−" + text
	}
	return text
}

// inSpans is evidence in four cells: 1 is the threshold of commissioning. A
// rule that no healthy sensor breaks counts a thousand.
func inSpans(x float64) string {
	switch {
	case math.IsNaN(x):
		return ""
	case x >= 99.5:
		return ">99"
	}
	return decimal(x)
}

// leastShift of the threshold is worth a word [spans].
const leastShift = .05

// shifted is "+.4 span above commissioning", "" where the threshold is about
// where it was then.
func (m moment) shifted() string {
	switch {
	case m.shift >= leastShift:
		return "+" + decimal(m.shift) + " span above commissioning"
	case m.shift <= -leastShift:
		return decimal(-m.shift) + " span below commissioning"
	}
	return ""
}

// threshold is shifted as a part of a sentence, short where it is narrow.
func (s *scene) threshold() []word {
	text := s.now.shifted()
	if text == "" {
		return nil
	}
	if s.w < wideFrom {
		text = strings.TrimSuffix(text, " commissioning")
	}
	return []word{say(inkDim, "threshold "+text).after(2)}
}

// sighted is "Flow level up, 7 × its usual swing": what the process witness
// sees farthest from its habit; "" if it sees nothing.
func (s *scene) sighted(v inference.Sight, long bool) string {
	if v.Channel < 0 || v.Channel >= len(s.names) || v.Feature == "" {
		return ""
	}
	way := "down"
	if v.Above {
		way = "up"
	}
	text := fmt.Sprintf("%s %s %s, %s ×", s.names[v.Channel], v.Feature, way, times(v.Times))
	if long {
		return text + " its usual swing"
	}
	return text
}

func times(x float64) string {
	if x > 999 {
		return "over 999"
	}
	return fmt.Sprintf("%.0f", x)
}

// raisers are those who raised an alarm, with the rule if one was broken.
func raisers(by []inference.Witnessing, rule string) string {
	var out []string
	for _, w := range by {
		text := string(w)
		if w == inference.ByRules && rule != "" {
			text = "rule " + rule
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

// diagnosis is what NE 107 says of a fault of channel c.
func (s *scene) diagnosis(c int, kind string, offset float64) inference.Diagnosis {
	size := math.NaN()
	if c >= 0 && c < len(s.shown.Spread) && s.shown.Spread[c] > 0 {
		size = offset / s.shown.Spread[c]
	}
	return inference.Diagnose(kind, size)
}

// remedyOf is what to do: the part after the cause, or all of it.
func remedyOf(d inference.Diagnosis) string {
	if _, act, found := strings.Cut(d.Words, ": "); found {
		return act
	}
	return d.Words
}

// statusOf an event in the words of NE 107, "" if it is no sensor's fault.
func (s *scene) statusOf(e pipeline.Event) string {
	if !isFault(e) {
		return ""
	}
	return string(s.diagnosis(e.Channel, e.Kind, e.Offset).Status)
}

// vouching are the modalities that contradict channel c and fit each other.
// Its own is no witness, since the fault is in it.
func (s *scene) vouching(c int) []int {
	var out []int
	for k, x := range s.now.modalities {
		if k != s.blockOf[c] && x < scoreWatch {
			out = append(out, k)
		}
	}
	return out
}

// fitting is how a modality stands as a witness: without a mark as long as
// it fits the others.
func (s *scene) fitting(k int) (m mark, odd bool) {
	x := s.now.modalities[k]
	if !(x >= scoreWatch) {
		return markOK(), false
	}
	for _, c := range s.faults {
		if s.blockOf[c] == k {
			return markFault(), true
		}
	}
	if x >= inference.AlarmScore && s.now.state == inference.Process {
		return markProcess(), true
	}
	return markWatch(), true
}

// folded breaks text between words into lines of at most width cells.
func folded(text string, width int) []string {
	var out []string
	line := ""
	for _, w := range strings.Fields(text) {
		switch {
		case line == "":
			line = w
		case chart.Width(line)+1+chart.Width(w) <= width:
			line += " " + w
		default:
			out, line = append(out, line), w
		}
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

// silence is why there is no verdict.
func (s *scene) silence() string {
	if s.shown.Model.Window == 0 {
		return "no model"
	}
	return "no verdict yet"
}
