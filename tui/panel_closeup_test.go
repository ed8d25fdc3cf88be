package tui

import (
	"fmt"
	"strings"
	"testing"

	"rigscope/tui/chart"
)

// The close-up of the faulty sensor with both cursors, at three sizes, in
// colours, without and in ASCII.
func TestCloseUpScreens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		for name, opt := range map[string]Options{
			"ansi16": {Profile: Color16}, "none": {Profile: NoColor}, "ascii": {Profile: NoColor, Glyphs: chart.ASCII},
		} {
			m, _ := opened(faulty(rig()), size[0], size[1], opt)
			typed(m, "enter", "c", "C")
			got := strings.ReplaceAll(m.View(), "\x1b", "␛") + "\n"
			golden(t, fmt.Sprintf("closeup-%dx%d.%s.txt", size[0], size[1], name), got)
			fits(t, name, m.View(), size[0], size[1], opt.Glyphs)
		}
	}
}
