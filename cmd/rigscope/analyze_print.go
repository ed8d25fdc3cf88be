package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"rigscope/inference/theory"
	"rigscope/tui/chart"
)

// page is text that grows; what is wrong with the writer shows at the end.
type page struct{ strings.Builder }

func (p *page) line(format string, a ...any) {
	p.WriteString(strings.TrimRight(fmt.Sprintf(format, a...), " ") + "\n")
}

// flush writes a line that was put together, if there is one.
func (p *page) flush(line string) {
	if line != "" {
		p.line("%s", line)
	}
}

// paragraph breaks a sentence at 100 columns.
func (p *page) paragraph(text string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && chart.Width(line)+1+chart.Width(word) > 100 {
			p.line("%s", line)
			line = ""
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	p.line("%s", line)
}

// print says all of it in tables of at most 100 columns.
func (r *analysis) print(w io.Writer) error {
	var t page
	measured := "nothing measured: name a clean log to measure on"
	if r.Windows > 0 {
		measured = fmt.Sprintf("measured on %d windows of %s", r.Windows, clip(safe(r.Log), 40))
	}
	t.line("%s: %d channels in %d modalities; %s", clip(safe(r.Model.Name), 30), len(r.Channels), len(r.Encoder.Modalities), measured)
	r.printLayers(&t)
	r.printFaults(&t)
	r.printChannels(&t)
	r.printInfluence(&t)
	t.line("\nCertified numbers hold for every input, under:")
	for _, s := range r.Assumes {
		t.line("- %s", s)
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// printLayers puts the layers of one network in one line, beside its
// constant.
func (r *analysis) printLayers(t *page) {
	t.line("\nNORMS of the layers, largest gains a probe fault met there, and the network's Lipschitz constant")
	t.line("%-18s %-16s %21s %19s %9s %10s", "network", "layers", "norms", "fault gains", "measured", "certified")
	constants := r.constants()
	for _, group := range r.networks() {
		name := networkOf(group[0].Name)
		norms, gains := "", ""
		for _, l := range group {
			norms += fmt.Sprintf(" %6s", brief(l.Lipschitz))
			gains += fmt.Sprintf(" %5s", short(l.Gain))
		}
		c, known := constants[name]
		if !known {
			c = theory.Interval{Measured: nobody, Certified: group[0].Bound}
		}
		t.line("%-18s %-16s %21s %19s %9s %10s", clip(safe(name), 18), operation(group[0]), norms, gains, digits(c.Measured), digits(c.Certified))
	}
	c := r.Corrector
	t.line("%-18s %-16s %21s %19s %9s %10s", "corrector z + dz", "", "", "", "–", digits(c.With))
	t.line("training pulls each norm of block towards %.2f; NAME.N.weight in the file, and ridge.others.weight", blockCap)
	if g := c.Gains; g != nil {
		t.line("corrector told of no fault: gain %s for a fault, %s between clean windows, error %s", digits(g.Fault), digits(g.Clean), digits(g.Error))
		t.line("told of it, the faulty channel is masked: gain exactly 0")
	}
}

// nobody knows this number.
var nobody = theory.Number(math.NaN())

// networks are the layers, those of one network together.
func (r *analysis) networks() [][]theory.LayerReport {
	var out [][]theory.LayerReport
	for _, l := range r.Layers {
		if n := len(out); n > 0 && networkOf(out[n-1][0].Name) == networkOf(l.Name) {
			out[n-1] = append(out[n-1], l)
			continue
		}
		out = append(out, []theory.LayerReport{l})
	}
	return out
}

// networkOf a layer: its name without what stands behind the last dot.
func networkOf(layer string) string {
	if i := strings.LastIndex(layer, "."); i >= 0 {
		return layer[:i]
	}
	return layer
}

// constants of the networks, by the names of their layers.
func (r *analysis) constants() map[string]theory.Interval {
	out := map[string]theory.Interval{"block": r.Corrector.Interval}
	for _, i := range r.Encoder.Modalities {
		out["enc."+i.Name] = i
	}
	for _, i := range r.Decoder.Modalities {
		out["dec."+i.Name] = i
	}
	if r.Detector != nil {
		out["detector"] = *r.Detector
	}
	return out
}

func operation(l theory.LayerReport) string {
	if l.Stride > 0 {
		return fmt.Sprintf("%s /%d", l.Op, l.Stride)
	}
	return l.Op
}

// printFaults is how strong and how concentrated a fault is in the latent.
func (r *analysis) printFaults(t *page) {
	if len(r.Faults) == 0 {
		return
	}
	t.line("\nA PROBE FAULT in the latent of its modality: gain, participation (1: even), share of its top 10 %%")
	t.line("%-22s %-23s   %-23s   %-23s", "", "impulse of 1 σ", "bias of 1 σ", "gain of 20 %")
	t.line("%-22s"+strings.Repeat("%8s%8s%8s  ", 3), "channel", "gain", "part.", "top", "gain", "part.", "top", "gain", "part.", "top")
	line := ""
	for i, f := range r.Faults {
		if i == 0 || f.Channel != r.Faults[i-1].Channel {
			t.flush(line)
			line = fmt.Sprintf("%-22s", clip(safe(f.Channel), 22))
		}
		s, gain := f.Steps[depth-1], 1.0
		for _, step := range f.Steps[:depth] {
			gain *= float64(step.Gain)
		}
		line += fmt.Sprintf("%8s%8s%8s  ", digits(theory.Number(gain)), digits(s.Spread.Participation), digits(s.Spread.Top))
	}
	t.flush(line)
}

func (r *analysis) printChannels(t *page) {
	matrix, what := r.matrix()
	t.line("\nWHEN CORRECTING PAYS, and what each corrected channel rests on most (%s)", what)
	t.line("%-22s %-7s %10s %9s %6s  %s", "channel", "unit", "break-even", "explained", "ridge", "rests on")
	for j, c := range r.Channels {
		even := digits(c.BreakEven)
		if !c.Corrected {
			even = "withheld"
		}
		t.line("%-22s %-7s %10s %9s %6s  %s", clip(safe(c.Name), 22), clip(safe(c.Unit), 7), even, digits(c.Explained), digits(c.Ridge), r.restsOn(matrix, j))
	}
	t.line("break-even: the smallest bias worth correcting; ridge: its share, the rest is the network's")
}

// matrix is the measured influence, or the certified one where nothing was
// measured.
func (r *analysis) matrix() (m [][]theory.Number, what string) {
	if r.Influence.Matrix != nil {
		return r.Influence.Matrix, "measured"
	}
	return r.Influence.Certified, "certified"
}

// restsOn names the channels that move a corrected channel j most.
func (r *analysis) restsOn(m [][]theory.Number, j int) string {
	var order []int
	for i := range m {
		if i != j && m[i][j] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return -cmpNumber(m[a][j], m[b][j]) })
	var parts []string
	for _, i := range order[:min(len(order), 2)] {
		parts = append(parts, fmt.Sprintf("%s %s", clip(safe(r.Channels[i].Name), 13), short(m[i][j])))
	}
	return strings.Join(parts, ", ")
}

func cmpNumber(a, b theory.Number) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// widest matrix that fits 100 columns.
const widest = 14

func (r *analysis) printInfluence(t *page) {
	m, what := r.matrix()
	t.line("\nINFLUENCE, %s: row the disturbed channel, column the corrected one", what)
	if len(m) > widest {
		t.line("%d channels do not fit here: --json has the matrix", len(m))
		return
	}
	head := fmt.Sprintf("%-16s", "")
	for j := range m {
		head += fmt.Sprintf(" %5d", j+1)
	}
	t.line("%s", head)
	for i, row := range m {
		text := fmt.Sprintf("%2d %-13s", i+1, clip(safe(r.Channels[i].Name), 13))
		for _, v := range row {
			text += fmt.Sprintf(" %5s", short(v))
		}
		t.line("%s", text)
	}
	if what == "measured" {
		t.line("%s", r.verdict())
	}
}

// float32Rounding is how far the graph's rounding may carry a measured entry over a
// certificate that is reached.
const float32Rounding = 1e-4

// verdict says whether the certificates hold.
func (r *analysis) verdict() string {
	worst, at := r.loosest()
	if worst > 1+float32Rounding {
		return fmt.Sprintf("an entry is ABOVE its certificate, %s by a factor of %.4f: please report this model", at, worst)
	}
	return fmt.Sprintf("every entry is below its certificate; nearest: %.0f %% of it, %s (--json has all certificates)", 100*worst, at)
}

// loosest is the largest measured entry relative to its certificate.
func (r *analysis) loosest() (share float64, at string) {
	for i, row := range r.Influence.Matrix {
		for j, v := range row {
			if s := float64(v / r.Influence.Certified[i][j]); i != j && s > share {
				share, at = s, fmt.Sprintf("%d on %d", i+1, j+1)
			}
		}
	}
	return share, at
}

// digits is v with three digits, – where nobody knows.
func digits(v theory.Number) string {
	x := float64(v)
	switch {
	case math.IsInf(x, 1):
		return "∞"
	case math.IsNaN(x):
		return "–"
	case x != 0 && (math.Abs(x) >= 1e5 || math.Abs(x) < 1e-3):
		return fmt.Sprintf("%.1e", x)
	case math.Abs(x) >= 1000:
		return fmt.Sprintf("%.0f", x)
	case math.Abs(x) >= 100:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.3f", x)
}

// brief is v in six characters.
func brief(v theory.Number) string {
	if x := float64(v); x < 99.995 {
		return fmt.Sprintf("%.3f", x)
	}
	return short(v)
}

// short is v in five characters; a dot for exactly nothing.
func short(v theory.Number) string {
	x := float64(v)
	switch {
	case x == 0:
		return "·"
	case math.IsNaN(x):
		return "–"
	case x >= 9999.5:
		return "≥1e4"
	case x >= 99.95:
		return fmt.Sprintf("%.0f", x)
	case x >= 9.995:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.2f", x)
}

// clip shortens text to n characters. The tail stays: names often differ in
// nothing else.
func clip(s string, n int) string { return chart.Cut(s, n) }
