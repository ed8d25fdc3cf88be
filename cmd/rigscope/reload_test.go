package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A key that is given another place in the configuration works there without
// a new start; a mistake is told and changes nothing.
func TestConfigurationIsReadWhileRunning(t *testing.T) {
	home := t.TempDir()
	path := filepath.Join(home, "rigscope", "config.toml")
	write := func(text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	u := newSessionIn(t, home, 120, 40, "demo", "--speed", "4")
	u.does("", "space freeze")
	write("[keys]\nfreeze = \"F\"\n")
	u.does("", "F freeze")
	u.types("F")
	u.does("", "FROZEN at")
	write("[keys]\nfreeze = \"F\"\nfly = \"x\"\n")
	u.does("", `key "fly": nothing is called so`)
	u.types("F")
	u.does("", "F freeze")
}

// A label that is written into the profile is on the screen without a new
// start.
func TestProfileIsReadWhileRunning(t *testing.T) {
	home := t.TempDir()
	rig := filepath.Join(home, "rig.toml")
	write := func(label string) {
		t.Helper()
		text := "name = \"bench\"\nrate = 1\n[[modality]]\nname = \"hydraulic\"\nchannels = [ { name = \"p\", label = \"" + label + "\", unit = \"bar\" } ]\n"
		if err := os.WriteFile(rig, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	log := filepath.Join(home, "log.csv")
	if err := os.WriteFile(log, []byte("p\n1\n2\n3\n4\n5\n6\n7\n8\n9\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	write("Pump")
	u := newSessionIn(t, home, 80, 24, "replay", log, "--rig", rig)
	u.does("", "Pump")
	write("Main line")
	u.does("", "Main line")
}

func TestConfigCommand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "c.toml")
	for _, c := range []struct {
		text, want string
		code       int
	}{
		{"theme = \"light\"\n[keys]\nquit = \"Q\"\n", path + " is right\n", 0},
		{"theme = \"pink\"\n", `theme = "pink": want dark, light`, 3},
		{"[keys]\nfreeze = \"p\"\n", `key "freeze" = "p": that key is "stop-go"`, 3},
		{"colour = \"16\"\n", `unknown key "colour": known are`, 3},
	} {
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		got := rigscope(t, "config", "check", "--config", path)
		text := got.out
		if c.code != 0 {
			text = got.err
		}
		if got.code != c.code || !strings.Contains(text, c.want) {
			t.Errorf("%q: ended with %d and said %q, want %d and %q", c.text, got.code, text, c.code, c.want)
		}
	}
	if got := rigscope(t, "config", "path", "--config", path); got.out != path+"\n" {
		t.Errorf("path is %q", got.out)
	}
}
