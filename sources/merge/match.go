package merge

import (
	"strings"

	"rigscope/sensor"
)

// match finds the channel that a field of a port is, or -1.
func match(rig sensor.Rig, port, field string) int {
	same := []func(a, b string) bool{
		func(a, b string) bool { return a == b },
		func(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) },
	}
	for _, equal := range same {
		for _, name := range []string{port + "." + field, field} {
			for c, ch := range rig.Channels {
				if equal(ch.Name, name) {
					return c
				}
			}
		}
	}
	return -1
}
