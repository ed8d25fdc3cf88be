package decode

import (
	"bytes"
	"fmt"
	"slices"

	"rigscope/sources/notation"
)

// maxHeads is how far above the first numbers the header may stand [lines].
const maxHeads = 4

// csv reads lines of cells between commas, tabs, semicolons or blanks, with
// or without a header line:
//
//	time;Pressure;Flow
//	2020-03-09 10:14:33;2,05;31,9
//
// The first line with more numbers than words tells the separator; the line
// above it with as many words is the header.
type csv struct {
	row
	sep   byte
	cells [][]byte // of the present line, reused
	rows  int      // of the present width
	heads [][]byte // the last lines that were no numbers
}

func newCSV(opt Options) (Decoder, error) {
	return newText(&csv{row: newRow("line", opt)}), nil
}

func (c *csv) whole() bool { return false }

func (c *csv) line(b []byte, t *text) {
	if b[0] == '#' && !bytes.HasPrefix(b, []byte("#N/A")) {
		c.keepHead(bytes.TrimLeft(b, "# "))
		return
	}
	if c.names == nil {
		if !c.begin(b, t) {
			return
		}
		t.began = true // whatever is wrong with this line, it is no banner
	}
	cells, err := notation.Split(c.cells[:0], b, c.sep)
	c.cells = cells
	if err != nil {
		t.refuse(fmt.Errorf("line %s: %w", quote(b), err))
		return
	}
	cells = c.fit(cells)
	if len(cells) != len(c.names) || !c.numeric(cells) && c.wordy(cells) {
		c.strange(b, cells, t)
		return
	}
	c.rows++
	c.odd, c.odds, c.heads = 0, 0, c.heads[:0]
	c.findMark(cells)
	c.fill(cells, b, &t.rec)
	t.give()
}

// begin looks for separator and names in b, if it is the first line with
// numbers.
func (c *csv) begin(b []byte, t *text) bool {
	sep, cells := c.findSeparator(b)
	if sep == 0 {
		c.keepHead(b)
		return false
	}
	c.sep = sep
	if names, fit := c.headOver(cells); names != nil {
		c.learn(names, byHeader, fit)
		return true
	}
	return c.unnamed(b, cells, t)
}

// unnamed begins without a header.
func (c *csv) unnamed(b []byte, cells [][]byte, t *text) bool {
	cells = c.trim(cells)
	if names, by := c.bare(len(cells)); names != nil {
		c.learn(names, by, cells)
		return true
	}
	if c.count(len(cells)); c.odds > 1 {
		t.insist(misfit(c.kind, b, len(cells), byProfile, len(c.columns)))
	}
	return false
}

// trim drops the empty cells of separators at the end of a first line, down
// to as many as profile or rig name: there the last value may be missing.
func (c *csv) trim(cells [][]byte) [][]byte {
	least := max(1, len(c.columns))
	if len(c.columns) == 0 {
		least = max(1, len(c.order))
	}
	for len(cells) > least && len(notation.Trim(cells[len(cells)-1])) == 0 {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// strange deals with a line that does not fit: the header again or another
// one, which counts from the first line with as many cells; a line of a
// table without names that has a new width for good; else an error.
func (c *csv) strange(b []byte, cells [][]byte, t *text) {
	n, head := len(cells), c.wordy(cells)
	if head && c.rename(cells) {
		return
	}
	if head && n > 1 {
		c.keepHead(b)
	}
	switch c.count(n); {
	case !head && c.renew(cells):
		c.fill(c.fit(cells), b, &t.rec)
		t.give()
	case n == len(c.names):
		t.refuse(fmt.Errorf("line %s is no row of numbers", quote(b)))
	default:
		t.refuse(misfit(c.kind, b, n, c.by, len(c.names)))
	}
}

// rename takes a header for the same columns: the one that is known or one
// that shares a name with it.
func (c *csv) rename(cells [][]byte) bool {
	if len(cells) != len(c.names) {
		return false
	}
	names := texts(cells)
	known := slices.ContainsFunc(names, func(s string) bool { return slices.Contains(c.names, s) })
	if !known && (c.by == byHeader || c.by == byProfile || len(cells) == 1) {
		return false
	}
	c.names, c.by = names, byHeader
	c.stamp = c.findStamp(make([][]byte, len(names)))
	return true
}

// renew takes the width of a line that did not fit: at once if the line
// before was a header of that width, and where there never was a header, if
// it stays so: the first line may have lacked its beginning.
func (c *csv) renew(cells [][]byte) bool {
	if c.odds > 1 && len(c.heads) > 0 {
		if names, fit := c.headOver(cells); names != nil {
			c.learn(names, byHeader, fit)
			return true
		}
	}
	names, by := c.bare(len(cells))
	need := min(settled, c.rows)
	if by == byWidth && c.by != byWidth { // what fitted the rig fits it again
		need = settled
	}
	if c.by == byHeader || names == nil || c.odds < need {
		return false
	}
	c.learn(names, by, cells)
	c.rows = 1
	return true
}
