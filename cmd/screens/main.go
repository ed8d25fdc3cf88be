// Command screens takes pictures of the console: it runs the built program
// in a real pseudo-terminal of each size and writes what a terminal would
// show as text and, where colour matters, SVG. `make screens` calls it; the README shows one.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// shot is one picture.
type shot struct {
	name  string
	w, h  int
	args  []string
	env   []string
	keys  string
	seen  string        // what the screen must show first; a busy machine starts late
	wait  time.Duration // from then on, before the keys
	after time.Duration // the keys, besides what every screen gets

	coloured bool // as SVG, too
}

// inFault is when the demo at eight times real time is well inside a fault
// that the screen shows, inCalm well inside a healthy rig.
const inFault, inCalm = 600 * time.Millisecond, time.Second

func shots() []shot {
	demo := []string{"demo", "--speed", "8"}
	var out []shot
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		name := fmt.Sprintf("main-%dx%d", size[0], size[1])
		out = append(out,
			shot{name: name, w: size[0], h: size[1], args: demo, seen: "FAULT", wait: inFault, coloured: true},
			shot{name: name + "-none", w: size[0], h: size[1], args: append(demo, "--no-color"), seen: "FAULT", wait: inFault},
			shot{name: "sensor" + name[4:], w: size[0], h: size[1], args: demo, keys: "\r", seen: "FAULT", wait: inFault, coloured: size[0] == 120},
			shot{name: "timeline" + name[4:], w: size[0], h: size[1], args: []string{"demo", "--speed", "60"}, keys: "T", seen: "FAULT", wait: 3 * time.Second},
			shot{name: "model" + name[4:], w: size[0], h: size[1], args: demo, keys: "O", after: 4 * time.Second, seen: "FAULT", wait: inFault},
			shot{name: "drill" + name[4:], w: size[0], h: size[1], args: demo, keys: "i", seen: "OK", wait: inCalm},
			shot{name: "calm" + name[4:], w: size[0], h: size[1], args: demo, seen: "OK", wait: inCalm})
	}
	return append(out,
		shot{name: "main-80x24-ascii", w: 80, h: 24, args: append(demo, "--ascii"), seen: "FAULT", wait: inFault},
		shot{name: "main-80x24-16", w: 80, h: 24, args: demo, env: []string{"TERM=screen", "COLORTERM="}, seen: "FAULT", wait: inFault},
		shot{name: "events-80x24", w: 80, h: 24, args: []string{"demo", "--speed", "60"}, keys: "E", seen: "FAULT", wait: 3 * time.Second},
		shot{name: "events-120x40", w: 120, h: 40, args: []string{"demo", "--speed", "60"}, keys: "E", seen: "FAULT", wait: 3 * time.Second},
		shot{name: "over-80x24", w: 80, h: 24, args: demo, seen: "OVER", wait: inFault},
		shot{name: "over-120x40", w: 120, h: 40, args: demo, seen: "OVER", wait: inFault},
		shot{name: "help-80x24", w: 80, h: 24, args: demo, keys: "?", seen: "FAULT", wait: inFault},
		shot{name: "table-40x12", w: 40, h: 12, args: demo, seen: "FAULT", wait: inFault})
}

func main() {
	bin := flag.String("bin", "bin/rigscope", "the program")
	dir := flag.String("o", "docs/screens", "folder to write to")
	only := flag.String("only", "", "take only pictures whose name begins so")
	flag.Parse()
	for _, s := range shots() {
		if !strings.HasPrefix(s.name, *only) {
			continue
		}
		if err := s.take(*bin, *dir); err != nil {
			fmt.Fprintf(os.Stderr, "screens: %s: %v\n", s.name, err)
			os.Exit(1)
		}
	}
}

func (s shot) take(bin, dir string) error {
	screen, err := s.run(bin)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, s.name+".txt"), []byte(plain(screen)), 0o644); err != nil {
		return err
	}
	if !s.coloured {
		return nil
	}
	return os.WriteFile(filepath.Join(dir, s.name+".svg"), []byte(svg(screen)), 0o644)
}
