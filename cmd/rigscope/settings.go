package main

import (
	"os"
	"slices"

	"rigscope/tui"
	"rigscope/tui/chart"
)

// settings are what the screen looks like: flags first, then the
// environment, then the file.
func (a *app) settings(c config) tui.Settings {
	look := tui.Detect(os.Getenv)
	if i := slices.Index(tui.ProfileNames(), c.Colors); i >= 0 {
		look.Profile = tui.Profile(i)
	}
	if i := slices.Index(tui.GlyphNames(), c.Glyphs); i >= 0 {
		look.Glyphs = chart.Glyphs(i)
	}
	if a.noColor || c.NoColor || os.Getenv("NO_COLOR") != "" {
		look.Profile = tui.NoColor
	}
	if a.ascii || c.ASCII {
		look.Glyphs = chart.ASCII
	}
	return tui.Settings{Profile: look.Profile, Light: c.Theme == "light", Glyphs: look.Glyphs, FPS: c.FPS, Keys: c.keys}
}
