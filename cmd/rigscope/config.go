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

	MaxKBps float64 `toml:"max_kbps"` // [kB/s] that the console may write; 0 is no limit
	Motion  string  `toml:"motion"`   // how charts move: sweep or scroll
}

// loadConfig reads path, or the user's own file where path is empty and the
// file is there.
func loadConfig(path string) (config, error) {
	c := config{FPS: 10, Motion: sweepMotion}
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
		return c, fmt.Errorf("read config %s: unknown key %q: known are no_color, ascii, fps, max_kbps, motion", path, extra[0].String())
	}
	if c.FPS < 1 || c.FPS > 30 {
		return c, fmt.Errorf("read config %s: fps = %d is not between 1 and 30", path, c.FPS)
	}
	if !(c.MaxKBps == 0 || c.MaxKBps >= leastKBps) {
		return c, fmt.Errorf("read config %s: max_kbps = %g: want 0 for no limit, or %g and more", path, c.MaxKBps, leastKBps)
	}
	if c.Motion != sweepMotion && c.Motion != scrollMotion {
		return c, fmt.Errorf("read config %s: motion = %q is neither sweep nor scroll", path, c.Motion)
	}
	return c, nil
}
