package decode

import (
	"fmt"
	"math"
	"strings"
)

// register is one number on the bus.
type register struct {
	name, unit    string
	device        int // 1..247
	function      int // 3 or 4
	address       int
	letter        byte // u, i or f
	words         int  // 1 or 2
	low           bool // low word first
	scale, offset float64
}

// newRegisters checks the registers of a profile. Errors name the register,
// counted from 1.
func newRegisters(rs []Register) ([]register, error) {
	if len(rs) == 0 {
		return nil, fmt.Errorf("no registers are named: say which numbers are where on the bus")
	}
	out := make([]register, len(rs))
	seen := map[string]bool{}
	for i, r := range rs {
		var err error
		if out[i], err = newRegister(r); err == nil && seen[r.Name] {
			err = fmt.Errorf("its name is taken")
		}
		if err != nil {
			return nil, fmt.Errorf("register %d%s: %w", i+1, called(r.Name), err)
		}
		seen[r.Name] = true
	}
	return out, nil
}

func newRegister(r Register) (register, error) {
	out := register{name: r.Name, unit: r.Symbol, device: r.Unit, address: r.Address, scale: orOne(r.Scale), offset: r.Offset}
	function, known := map[string]int{"": 3, "holding": 3, "input": 4}[r.Table]
	out.function = function
	err := out.parseType(r.Type)
	switch {
	case r.Name == "":
		return out, fmt.Errorf("it has no name")
	case r.Unit < 1 || r.Unit > 247:
		return out, fmt.Errorf("unit = %d is not within 1 to 247", r.Unit)
	case !known:
		return out, fmt.Errorf("table = %q is not known: want holding or input", r.Table)
	case err != nil:
		return out, err
	case r.Address < 0 || r.Address+out.words > 1<<16:
		return out, fmt.Errorf("address = %d is not within 0 to %d", r.Address, 1<<16-out.words)
	}
	return out, nil
}

func (r *register) parseType(s string) error {
	name, low := strings.CutSuffix(s, "le")
	switch name {
	case "u16", "i16":
		r.words = 1
	case "u32", "i32", "f32":
		r.words = 2
	}
	if r.words == 0 || low && r.words == 1 {
		return fmt.Errorf("type %q is not known: want one of u16 i16 u32 i32 f32, the long ones with le behind for low word first", s)
	}
	r.letter, r.low = name[0], low
	return nil
}

// within says whether the whole number is among n registers from first on.
func (r *register) within(first, n int) bool {
	return r.address >= first && r.address+r.words <= first+n
}

// value reads the number from its registers, big-endian each. What is not
// finite is missing.
func (r *register) value(b modbusFrame) float64 {
	raw, shift := uint32(b.word(0)), 16
	if r.words == 2 {
		high, low := raw, uint32(b.word(2))
		if r.low {
			high, low = low, high
		}
		raw, shift = high<<16|low, 0
	}
	v := float64(raw)
	switch r.letter {
	case 'i':
		v = float64(int32(raw<<shift) >> shift)
	case 'f':
		v = float64(math.Float32frombits(raw))
	}
	if v = v*r.scale + r.offset; math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}
