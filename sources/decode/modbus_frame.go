package decode

import "encoding/binary"

// modbusFrame is one frame of Modbus RTU, without its CRC.
//
//	┌──────┬──────────┬──────┬─────────┐
//	│ unit │ function │ data │ CRC     │
//	│ 1    │ 1        │ 0…   │ 2, low  │
//	│      │          │      │ first   │
//	└──────┴──────────┴──────┴─────────┘
type modbusFrame []byte

func (f modbusFrame) unit() int     { return int(f[0]) }
func (f modbusFrame) function() int { return int(f[1]) }

// word is the 16 bits at byte i.
func (f modbusFrame) word(i int) int { return int(binary.BigEndian.Uint16(f[i:])) }

// unknownLength stands for a length that depends on bytes still to come.
const unknownLength = 1 << 10

// modbusLengths are the two lengths, with CRC, that a frame with this
// beginning may have: mostly that of a request and that of an answer. 0 is
// none. Frames have no marks, so a right CRC must tell which it is.
func modbusLengths(b modbusFrame) (x, y int) {
	if len(b) < 2 {
		return unknownLength, 0
	}
	if b.unit() > 247 {
		return 0, 0
	}
	switch b.function() {
	case 1, 2:
		return modbusRead(b, 2000), modbusCounted(b, 1, 5)
	case 3, 4:
		return modbusRead(b, 125), modbusCounted(b, 2, 5)
	case 5, 6, 8:
		return 8, 0
	case 7:
		return 4, 5
	case 11:
		return 4, 8
	case 15, 16:
		return 8, modbusWrite(b)
	case 12, 17:
		return 4, modbusCounted(b, 1, 5)
	case 22:
		return 10, 0
	case 23:
		return modbusReadWrite(b), modbusCounted(b, 2, 5)
	}
	if modbusRefusal(b) {
		return 5, 0
	}
	return 0, 0
}

// modbusRead is the length of a request for numbers, at most so many.
func modbusRead(b modbusFrame, most int) int {
	if len(b) >= 6 && (b.word(4) == 0 || b.word(4) > most) {
		return 0
	}
	return 8
}

// modbusCounted is the length of an answer that tells its bytes, which come
// in groups of so many, beside the other ones.
func modbusCounted(b modbusFrame, group, others int) int {
	if len(b) < 3 {
		return unknownLength
	}
	n := int(b[2])
	if n == 0 || n > 251 || n%group != 0 {
		return 0
	}
	return n + others
}

// modbusWrite is the length of a request to write coils or registers.
func modbusWrite(b modbusFrame) int {
	if len(b) < 7 {
		return unknownLength
	}
	n, want := int(b[6]), 2*b.word(4)
	if b.function() == 15 {
		want = (b.word(4) + 7) / 8
	}
	if n == 0 || n != want || n > 246 {
		return 0
	}
	return n + 9
}

// modbusReadWrite is the length of a request to write and read at once.
func modbusReadWrite(b modbusFrame) int {
	if len(b) < 11 {
		return unknownLength
	}
	n := int(b[10])
	if n == 0 || n != 2*b.word(8) || n > 242 {
		return 0
	}
	return n + 13
}

// modbusRefusal says whether b may be an exception.
func modbusRefusal(b modbusFrame) bool {
	fn := b.function() &^ 0x80
	return fn != b.function() && fn > 0 && fn < 24 && (len(b) < 3 || modbusExceptions[b[2]&0x0f] != "" && b[2] < 16)
}

// modbusExceptions are the reasons that a device may give.
var modbusExceptions = [16]string{
	1: "illegal function", 2: "illegal data address", 3: "illegal data value", 4: "device failure",
	5: "acknowledged, it takes longer", 6: "device busy", 7: "negative acknowledgement", 8: "memory parity error",
	10: "gateway path unavailable", 11: "gateway target did not respond",
}
