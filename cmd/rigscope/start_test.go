package main

import (
	"os"
	"path/filepath"
	"testing"
)

// What was watched last is the first line of the start screen, and starts
// from there.
func TestStartAgain(t *testing.T) {
	home := t.TempDir()
	log, rig := filepath.Join(home, "night.csv"), filepath.Join(home, "rig.toml")
	for path, text := range map[string]string{
		log: "p\n1\n2\n3\n4\n5\n6\n7\n8\n9\n",
		rig: "name = \"bench\"\nrate = 1\n[[modality]]\nname = \"hydraulic\"\nchannels = [ { name = \"p\" } ]\n",
	} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	first := newSessionIn(t, home, 80, 24, "replay", log, "--rig", rig)
	first.does("", "bench")
	first.ends("q")
	again := newSessionIn(t, home, 80, 24)
	again.does("", "replay night.csv --rig rig.toml")
	again.types("\r")
	again.does("", "bench")
}
