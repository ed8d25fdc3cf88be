package term

// Kind is a family of terminals. The zero value is the most able.
type Kind uint8

// The kinds differ in what they do beyond moving the cursor and erasing.
const (
	Modern  Kind = iota // xterm and all that call themselves like it or a newer name
	Console             // of Linux and the BSDs: colours, one screen
	VT220               // and its successors: a cursor that can be hidden
	VT100               // nothing but the standard of 1978
)

// KindOf says what a terminal of that name is. It errs towards less: a
// sequence that a terminal does not know may be printed.
func KindOf(name string) Kind {
	switch name {
	case "", "dumb", "vt52", "vt100", "vt102":
		return VT100
	case "vt220", "vt320", "vt420":
		return VT220
	case "linux", "cons25", "ansi":
		return Console
	}
	return Modern
}

// MouseOn lets a terminal report clicks, drags and the wheel, MouseOff ends
// that. A terminal that is given back no longer does, however it ends.
const (
	MouseOn  = "\x1b[?1002h\x1b[?1006h"
	MouseOff = "\x1b[?1006l\x1b[?1002l"
)

// features are the abilities of a kind.
type features struct {
	Alternate bool // a second screen, so that the shell's comes back
	Cursor    bool // the cursor can be hidden
	Paste     bool // what is pasted can be told from what is typed
	Sync      bool // synchronised output: a picture appears at once
}

func (k Kind) features() features {
	return features{Alternate: k == Modern, Paste: k == Modern, Sync: k == Modern, Cursor: k != VT100}
}

// enter appends what takes the terminal over.
func (f features) enter(dst []byte) []byte {
	if f.Alternate {
		dst = append(dst, "\x1b[?1049h"...)
	}
	if f.Cursor {
		dst = append(dst, "\x1b[?25l"...)
	}
	if f.Paste {
		dst = append(dst, "\x1b[?2004h"...)
	}
	return append(dst, "\x1b[m\x1b[H\x1b[2J"...)
}

// leave appends what gives it back. It may follow half a picture, so it
// begins with what ends any sequence.
func (f features) leave(dst []byte) []byte {
	dst = append(dst, "\x18\x1b[m"...)
	if f.Sync {
		dst = append(dst, "\x1b[?2026l"...)
	}
	dst = append(dst, "\x1b[H\x1b[2J"...)
	if f.Paste {
		dst = append(dst, "\x1b[?2004l"+MouseOff...)
	}
	if f.Alternate {
		dst = append(dst, "\x1b[?1049l"...)
	}
	if f.Cursor {
		dst = append(dst, "\x1b[?25h"...)
	}
	return dst
}
