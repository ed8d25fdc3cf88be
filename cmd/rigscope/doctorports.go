package main

import (
	"fmt"
	"strings"

	"rigscope/sources/serial"
)

// lookAtPorts says which serial ports there are and whether we may open them.
func lookAtPorts() finding {
	all, err := serial.List("")
	if err != nil {
		return finding{"ports", "warn", err.Error(), ""}
	}
	return portsFinding(all)
}

// portsFinding names the mend of the first port that is shut.
func portsFinding(all []serial.Info) finding {
	f := finding{Name: "ports", State: "pass"}
	var names, shut []string
	for _, p := range all {
		names = append(names, fmt.Sprintf("%s (%s)", p.Device, safe(p.Title())))
		if h := p.Hint(); h != "" {
			shut = append(shut, p.Device+": "+safe(h))
		}
	}
	switch {
	case len(all) == 0:
		f.Detail = "none: for live rigs plug in a serial adapter"
	case len(shut) > 0:
		f.State, f.Detail, f.Mend = "warn", few(names), strings.Join(shut, "; ")
	default:
		f.Detail = few(names)
	}
	return f
}
