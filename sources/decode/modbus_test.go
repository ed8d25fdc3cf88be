package decode

import (
	"strings"
	"testing"
	"time"
)

// rtu adds the CRC to a frame.
func rtu(t testing.TB, body string) string { return pack(t, "crc16-modbus", body) }

// bus has two devices.
var bus = Options{Registers: []Register{
	{Name: "pressure", Unit: 1, Address: 0, Type: "u16", Scale: 0.01, Symbol: "bar"},
	{Name: "temp", Unit: 1, Address: 1, Type: "i16", Scale: 0.1, Offset: 1, Symbol: "°C"},
	{Name: "flow", Unit: 1, Address: 2, Type: "f32", Symbol: "l/s"},
	{Name: "total", Unit: 1, Address: 4, Type: "u32le"},
	{Name: "level", Unit: 17, Table: "input", Address: 300, Type: "i32"},
	{Name: "beyond", Unit: 1, Address: 5, Type: "u32"},
}}

const (
	askSix    = "\x01\x03\x00\x00\x00\x06"
	tellSix   = "\x01\x03\x0c\x00\xfa\xff\xf6\x3f\xc0\x00\x00\x00\x02\x00\x01"
	saidSix   = "pressure=2.5 bar, temp=0 °C, flow=1.5 l/s, total=65538"
	askLevel  = "\x11\x04\x01\x2c\x00\x02"
	tellLevel = "\x11\x04\x04\xff\xff\xff\xfe"
)

func busCases(t testing.TB) []wireCase {
	r := func(bodies ...string) (s string) {
		for _, b := range bodies {
			s += rtu(t, b)
		}
		return s
	}
	good := r(askSix, tellSix)
	hurt := []byte(good)
	hurt[12] ^= 0x10
	return []wireCase{
		{"poll of two devices", r(askSix, tellSix, askLevel, tellLevel), saidSix + "\nlevel=-2", 0},
		{"part of the numbers", r("\x01\x03\x00\x01\x00\x02", "\x01\x03\x04\x00\x00\x40\x00"), "temp=1 °C", 0},
		{"registers nobody named", r("\x05\x03\x00\x01\x00\x01", "\x05\x03\x02\x00\x00"), "", 0},
		{"begins with an answer", r(tellSix) + good, saidSix, 17},
		{"begins inside a frame", good[9:] + good, saidSix, 16},
		{"stray bytes at a change of direction", good[:8] + "\x00" + good[8:] + "\xff\xff" + good, saidSix + "\n" + saidSix, 3},
		{"damaged answer", string(hurt) + good, "bad: no frame with a right CRC starts with 01 03 0c 00\n" + saidSix, 17},
		{"no answer", r(askSix, askSix, tellSix), "bad: unit 1 did not answer the request for 6 holding registers from 0\n" + saidSix, 0},
		{"refused", r(askLevel, "\x11\x84\x02"), "bad: unit 17 refused the request for 2 input registers from 300: illegal data address (exception 2)", 0},
		{"refused to write", r("\x01\x06\x00\x01\x00\x03", "\x01\x86\x04"), "\nbad: unit 1 refused function 6: device failure (exception 4)", 0},
		{"another device answers", r(askSix, tellLevel, tellSix), "bad: unit 17 answers with function 4 what nobody asked\n" + saidSix, 0},
		{"another count", r(askSix, "\x01\x03\x02\x00\x00"), "bad: unit 1 answers with 1 register the request for 6 holding registers from 0", 0},
		{"writes", r("\x01\x05\x00\x01\xff\x00", "\x01\x05\x00\x01\xff\x00", "\x01\x06\x00\x01\x00\x03", "\x01\x0f\x00\x00\x00\x0a\x02\xcd\x01", "\x01\x0f\x00\x00\x00\x0a", "\x01\x10\x00\x01\x00\x02\x04\x00\x0a\x01\x02", "\x01\x10\x00\x01\x00\x02"), "\n\n\n\n\n\n", 0},
		{"coils", r("\x01\x01\x00\x00\x00\x0a", "\x01\x01\x02\xcd\x01"), "\n", 0},
		{"cut at the end", good + good[:15], saidSix, 7},
		{"nothing", "", "", 0},
	}
}

func TestModbus(t *testing.T) { testWire(t, opener(t, newModbus, bus), busCases(t)) }

// TestModbusAnswerLikeRequest has an answer whose first eight bytes are a
// request with a right CRC.
func TestModbusAnswerLikeRequest(t *testing.T) {
	head := rtu(t, "\x01\x03\x0c\x00\x00\x06")
	in := rtu(t, askSix) + rtu(t, head+"\x00\x00\x00\x00\x00\x00\x00")
	got, _ := hearCut(t, opener(t, newModbus, bus), in)
	if !strings.HasPrefix(got, "pressure=0 bar, temp=") {
		t.Errorf("got %s", got)
	}
}

// TestModbusGap has the beginning of a long answer that was broken off; the
// next frame is read as soon as it is there, not when the answer would end.
func TestModbusGap(t *testing.T) {
	opt := bus
	opt.Baud = 9600
	broken := "\x01\x03\xc8\x00\x00"
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		baud, want int
	}{{0, 0}, {9600, 1}} {
		opt.Baud = c.baud
		d := opener(t, newModbus, opt)()
		n := 0
		for i, p := range []string{rtu(t, askSix), broken, rtu(t, askSix), rtu(t, tellSix)} {
			d.Push([]byte(p), now.Add(time.Duration(i)*time.Second), func(r *Record) {
				if r.Err == nil {
					n++
				}
			})
		}
		if n != c.want {
			t.Errorf("at %d baud: %d records, want %d", c.baud, n, c.want)
		}
	}
}

func TestModbusEnd(t *testing.T) {
	in := rtu(t, askSix) + rtu(t, tellSix)
	d := opener(t, newModbus, bus)()
	d.Push([]byte(in[:20]), time.Time{}, nil)
	d.Push([]byte(in[20:]+in), time.Time{}, func(r *Record) {
		if want := len(in) - 20; r.End != want && r.End != want+len(in) {
			t.Errorf("ends at %d", r.End)
		}
	})
}

func TestRegisterErrors(t *testing.T) {
	ok := Register{Name: "a", Unit: 1, Type: "u16"}
	with := func(change func(*Register)) []Register {
		r := ok
		change(&r)
		return []Register{ok, r}
	}
	for _, c := range []struct {
		rs   []Register
		want string
	}{
		{nil, "no registers are named: say which numbers are where on the bus"},
		{with(func(r *Register) { r.Name = "" }), "register 2: it has no name"},
		{with(func(r *Register) {}), "register 2 (a): its name is taken"},
		{with(func(r *Register) { r.Unit = 248 }), "register 2 (a): unit = 248 is not within 1 to 247"},
		{with(func(r *Register) { r.Table = "coil" }), `register 2 (a): table = "coil" is not known: want holding or input`},
		{with(func(r *Register) { r.Type = "u16le" }), `register 2 (a): type "u16le" is not known: want one of u16 i16 u32 i32 f32, the long ones with le behind for low word first`},
		{with(func(r *Register) { r.Address, r.Type = 65535, "f32" }), "register 2 (a): address = 65535 is not within 0 to 65534"},
		{with(func(r *Register) { r.Address = -1 }), "register 2 (a): address = -1 is not within 0 to 65535"},
	} {
		if _, err := newModbus(Options{Registers: c.rs}); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func FuzzModbus(f *testing.F) { fuzzWire(f, opener(f, newModbus, bus), busCases(f)) }

func BenchmarkModbus(b *testing.B) {
	in := strings.Repeat(rtu(b, askSix)+rtu(b, tellSix)+rtu(b, askLevel)+rtu(b, tellLevel), 500)
	benchWire(b, opener(b, newModbus, bus)(), []byte(in))
}

// A bus is known as one before anybody has named its registers.
func TestRankKnowsABusWithoutRegisters(t *testing.T) {
	var sample []byte
	for range 16 {
		sample = append(sample, rtu(t, "\x03\x03\x00\x00\x00\x02")+rtu(t, "\x03\x03\x04\x03\x20\x04\xb0")...)
		sample = append(sample, rtu(t, "\x07\x04\x00\x0c\x00\x02")+rtu(t, "\x07\x04\x04\x45\x6e\x80\x00")...)
	}
	got := Rank(sample[3:], Options{}) // from the middle of a frame
	want := "31 of 31 frames parse as Modbus RTU, 0 fields; its registers are to be named in a profile"
	if len(got) != 1 || got[0].Format != "modbus" || got[0].Evidence != want || got[0].Confidence < 0.7 {
		t.Errorf("got %+v, want modbus: %s", got, want)
	}
}
