package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"rigscope/tui"
)

// config is what a user may set once for all commands. A flag wins over the
// environment, the environment over the file.
type config struct {
	NoColor bool              `toml:"no_color"`
	ASCII   bool              `toml:"ascii"`
	FPS     int               `toml:"fps"`      // pictures a second, 1 to 30
	Colors  string            `toml:"colors"`   // auto, or one of tui.ProfileNames
	Theme   string            `toml:"theme"`    // dark, light
	Glyphs  string            `toml:"glyphs"`   // auto, or one of tui.GlyphNames
	Mouse   bool              `toml:"mouse"`    // heard from the start
	MaxKBps float64           `toml:"max_kbps"` // [kB/s] that the console may write; 0 is no limit
	Motion  string            `toml:"motion"`   // how charts move: sweep or scroll
	Keys    map[string]string `toml:"keys"`     // what is done -> the key to do it with

	keys tui.Keymap
}

// configPath is the file in use: path, or the user's own where it is empty.
// It is empty where there is no folder that it could be in.
func configPath(path string) string {
	if path != "" {
		return path
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "rigscope", "config.toml")
}

// loadConfig reads path, or the user's own file where path is empty and the
// file is there.
func loadConfig(path string) (config, error) {
	file := configPath(path)
	if file == "" {
		return parseConfig("")
	}
	b, err := os.ReadFile(file)
	if path == "" && err != nil && !errors.Is(err, fs.ErrPermission) {
		return parseConfig("") // not there, or no folder it could be in
	}
	if err != nil {
		return config{}, fmt.Errorf("read config %s: %w", file, bareError(err))
	}
	c, err := parseConfig(string(b))
	if err != nil {
		return c, fmt.Errorf("read config %s: %w", file, err)
	}
	return c, nil
}

// bareError is err without the path, which the caller has said.
func bareError(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func parseConfig(text string) (config, error) {
	c := config{FPS: 10, Colors: "auto", Theme: "dark", Glyphs: "auto", Motion: sweepMotion}
	meta, err := toml.Decode(text, &c)
	if err != nil {
		return c, errors.New(strings.TrimPrefix(err.Error(), "toml: "))
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return c, fmt.Errorf("unknown key %q: known are no_color, ascii, fps, colors, theme, glyphs, motion, max_kbps, mouse and [keys]", extra[0].String())
	}
	if c.FPS < 1 || c.FPS > 30 {
		return c, fmt.Errorf("fps = %d is not between 1 and 30", c.FPS)
	}
	for _, w := range []struct {
		key, value string
		known      []string
	}{
		{"colors", c.Colors, append([]string{"auto"}, tui.ProfileNames()...)},
		{"theme", c.Theme, []string{"dark", "light"}},
		{"motion", c.Motion, []string{sweepMotion, scrollMotion}},
		{"glyphs", c.Glyphs, append([]string{"auto"}, tui.GlyphNames()...)},
	} {
		if !slices.Contains(w.known, w.value) {
			return c, fmt.Errorf("%s = %q: want %s", w.key, w.value, strings.Join(w.known, ", "))
		}
	}
	if !(c.MaxKBps == 0 || c.MaxKBps >= leastKBps) {
		return c, fmt.Errorf("max_kbps = %g: want 0 for no limit, or %g and more", c.MaxKBps, leastKBps)
	}
	c.keys, err = tui.NewKeymap(c.Keys)
	return c, err
}
