package decode

import (
	"errors"
	"fmt"
)

// The bytes of SLIP, RFC 1055.
const (
	slipEnd    = 0xc0
	slipEsc    = 0xdb
	slipEscEnd = 0xdc // behind slipEsc: 0xc0 was sent
	slipEscEsc = 0xdd // behind slipEsc: 0xdb was sent
)

// newSLIP reads frames of RFC 1055: they end, and may begin, with 0xc0.
func newSLIP(opt Options) (Decoder, error) { return newFrames(opt, slipEnd, unslip) }

func unslip(dst, frame []byte) ([]byte, error) {
	escaped := false
	for i, c := range frame {
		switch {
		case !escaped && c == slipEsc:
			escaped = true
			continue
		case escaped && c == slipEscEnd:
			c = slipEnd
		case escaped && c == slipEscEsc:
			c = slipEsc
		case escaped:
			return dst, fmt.Errorf("frame has %#02x at byte %d behind an escape, want 0xdc or 0xdd", c, i)
		}
		dst, escaped = append(dst, c), false
	}
	if escaped {
		return dst, errors.New("frame ends with an escape")
	}
	return dst, nil
}
