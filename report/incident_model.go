package report

import (
	"fmt"
	"path"
	"strings"

	"rigscope/inference"
)

// model is the card of the model: what it is, what it was made from, what it
// can see and what not.
func (w words) model() Section {
	s := Section{Title: "The model"}
	if w.Spec == nil || w.Model.Name == "" {
		s.Blocks = []Block{prose("There was none: nothing was judged, nothing was corrected.")}
		return s
	}
	spec, cal := w.Spec, w.Spec.Calibration
	facts := []Fact{
		fact("File", name(w.Model.Name)), fact("sha256", Clean(w.Model.Hash)),
		fact("Made by", made(spec.Provenance)), fact("Trained on", logs(spec.Provenance)...),
		fact("Looks at", fmt.Sprintf("windows of %d frames (%s), a verdict every %d (%s)", spec.Rig.Window, lasted(spec.Rig.Grid(spec.Rig.Window)), spec.Hop, lasted(spec.Rig.Grid(spec.Hop)))),
		fact("False alarms", fmt.Sprintf("nominal %s, achieved %s of clean windows, found on %d kept back in training", percent(cal.FAR), percent(cal.Achieved), cal.Tested),
			fmt.Sprintf("%s alarms a day on clean data, whoever raises them", brief(cal.Episodes))),
	}
	if n := len(cal.Worst); n > 0 {
		facts = append(facts, fact("Smallest p-value", brief(1/float64(n+1))+" unless extrapolated"))
	}
	facts = append(facts, fact("Never corrected", w.withheld()))
	s.Blocks = append(s.Blocks, Block{Facts: facts})
	if len(cal.Limits) == len(w.names) {
		s.Blocks = append(s.Blocks, Block{Table: w.limits()})
	}
	return s
}

func percent(x float64) string { return brief(100*x) + " %" }

func made(p inference.Provenance) string {
	return fmt.Sprintf("%s, seed %d. A model file carries no date, so that the same data give the same file.", Clean(p.App), p.Seed)
}

// logs are the files the model was trained on, without their folders.
func logs(p inference.Provenance) []string {
	rows := ""
	if p.Rows != "" {
		rows = ", rows " + Clean(p.Rows)
	}
	out := []string{fmt.Sprintf("%s clean frames%s, in %s", fmt.Sprint(p.Frames), rows, plural(len(p.Logs), "log"))}
	const most = 5
	for i, l := range p.Logs {
		if i == most {
			return append(out, fmt.Sprintf("and %d more", len(p.Logs)-most))
		}
		line := name(path.Base(strings.ReplaceAll(l, "\\", "/")))
		if i < len(p.SHA256) {
			line += fmt.Sprintf(", sha256 %.12s…", Clean(p.SHA256[i]))
		}
		out = append(out, line)
	}
	return out
}

// withheld are the channels that the others do not predict.
func (w words) withheld() string {
	var out []string
	for c := range w.names {
		if c < len(w.Spec.Calibration.Explained) && !w.Spec.Calibration.Reconstructable(c) {
			out = append(out, w.names[c])
		}
	}
	if len(out) == 0 {
		return "no sensor: the others predict each of them"
	}
	return strings.Join(out, ", ") + ": the others do not predict them, so a faulty reading is withheld"
}

// limits are the sizes that faults must have.
func (w words) limits() *Table {
	t := &Table{Caption: fmt.Sprintf("Smallest fault that %.0f of 100 windows show, and the bias from which the estimate is nearer the truth than the reading; in the sensor's unit, gain in percent of the reading", 100*inference.DetectableShare),
		Columns: []Column{left("Sensor"), left("Unit"), right("Bias"), right("Drift"), right("Gain %"), right("Noise"), right("Mended from"), right("Error of estimate, 1 σ"), right("Explained %")},
		Note:    "– means: at no size that was tried. Drift is counted at the end of a window, noise as a standard deviation."}
	cal := w.Spec.Calibration
	for c, l := range cal.Limits {
		t.Rows = append(t.Rows, []string{w.names[c], w.units[c], size(l.Bias, 1), size(l.Drift, 1), size(l.Gain, 100), size(l.Noise, 1), size(l.Correctable, 1),
			significant(cal.Sigma[c]), number(100*cal.Explained[c], 0)})
	}
	return t
}

func size(s inference.Size, scale float64) string {
	if !s.Found() {
		return "–"
	}
	return significant(scale * float64(s))
}

// reading says how the page is to be read.
func reading(judged bool) Section {
	lines := []string{
		"Measured is what the wire said. Nothing on this page changes it, and a gap is never bridged.",
		"Corrected is an estimate, never a reading. It is what the other sensors say a faulty one should read, with the error they made on clean data, ±1 σ; that holds while the rig runs as it did in training.",
		"Withheld means: the sensor is faulty and the others cannot tell what it should read. Then no number is shown.",
		"The score rises from 0 to 1 with the evidence against a sensor. At .95 it has reached the threshold that was set on clean windows; an alarm needs two of the last three. Its p-value is about the share of clean windows that look as strange.",
		"A fault is a sensor's. Process means that the machine itself does something it did not do in training, and no sensor is accused.",
		"An alarm is raised when there is evidence enough, which is later than the fault began: by the size of the fault, from one hop to many windows.",
		"The model knows the rig as it was in training. In a regime it has never seen it may accuse the innocent or miss the guilty.",
	}
	if !judged {
		lines = lines[:1]
	}
	items := make([]Item, len(lines))
	for i, l := range lines {
		items[i].Text = l
	}
	return Section{Title: "How to read this page", Blocks: []Block{{Items: items}}}
}
