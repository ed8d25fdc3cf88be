package ort

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
)

func TestRecent(t *testing.T) {
	for version, want := range map[string]bool{
		"1.24.0": true, "1.24.3": true, "1.30.0": true, "2.0.0": true, "1.25.0-rc1": true,
		"1.23.9": false, "1.3.1": false, "0.99": false, "": false, "dev": false,
	} {
		if got := recent(version); got != want {
			t.Errorf("%q: got %v", version, got)
		}
	}
}

func TestMadeDir(t *testing.T) {
	root := t.TempDir()
	deep := filepath.Join(root, "a", "b")
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	if got := madeDir(deep); got != "" {
		t.Errorf("outside a module: %q", got)
	}
	if err := os.WriteFile(filepath.Join(root, "go.mod"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	want := filepath.Join(root, ".cache", "runtime", bundledVersion, runtime.GOOS+"-"+runtime.GOARCH)
	if got := madeDir(deep); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestMakeBringsTheBundledVersion holds the two places that name it together.
func TestMakeBringsTheBundledVersion(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "make", "runtime.mk"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^RUNTIME_VERSION := (.*)$`).FindSubmatch(b)
	if m == nil || string(m[1]) != bundledVersion {
		t.Errorf("make/runtime.mk has %q, this package %q", m, bundledVersion)
	}
}
