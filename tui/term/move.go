package term

import "strconv"

// place is where the cursor stands, from the top left at 0, 0. After the
// last column of a row terminals differ in where that is: then it is lost.
type place struct {
	x, y int
	lost bool
}

// move appends the shortest way from one place to another: an absolute one,
// a relative one, or by way of the beginning of a line.
func move(dst []byte, from, to place) []byte {
	if from == to {
		return dst
	}
	var a, b, c [24]byte
	best := absolute(a[:0], to)
	if from.lost {
		return append(dst, best...)
	}
	if direct := along(down(b[:0], from.y, to.y), from.x, to.x); len(direct) < len(best) {
		best = direct
	}
	if to.y >= from.y && to.y-from.y <= 3 {
		if byStart := along(lines(c[:0], to.y-from.y), 0, to.x); len(byStart) < len(best) {
			best = byStart
		}
	}
	return append(dst, best...)
}

func absolute(dst []byte, to place) []byte {
	dst = append(dst, "\x1b["...)
	if to.y > 0 || to.x > 0 {
		dst = strconv.AppendInt(dst, int64(to.y+1), 10)
	}
	if to.x > 0 {
		dst = strconv.AppendInt(append(dst, ';'), int64(to.x+1), 10)
	}
	return append(dst, 'H')
}

// lines goes to the beginning of the line n further down. It says so with
// CR and LF, since a terminal may be set to do either with an LF alone.
func lines(dst []byte, n int) []byte {
	dst = append(dst, '\r')
	for range n {
		dst = append(dst, '\n')
	}
	return dst
}

func down(dst []byte, from, to int) []byte {
	if to < from {
		return step(dst, from-to, 'A')
	}
	return step(dst, to-from, 'B')
}

func along(dst []byte, from, to int) []byte {
	if to >= from {
		return step(dst, to-from, 'C')
	}
	if from-to <= 3 {
		return append(dst, "\b\b\b"[:from-to]...)
	}
	return step(dst, from-to, 'D')
}

func step(dst []byte, n int, way byte) []byte {
	switch n {
	case 0:
		return dst
	case 1:
		return append(dst, '\x1b', '[', way)
	}
	return append(strconv.AppendInt(append(dst, "\x1b["...), int64(n), 10), way)
}
