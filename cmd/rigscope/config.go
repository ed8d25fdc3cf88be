package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/BurntSushi/toml"
)

// config is what a user may set once for all commands. A flag wins over the
// environment, the environment over the file.
type config struct {
	NoColor bool `toml:"no_color"`
	ASCII   bool `toml:"ascii"`
	FPS     int  `toml:"fps"` // pictures a second, 1 to 30
}

// loadConfig reads path, or the user's own file where path is empty and the
// file is there.
func loadConfig(path string) (config, error) {
	c := config{FPS: 10}
	if path == "" {
		dir, err := os.UserConfigDir()
		if err != nil {
			return c, nil // no home: defaults
		}
		path = filepath.Join(dir, "rigscope", "config.toml")
		if _, err := os.Stat(path); err != nil {
			return c, nil // not there, or no folder it could be in
		}
	}
	meta, err := toml.DecodeFile(path, &c)
	if err != nil {
		return c, fmt.Errorf("read config %s: %w", path, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return c, fmt.Errorf("read config %s: unknown key %q: known are no_color, ascii, fps", path, extra[0].String())
	}
	if c.FPS < 1 || c.FPS > 30 {
		return c, fmt.Errorf("read config %s: fps = %d is not between 1 and 30", path, c.FPS)
	}
	return c, nil
}
