package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// output is a file that appears whole or not at all: it is written under
// another name in the same folder, synced and renamed. "-" is stdout. What is
// there already and no plain file, such as a pipe or a device, is written to
// as it is.
type output struct {
	*bufio.Writer
	file    *os.File // nil for stdout
	path    string
	special bool // no plain file: nothing to sync, rename or remove
}

func (a *app) create(path string) (*output, error) {
	if path == "-" {
		return &output{Writer: bufio.NewWriter(a.out)}, nil
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, inConfig(fmt.Errorf("create %s: %w", path, err))
		}
		return &output{bufio.NewWriter(f), f, path, true}, nil
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return nil, inConfig(fmt.Errorf("create %s: %w", path, err))
	}
	return &output{bufio.NewWriter(f), f, path, false}, nil
}

// commit makes the file appear.
func (o *output) commit() error {
	if err := o.Flush(); err != nil || o.file == nil {
		return err
	}
	if o.special {
		return o.file.Close()
	}
	if err := o.file.Sync(); err != nil {
		return fmt.Errorf("write %s: %w", o.path, err)
	}
	if err := o.file.Chmod(0o644); err != nil {
		return fmt.Errorf("write %s: %w", o.path, err)
	}
	if err := o.file.Close(); err != nil {
		return fmt.Errorf("write %s: %w", o.path, err)
	}
	return os.Rename(o.file.Name(), o.path)
}

// abandon removes what was not committed; after commit it does nothing.
func (o *output) abandon() {
	if o.file != nil {
		o.file.Close()
	}
	if o.file != nil && !o.special {
		os.Remove(o.file.Name())
	}
}

// writeFile writes b to path the same way.
func (a *app) writeFile(path string, b []byte) error {
	o, err := a.create(path)
	if err != nil {
		return err
	}
	defer o.abandon()
	if _, err := o.Write(b); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return o.commit()
}

// distinct refuses outputs that are one of the inputs or the same file
// twice: a recording must not be lost to a slip of the fingers. Empty names
// and "-" are nobody's.
func distinct(outs []string, ins ...string) error {
	for i, out := range outs {
		for _, in := range slices.Concat(ins, outs[:i]) {
			if out != "" && out != "-" && sameFile(out, in) {
				return usage("%s would be written over %s: name another file", out, in)
			}
		}
	}
	return nil
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	if err != nil || err2 != nil {
		return b != "" && filepath.Clean(a) == filepath.Clean(b)
	}
	return x.Mode().IsRegular() && os.SameFile(x, y)
}
