package decode

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

// layout is what a binary frame holds.
type layout struct {
	slots []slot
	size  int       // bytes
	clock tickClock // the slot with the device's time
}

// slot is one number of a frame.
type slot struct {
	name, unit    string
	at            int // byte in the frame
	kind          kind
	scale, offset float64
}

// kind is how a number is stored.
type kind struct {
	letter byte // u, i or f
	width  int  // bytes: 1, 2, 4, 8
	order  binary.ByteOrder
}

// typeNames are what Item.Type may be.
const typeNames = "u8 i8 u16 i16 u32 i32 u64 i64 f32 f64, with be behind for big-endian"

// newLayout checks the items of a profile. Errors name the item, counted
// from 1.
func newLayout(items []Item, timeName string) (*layout, error) {
	l := &layout{}
	seen := map[string]bool{}
	for i, it := range items {
		err := l.add(it)
		if err == nil && it.Name != "" && seen[it.Name] {
			err = fmt.Errorf("its name is taken")
		}
		if err != nil {
			return nil, fmt.Errorf("layout item %d%s: %w", i+1, called(it.Name), err)
		}
		seen[it.Name] = true
	}
	if len(l.slots) == 0 {
		return nil, fmt.Errorf("the layout names no number: list what a frame holds, byte by byte")
	}
	return l, l.findClock(timeName)
}

func called(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf(" (%s)", name)
}

// add puts an item behind those before it.
func (l *layout) add(it Item) error {
	k, err := parseKind(it.Type)
	switch {
	case it.Name == "" && it.Type == "" && it.Count == 0:
		return fmt.Errorf("it has no name; to pass over bytes, give their count")
	case it.Name == "" && it.Type == "":
		k.width = 1
	case err != nil:
		return err
	case it.Name != "" && it.Count != 0:
		return fmt.Errorf("count = %d is for bytes to pass over, which have no name", it.Count)
	}
	if it.Count < 0 {
		return fmt.Errorf("count = %d is negative", it.Count)
	}
	if it.Count > maxLayout || l.size+max(it.Count, 1)*k.width > maxLayout {
		return fmt.Errorf("the frame would be longer than %d bytes", maxLayout)
	}
	if it.Name != "" {
		l.slots = append(l.slots, slot{it.Name, it.Unit, l.size, k, orOne(it.Scale), it.Offset})
	}
	l.size += max(it.Count, 1) * k.width
	return nil
}

// orOne is a scale: 0 counts as 1.
func orOne(scale float64) float64 {
	if scale == 0 {
		return 1
	}
	return scale
}

func parseKind(s string) (kind, error) {
	k := kind{order: binary.LittleEndian}
	name, big := strings.CutSuffix(s, "be")
	if big {
		k.order = binary.BigEndian
	}
	switch name {
	case "u8", "i8":
		k.width = 1
	case "u16", "i16":
		k.width = 2
	case "u32", "i32", "f32":
		k.width = 4
	case "u64", "i64", "f64":
		k.width = 8
	default:
		return k, fmt.Errorf("type %q is not known: want one of %s", s, typeNames)
	}
	k.letter = name[0]
	return k, nil
}

// fill adds the numbers of a frame, which has l.size bytes, to rec.
func (l *layout) fill(frame []byte, rec *Record) {
	for i := range l.slots {
		s := &l.slots[i]
		raw := s.kind.raw(frame[s.at:])
		if s == l.clock.slot {
			l.clock.read(raw, rec)
			continue
		}
		rec.Fields = append(rec.Fields, Field{s.name, s.value(raw), s.unit})
	}
}

// value is the number in its unit. What is not finite is missing.
func (s *slot) value(raw uint64) float64 {
	v := s.kind.number(raw)*s.scale + s.offset
	if math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

// raw is the bits at the start of b.
func (k kind) raw(b []byte) uint64 {
	switch k.width {
	case 1:
		return uint64(b[0])
	case 2:
		return uint64(k.order.Uint16(b))
	case 4:
		return uint64(k.order.Uint32(b))
	}
	return k.order.Uint64(b)
}

// number is what the bits mean. Whole numbers beyond 2^53 are rounded.
func (k kind) number(raw uint64) float64 {
	shift := 64 - 8*k.width
	switch {
	case k.letter == 'i':
		return float64(int64(raw<<shift) >> shift)
	case k.letter == 'f' && k.width == 4:
		return float64(math.Float32frombits(uint32(raw)))
	case k.letter == 'f':
		return math.Float64frombits(raw)
	}
	return float64(raw)
}
