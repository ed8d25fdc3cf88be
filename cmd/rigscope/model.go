package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"rigscope/inference"
	"rigscope/inference/models"
	"rigscope/inference/ort"
	"rigscope/pipeline"
)

// loaded is a model ready to run, with the engine under it.
type loaded struct {
	pipeline.Judge
	info  pipeline.ModelInfo
	file  []byte // nil: there is no model
	close func() error
}

// digest names the model in files; empty if there is none.
func (l loaded) digest() string {
	if l.info.Hash == "" {
		return ""
	}
	return "sha256:" + l.info.Hash
}

// openModel reads a model file and starts the engine. An empty path means
// the bundled model of the demo rig.
func openModel(path string) (loaded, error) {
	name, b := models.DemoName, models.Demo
	if path != "" {
		var err error
		if b, err = readModel(path); err != nil {
			return loaded{}, inConfig(fmt.Errorf("read model: %w", err))
		}
		name = filepath.Base(path)
	}
	l, err := openBytes(name, b)
	if err != nil {
		return loaded{}, inConfig(fmt.Errorf("open model %s: %w", name, err))
	}
	return l, nil
}

// maxModel bounds what is read as a model; ours are below a megabyte.
const maxModel = 256 << 20

func readModel(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxModel+1))
	if err == nil && len(b) > maxModel {
		err = fmt.Errorf("%s is larger than %d MB, which no model is", path, maxModel>>20)
	}
	return b, err
}

func openBytes(name string, b []byte) (loaded, error) {
	rt, err := ort.Load("")
	if err != nil {
		return loaded{}, err
	}
	m, err := ort.Open(rt, b)
	if err != nil {
		return loaded{}, err
	}
	a, err := inference.NewAssessor(m)
	if err != nil {
		m.Close()
		return loaded{}, err
	}
	sum := sha256.Sum256(b)
	return loaded{a, pipeline.ModelInfo{Name: name, Hash: hex.EncodeToString(sum[:])}, b, m.Close}, nil
}

// engine opens models for training to calibrate.
func engine(b []byte) (inference.Model, error) {
	rt, err := ort.Load("")
	if err != nil {
		return nil, err
	}
	return ort.Open(rt, b)
}
