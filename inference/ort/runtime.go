package ort

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	binding "github.com/yalue/onnxruntime_go"
)

// ErrRuntime is wrapped by every error about the library itself. Such an
// error is one sentence that says how to mend it.
var ErrRuntime = errors.New("ONNX Runtime")

const mend = "run `make runtime` or set RIGSCOPE_ORT to another libonnxruntime"

// Runtime is the loaded library. It may be used from any goroutine.
type Runtime struct{ version, path string }

// process guards the binding, which is one for the whole process whether we
// like it or not.
var process struct {
	sync.Mutex
	runtime *Runtime // nil while nothing is loaded
	users   int      // runtimes handed out and models opened, not yet closed
}

// Load starts the library at path. With an empty path it takes the first of:
// RIGSCOPE_ORT, the library inside this program, one beside it, the one that
// `make runtime` brought, one of the system.
//
// A process has one library: a second Load gives the same Runtime, and it is
// an error to ask for another path then. Every Load needs its own Close. All
// errors wrap ErrRuntime.
func Load(path string) (*Runtime, error) {
	process.Lock()
	defer process.Unlock()
	path, err := absolute(cmp.Or(path, os.Getenv("RIGSCOPE_ORT")))
	if err != nil {
		return nil, err
	}
	switch rt := process.runtime; {
	case rt == nil:
		if process.runtime, err = load(path); err != nil {
			return nil, err
		}
	case path != "" && path != rt.path:
		return nil, fmt.Errorf("%w is running from %s: %s cannot be loaded beside it", ErrRuntime, rt.path, path)
	}
	process.users++
	return process.runtime, nil
}

// absolute keeps an empty path. The loader would look for a bare name in the
// system's folders instead of here.
func absolute(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("%w at %s: %w", ErrRuntime, path, err)
	}
	return abs, nil
}

// Close unloads the library once every Load and every Model is closed. It
// must be called once for each Load.
func (rt *Runtime) Close() error {
	process.Lock()
	defer process.Unlock()
	if process.users--; process.users > 0 {
		return nil
	}
	process.runtime = nil
	return binding.DestroyEnvironment()
}

// hold keeps the library until one more Close.
func (rt *Runtime) hold() {
	process.Lock()
	defer process.Unlock()
	process.users++
}

// Version is the library's own, such as "1.24.3".
func (rt *Runtime) Version() string { return rt.version }

// Path is where the library was found, or "embedded".
func (rt *Runtime) Path() string { return rt.path }

func load(path string) (*Runtime, error) {
	if path == "" && len(embedded) > 0 {
		return loadEmbedded(embedded)
	}
	if path == "" {
		path = find()
	}
	if path == "" {
		return nil, fmt.Errorf("%w not found: %s", ErrRuntime, mend)
	}
	return start(path, path)
}

// start checks the library at path, loads it and makes its environment.
// shown is the path in words.
func start(path, shown string) (*Runtime, error) {
	if err := inspect(path); err != nil {
		return nil, fmt.Errorf("%w at %s %w: %s", ErrRuntime, shown, err, mend)
	}
	lib, err := openLibrary(path)
	if err != nil {
		return nil, fmt.Errorf("%w at %s %w: %s", ErrRuntime, shown, err, mend)
	}
	defer lib.close() // the binding has opened it for itself by then
	if !recent(lib.version) {
		return nil, fmt.Errorf("%w %s at %s is too old, rigscope needs %s or newer: %s", ErrRuntime, lib.version, shown, oldest, mend)
	}
	binding.SetSharedLibraryPath(path)
	// The terminal belongs to the screen: errors come back as errors only.
	if err := binding.InitializeEnvironment(binding.WithLogLevelFatal()); err != nil {
		return nil, fmt.Errorf("%w %s at %s does not start (%w): %s", ErrRuntime, lib.version, shown, err, mend)
	}
	return &Runtime{version: lib.version, path: shown}, nil
}
