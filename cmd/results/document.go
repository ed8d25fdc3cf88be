package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"text/template"
)

// allParts in the order of their importance: what is asked most with few
// seeds, then the other seeds and the rest.
func (l *lab) allParts() ([]part, error) {
	skab, err := l.skabParts()
	if err != nil {
		return nil, err
	}
	arms := armParts()
	out := append(tableParts(sets, 0), skab[0])
	out = append(out, tableParts(pairSets, 1, 2)...)
	out = append(append(append(out, pairsParts()...), alarmsParts()...), arms[:armsFirst]...)
	out = append(append(out, skab[1:]...), propagationPart("skab"), propagationPart("hyd"), fusionPart("skab"), fusionPart("hyd"))
	out = append(out, arms[armsFirst:armsSecond]...)
	out = append(out, tableParts([]string{"syn", "ur3"}, 1, 2)...)
	out = append(append(out, tableParts(sets, 3, 4)...), arms[armsSecond:]...)
	out = append(out, separateParts()...)
	return append(append(out, lastingParts()...), timePart()), nil
}

// armsFirst are the arms of Lipschitz control, armsSecond those and the
// schedules.
const armsFirst, armsSecond = 8 * 3, 11 * 3

// writeDocument fills the tables into the notes beside path. Where a figure
// has not been computed the document says so.
func (l *lab) writeDocument(path string) error {
	notes := filepath.Join(filepath.Dir(path), "results-notes.md")
	b, err := os.ReadFile(notes)
	if err != nil {
		return err
	}
	t, err := template.New(notes).Funcs(l.tables()).Parse(string(b))
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, nil); err != nil {
		return err
	}
	return writeFile(path, out.Bytes())
}

// tables are what the notes may ask for.
func (l *lab) tables() template.FuncMap {
	return template.FuncMap{
		"machine": func() string {
			return fmt.Sprintf("%s, %s/%s, %d cores", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
		},
		"methods": l.mainTable, "kinds": l.kindTable,
		"gates": func() string { return gateTable(l.gates()) }, "relative": func() string { return gateTable(l.relative()) },
		"aims":  func() string { return gateTable(l.aims()) },
		"pairs": l.pairsTable, "eachpair": l.pairsEach, "pairmean": l.pairsInShort, "seedcount": l.seedsInShort,
		"witness": l.witnessTable, "program": l.programTable,
		"arms": l.question, "propagation": l.propagationTable, "fusion": l.fusionTable,
	}
}

// question is the table of one question of the ablations on one set.
func (l *lab) question(set, about string) (string, error) {
	gainsOf := []column{blockColumn, encoderColumn, detectorColumn, gainColumn, faultColumn, cleanColumn}
	both := append(append([]arm{}, lipschitzArms...), literalArms...)
	switch about {
	case "lipschitz":
		return l.armTable(set, both, append(accuracy, gainsOf...)), nil
	case "stress":
		return l.armTable(set, both, stressColumns()), nil
	case "activation":
		return l.armTable(set, activationArms, accuracy), nil
	case "activation-kinds":
		return l.armTable(set, activationArms, kindColumns()), nil
	case "inputs":
		return l.armTable(set, inputArms, accuracy), nil
	case "inputs-kinds":
		return l.armTable(set, inputArms, kindColumns()), nil
	case "schedule":
		return l.armTable(set, scheduleArms, append(accuracy, gainColumn, blockColumn)), nil
	case "schedule-stress":
		return l.armTable(set, scheduleArms, stressColumns()), nil
	case "gradient":
		return l.armTable(set, slices.Concat(gradientArms, renormArms), append(append([]column{divergedColumn}, accuracy...), gainsOf[:4]...)), nil
	case "contrast":
		return l.armTable(set, contrastArms, accuracy), nil
	case "unseen-a", "unseen-b":
		which := about[len(about)-1:]
		arms := []arm{base}
		for _, a := range contrastArms {
			arms = append(arms, without(which, a))
		}
		return l.armTable(set, arms, append([]column{unseenColumn(which)}, accuracy...)), nil
	case "latent":
		return l.armTable(set, []arm{base, latentArms[0], latentArms[2]}, accuracy), nil
	case "weak":
		return l.armTable(set, []arm{base, weakFaults}, append(accuracy, strongColumn)), nil
	}
	return "", fmt.Errorf("there is no question about %q", about)
}
