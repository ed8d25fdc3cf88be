package decode

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// check is what stands at the end of a frame: a sum over all bytes before
// it, low byte first, or high byte first where its name ends in "be".
type check struct {
	name string
	size int // bytes; 0: there is none
	big  bool
	sum  func([]byte) uint32
}

// crcKinds are the names that a profile may use, with the parameters that
// the usual catalogues give for them.
func crcKinds() []check {
	return []check{
		{name: "none"},
		{name: "sum8", size: 1, sum: sumOf},
		{name: "xor8", size: 1, sum: func(b []byte) uint32 { return uint32(xorOf(b)) }},
		{name: "crc8", size: 1, sum: crc{width: 8, poly: 0x07}.over()},
		{name: "crc16-modbus", size: 2, sum: crc{width: 16, poly: 0x8005, init: 0xffff, reflect: true}.over()},
		{name: "crc16-x25", size: 2, sum: crc{width: 16, poly: 0x1021, init: 0xffff, reflect: true, out: 0xffff}.over()},
		{name: "crc16-ccitt-false", size: 2, sum: crc{width: 16, poly: 0x1021, init: 0xffff}.over()},
		{name: "crc16-xmodem", size: 2, sum: crc{width: 16, poly: 0x1021}.over()},
		{name: "crc32", size: 4, sum: crc{width: 32, poly: 0x04c11db7, init: 0xffffffff, reflect: true, out: 0xffffffff}.over()},
	}
}

// newCheck knows the names of crcKinds, those of two bytes and more also
// with "be" behind.
func newCheck(name string) (check, error) {
	if name == "" {
		return check{name: "none"}, nil
	}
	kinds := crcKinds()
	for _, k := range kinds {
		if k.name == name {
			return k, nil
		}
		if k.size > 1 && k.name+"be" == name {
			k.name, k.big = name, true
			return k, nil
		}
	}
	known := make([]string, len(kinds))
	for i, k := range kinds {
		known[i] = k.name
	}
	return check{}, fmt.Errorf("crc %q is not known: want one of %s; be behind it is for high byte first", name, strings.Join(known, ", "))
}

// split takes the check off a frame that is at least that long and compares
// it.
func (c check) split(frame []byte) ([]byte, error) {
	if c.size == 0 {
		return frame, nil
	}
	body, tail := frame[:len(frame)-c.size], frame[len(frame)-c.size:]
	got, want := c.number(tail), c.sum(body)
	if got != want {
		return nil, fmt.Errorf("frame has the %s 0x%0*x, its bytes give 0x%0*x", c.name, 2*c.size, got, 2*c.size, want)
	}
	return body, nil
}

// number reads the bytes of a check.
func (c check) number(b []byte) uint32 {
	var four [4]byte
	copy(four[:], b)
	if c.big {
		slices.Reverse(four[:len(b)])
	}
	return binary.LittleEndian.Uint32(four[:])
}

func sumOf(b []byte) (s uint32) {
	for _, c := range b {
		s += uint32(c)
	}
	return s & 0xff
}

// crc are the parameters of Williams, "A painless guide to CRC error
// detection algorithms", §15; reflect is both of its RefIn and RefOut.
type crc struct {
	width      int
	poly, init uint32
	reflect    bool
	out        uint32 // XorOut
}

// over gives the function, with its table made.
func (k crc) over() func([]byte) uint32 {
	if k.reflect {
		return k.reflected()
	}
	table, top := k.table()
	return func(b []byte) uint32 {
		r := k.init << (32 - k.width) // kept at the top of the word
		for _, c := range b {
			r = r<<8 ^ table[byte(r>>24)^c]
		}
		return r>>top ^ k.out
	}
}

func (k crc) table() (table [256]uint32, top int) {
	top = 32 - k.width
	for i := range table {
		r := uint32(i) << 24
		for range 8 {
			carry := r>>31 == 1
			r <<= 1
			if carry {
				r ^= k.poly << top
			}
		}
		table[i] = r
	}
	return table, top
}

func (k crc) reflected() func([]byte) uint32 {
	table, top := k.table()
	var mirror [256]uint32
	for i := range mirror {
		mirror[i] = bits.Reverse32(table[bits.Reverse8(byte(i))])
	}
	start := bits.Reverse32(k.init << top)
	return func(b []byte) uint32 {
		r := start
		for _, c := range b {
			r = r>>8 ^ mirror[byte(r)^c]
		}
		return r ^ k.out
	}
}
