package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"rigscope/inference"
	"rigscope/inference/ort"
)

// lab is what every part of the campaign works with.
type lab struct {
	root, data, cache string // of the sources, of the shared logs, of the results
	bin               string // the program
	runtime           *ort.Runtime
	sets              map[string]func() (dataset, string, error) // by name, read once, with their fingerprints
	fingerprints      sync.Map                                   // of sources, by their patterns
	equals            []equal                                    // earlier sources that count as today's
	busy              sync.Map                                   // a lock for every model, so that none is trained twice
}

func newLab(root, data, cache, bin string) (*lab, error) {
	rt, err := ort.Load("")
	l := &lab{root: root, data: data, cache: cache, bin: bin, runtime: rt, sets: map[string]func() (dataset, string, error){}}
	var err2 error
	l.equals, err2 = readEqual(equalText)
	for _, s := range loaders {
		var d dataset
		var rows string
		read := sync.OnceValue(func() (err error) {
			if d, err = s.load(data); err == nil {
				rows = hashRows(d)
			}
			return err
		})
		l.sets[s.name] = func() (dataset, string, error) { err := read(); return d, rows, err }
	}
	return l, cmp.Or(err, err2)
}

func (l *lab) engine(b []byte) (inference.Model, error) { return ort.Open(l.runtime, b) }

// set is a data set and its fingerprint; without a name it is empty.
func (l *lab) set(name string) (dataset, string, error) {
	if name == "" {
		return dataset{}, "", nil
	}
	read, ok := l.sets[name]
	if !ok {
		return dataset{}, "", fmt.Errorf("no data set is called %q", name)
	}
	return read()
}

// code is the fingerprint of the deciding sources and of more.
func (l *lab) code(more ...string) (string, error) {
	name := strings.Join(more, " ")
	if c, ok := l.fingerprints.Load(name); ok {
		return c.(string), nil
	}
	h := sha256.New()
	if err := hashSources(h, l.root, append(append([]string{}, deciding...), more...)); err != nil {
		return "", err
	}
	c := hex.EncodeToString(h.Sum(nil)[:8])
	l.fingerprints.Store(name, c)
	return c, nil
}

// path of what a part, or a model, is to be kept in.
func (l *lab) path(name, set string, options any, ext string, more ...string) (string, error) {
	code, err := l.code(more...)
	if err != nil {
		return "", err
	}
	return l.pathBy(code, name, set, options, ext)
}

// pathBy is the path of what the sources with the fingerprint code computed.
func (l *lab) pathBy(code, name, set string, options any, ext string) (string, error) {
	_, rows, err := l.set(set)
	if err != nil {
		return "", err
	}
	k, err := key(name, options, rows, code)
	return filepath.Join(l.cache, strings.ReplaceAll(name, "/", "-")+"-"+k+ext), err
}

// read is what a part found, if it has been computed.
func read[T any](l *lab, p part) (T, bool) {
	var v T
	path, ok, err := l.keptPart(p)
	if err != nil || !ok {
		return v, false
	}
	b, err := os.ReadFile(path)
	return v, err == nil && json.Unmarshal(b, &v) == nil
}
