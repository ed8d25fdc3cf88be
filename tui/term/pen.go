package term

// change appends what turns the pen from one style to another: the shorter
// of saying what differs and of beginning anew. Bold and reverse are only
// ever taken away by beginning anew, for a VT100 knows no other way.
func (p Palette) change(dst []byte, from, to Style) []byte {
	if from == to {
		return dst
	}
	if to == (Style{}) {
		return append(dst, "\x1b[m"...)
	}
	start := len(dst)
	dst = p.anew(dst, to)
	if from.Bold && !to.Bold || from.Reverse && !to.Reverse {
		return dst
	}
	middle := len(dst)
	dst = p.difference(dst, from, to)
	if short := len(dst) - middle; short < middle-start {
		copy(dst[start:], dst[middle:])
		return dst[:start+short]
	}
	return dst[:middle]
}

func (p Palette) anew(dst []byte, s Style) []byte {
	dst = append(dst, "\x1b[0"...)
	if s.Bold {
		dst = append(dst, ";1"...)
	}
	if s.Reverse {
		dst = append(dst, ";7"...)
	}
	dst = append(dst, p[s.Ink]...)
	return append(append(dst, p[s.Ground]...), 'm')
}

func (p Palette) difference(dst []byte, from, to Style) []byte {
	dst = append(dst, "\x1b["...)
	first := len(dst)
	if to.Bold && !from.Bold {
		dst = append(dst, ";1"...)
	}
	if to.Reverse && !from.Reverse {
		dst = append(dst, ";7"...)
	}
	dst = p.layer(dst, from.Ink, to.Ink, ";39")
	dst = p.layer(dst, from.Ground, to.Ground, ";49")
	dst = append(dst[:first], dst[first+1:]...) // the first semicolon
	return append(dst, 'm')
}

// layer selects the colour to; off is the sequence for the terminal's own.
func (p Palette) layer(dst []byte, from, to uint8, off string) []byte {
	switch {
	case p[from] == p[to]:
		return dst
	case p[to] == "":
		return append(dst, off...)
	}
	return append(dst, p[to]...)
}
