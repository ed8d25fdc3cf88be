package decode

import "rigscope/sources/notation"

// maxNames bounds what noise can put into the memory.
const maxNames = 4096

// names keeps one string for each name on the wire, so that a reading costs
// no allocation. The zero value is ready.
type names struct{ known map[string]string }

func (n *names) of(b []byte) string {
	if s, ok := n.known[string(b)]; ok {
		return s
	}
	if n.known == nil {
		n.known = map[string]string{}
	}
	s := notation.UTF8(string(b))
	if len(n.known) < maxNames {
		n.known[string(b)] = s
	}
	return s
}
