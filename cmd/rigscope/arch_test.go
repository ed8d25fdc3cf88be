package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows says which room may import which; what is not listed is forbidden.
// A reason stands beside each arrow that is not plain.
var arrows = map[string][]string{
	"sensor":              {},
	"sensor/profile":      {"sensor", "sources/decode"}, // reads TOML, which the vocabulary must not; says how a port is decoded
	"sources":             {"sensor"},
	"sources/serial":      {"sources", "sources/decode", "sources/notation"}, // detects the format; counts in words
	"sources/decode":      {"sources/notation"},                              // bytes to named numbers
	"sources/notation":    {},                                                // how numbers and times are written
	"sources/merge":       {"sources", "sources/decode", "sensor"},
	"sources/synth":       {"sources", "sensor"},
	"sources/faults":      {"sources", "sensor"},
	"sources/sourcetest":  {"sources", "sensor"},
	"replay":              {"replay/mcap", "sources", "sources/decode", "sources/notation", "sensor"}, // what a port said means the same in a file as on a cable
	"replay/mcap":         {"sources", "sources/notation"},                                            // counts in words; a room of its own: the recorder runs live, beside everything that replays
	"inference":           {"sensor"},
	"inference/nn":        {},
	"inference/ort":       {"inference", "inference/onnx", "sensor"}, // reads the metadata before the engine sees a file
	"inference/onnx":      {"inference", "inference/nn"},
	"inference/training":  {"inference", "inference/nn", "inference/onnx", "sensor", "sources", "sources/faults"},
	"inference/theory":    {"inference/nn"},
	"inference/baselines": {"inference", "inference/nn", "sensor"}, // two of the opposition are networks
	"inference/evaluate":  {"inference", "inference/baselines", "inference/training", "sources/faults", "sensor"},
	"inference/models":    {}, // bytes only
	"pipeline":            {"sources", "inference", "sensor"},
	"report":              {"pipeline", "inference", "sensor"}, // writes what was found to hand on; opens no file
	"tui":                 {"pipeline", "inference", "sensor", "tui/chart", "tui/term"},
	"tui/chart":           {},
	"tui/term":            {},
}

// onlyHere names the packages that one room alone may import: the engine's
// binding, the screen's library, the serial port.
var onlyHere = map[string]string{
	"github.com/yalue/onnxruntime_go":    "inference/ort",
	"github.com/charmbracelet/bubbletea": "tui",
	"github.com/foxglove/mcap/go/mcap":   "replay/mcap",
	"go.bug.st/serial":                   "sources/serial",
}

// TestArrows parses the imports itself: the answer of `go list` would come
// from the test cache.
func TestArrows(t *testing.T) {
	root := filepath.Join("..", "..")
	rooms := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() != ".." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "bin") {
			return filepath.SkipDir
		}
		room, _ := filepath.Rel(root, filepath.Dir(path))
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || free(room) {
			return nil
		}
		rooms++
		checkFile(t, path, filepath.ToSlash(room))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if rooms < 50 {
		t.Errorf("only %d files were looked at: is the tree complete?", rooms)
	}
}

// free rooms wire things up, build tools, or are modules of their own.
func free(room string) bool {
	return strings.HasPrefix(room, "cmd") || strings.HasPrefix(room, "make") || room == "tui/calm"
}

func checkFile(t *testing.T, path, room string) {
	allowed, known := arrows[room]
	if !known {
		t.Errorf("%s: room %q is not in the plan: known are %q", path, room, slices.Sorted(maps.Keys(arrows)))
		return
	}
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range f.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		if ours, ok := strings.CutPrefix(name, "rigscope/"); ok && !slices.Contains(allowed, ours) {
			t.Errorf("%s: %s must not import %s, only %q", path, room, ours, allowed)
		}
		if owner := onlyHere[name]; owner != "" && owner != room {
			t.Errorf("%s: only %s may import %s", path, owner, name)
		}
		if room == "sensor" && strings.Contains(name, ".") {
			t.Errorf("%s: sensor imports the standard library only, not %s", path, name)
		}
	}
}
