package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"rigscope/inference"
	"rigscope/report"
	"rigscope/tui"
)

// reportForm is how a report is written, by the end of its file's name.
func reportForm(path string) (func(report.Incident, io.Writer) error, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".html", ".htm":
		return report.Incident.HTML, nil
	case ".txt":
		return report.Incident.Text, nil
	}
	return nil, usage("--report %q: give a file that ends in .html or .txt", path)
}

// writeReport writes one file, whole or not at all.
func (a *app) writeReport(path string, in report.Incident) error {
	form, err := reportForm(path)
	if err != nil {
		return err
	}
	o, err := a.create(path)
	if err != nil {
		return err
	}
	defer o.abandon()
	if err := form(in, o); err != nil {
		return inConfig(err)
	}
	return inConfig(o.commit())
}

// signed fills in who makes a report and when, and what the model knows.
func signed(in report.Incident, source string, spec *inference.Spec) report.Incident {
	in.Source, in.Version, in.By = source, version, whoami()
	in.Made, in.Zone = time.Now(), time.Local
	if in.Model.Name != "" {
		in.Spec = spec
	}
	return in
}

// whoami is the user and the machine, as far as they are known.
func whoami() string {
	var parts []string
	if u, err := user.Current(); err == nil {
		parts = append(parts, u.Username)
	}
	if h, err := os.Hostname(); err == nil {
		parts = append(parts, h)
	}
	return strings.Join(parts, " on ")
}

// reporter writes what the console shows into this folder, in both forms,
// and gives the sentence that says so.
func (a *app) reporter(source string, m loaded) func(tui.Reported) (string, error) {
	return func(r tui.Reported) (string, error) {
		in := signed(report.FromSnapshot(r.Snapshot, r.Event), source, m.Spec())
		in.Watched, in.Seen = true, r.Seen
		stem := freeStem(reportStem(in.Rig.Name, in.Made))
		for _, end := range []string{".html", ".txt"} {
			if err := a.writeReport(stem+end, in); err != nil {
				return "", fmt.Errorf("no report: %w", err)
			}
		}
		return fmt.Sprintf("wrote %s.html and .txt", stem), nil
	}
}

// reportStem is <rig>-<UTC>-incident.
func reportStem(rig string, t time.Time) string {
	safe := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, rig)
	safe = strings.Trim(safe, "-")
	if safe = safe[:min(len(safe), 40)]; safe == "" {
		safe = "rig"
	}
	return safe + t.UTC().Format("-20060102T150405Z") + "-incident"
}

// freeStem is stem, or with a number if there is such a report already.
func freeStem(stem string) string {
	for n, free := 2, stem; ; n++ {
		if _, err := os.Lstat(free + ".html"); errors.Is(err, os.ErrNotExist) || n > 99 {
			return free
		}
		free = fmt.Sprintf("%s-%d", stem, n)
	}
}

// logName is how a report calls a log.
func logName(path string) string {
	if path == "-" {
		return "standard input"
	}
	return filepath.Base(path)
}
