package term

import (
	"cmp"
	"slices"
)

// changes are the cells that differ, grouped by style. The memory is kept
// from picture to picture.
type changes struct{ groups []group }

// group are the cells of one style, by index.
type group struct {
	style uint32
	cells []int
}

// mark is a place in the order in which changes are written.
type mark struct {
	style uint32
	cell  int
}

// key orders styles so that neighbours differ in as little as possible.
func (s Style) key() uint32 {
	k := uint32(s.Ground)<<8 | uint32(s.Ink)
	if s.Bold {
		k |= 1 << 16
	}
	if s.Reverse {
		k |= 1 << 17
	}
	return k
}

// between finds what makes want of have.
func (c *changes) between(have, want []Cell) {
	for i := range c.groups {
		c.groups[i].cells = c.groups[i].cells[:0]
	}
	at := -1
	for i, w := range want {
		if have[i] == w {
			continue
		}
		k := w.key()
		if at < 0 || c.groups[at].style != k {
			at = c.group(k)
		}
		c.groups[at].cells = append(c.groups[at].cells, i)
	}
	slices.SortFunc(c.groups, func(a, b group) int { return cmp.Compare(a.style, b.style) })
}

// group is the index of the group of a style.
func (c *changes) group(style uint32) int {
	for i := range c.groups {
		if c.groups[i].style == style {
			return i
		}
	}
	c.groups = append(c.groups, group{style: style})
	return len(c.groups) - 1
}

// from gives all cells in order, beginning with m and ending before it, as
// long as do says true; it says whether all were done.
func (c *changes) from(m mark, do func(cell int) bool) bool {
	n := len(c.groups)
	first := 0
	for first < n && c.groups[first].style < m.style {
		first++
	}
	for k := range n {
		g := c.groups[(first+k)%n]
		cells := g.cells
		if k == 0 && g.style == m.style {
			at, _ := slices.BinarySearch(cells, m.cell)
			cells = cells[at:]
		}
		if !all(cells, do) {
			return false
		}
	}
	if first < n && c.groups[first].style == m.style {
		at, _ := slices.BinarySearch(c.groups[first].cells, m.cell)
		return all(c.groups[first].cells[:at], do)
	}
	return true
}

func all(cells []int, do func(int) bool) bool {
	for _, i := range cells {
		if !do(i) {
			return false
		}
	}
	return true
}
