package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rigscope/sensor"
	"rigscope/sensor/profile"
	"rigscope/tui"
)

// watchedFile is a file that may change while the program runs.
type watchedFile struct {
	path string
	size int64
	time time.Time
}

// watchFile remembers the file as it is; one that is not there may come.
func watchFile(path string) *watchedFile {
	f := &watchedFile{path: path}
	f.changed()
	return f
}

// changed is true if the file is there and another than the last time.
func (f *watchedFile) changed() bool {
	if f.path == "" {
		return false
	}
	info, err := os.Stat(f.path)
	if err != nil {
		return false
	}
	same := info.Size() == f.size && info.ModTime().Equal(f.time)
	f.size, f.time = info.Size(), info.ModTime()
	return !same
}

// reloading looks after the configuration and the rig's profile, which may
// be none.
func (a *app) reloading(rigPath string) func() (tui.Change, error) {
	conf, prof := watchFile(configPath(a.configPath)), watchFile(rigPath)
	begun, _ := profile.Load(rigPath) // it has been read before, without an error
	return func() (c tui.Change, err error) {
		if conf.changed() {
			read, err := loadConfig(a.configPath)
			if err != nil {
				return c, inBrief(err, conf.path)
			}
			s := a.settings(read)
			c.Settings, c.Text = &s, filepath.Base(conf.path)+" was changed and is in use"
		}
		if prof.changed() {
			p, err := profile.Load(rigPath)
			if err != nil {
				return c, inBrief(err, rigPath)
			}
			if err := relabels(p.Rig, begun.Rig); err != nil {
				return c, fmt.Errorf("%s: %w", filepath.Base(rigPath), err)
			}
			c.Rig, c.Text = &p.Rig, filepath.Base(rigPath)+" was changed: labels and units are in use, ports and ranges need a new start"
		}
		return c, nil
	}
}

// inBrief is err without the folders of path: the line on screen is short.
func inBrief(err error, path string) error {
	return errors.New(strings.ReplaceAll(err.Error(), path, filepath.Base(path)))
}

// relabels says why a profile cannot give the running rig new labels.
func relabels(p, rig sensor.Rig) error {
	names := func(r sensor.Rig) string {
		var out []string
		for _, c := range r.Channels {
			out = append(out, c.Modality+"/"+c.Name)
		}
		return strings.Join(out, ", ")
	}
	if names(p) != names(rig) {
		return fmt.Errorf("the channels are not those that run (%s): start anew", names(rig))
	}
	return nil
}
