package decode

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// pack adds the check of that name to a frame.
func pack(t testing.TB, check, body string) string {
	c, err := newCheck(check)
	if err != nil {
		t.Fatal(err)
	}
	if c.size == 0 {
		return body
	}
	var order binary.AppendByteOrder = binary.LittleEndian
	if c.big {
		order = binary.BigEndian
	}
	sum := c.sum([]byte(body))
	tail := order.AppendUint32(nil, sum)
	if c.big {
		return body + string(tail[4-c.size:])
	}
	return body + string(tail[:c.size])
}

// cobs and slip are the encoders that go with the decoders.
func cobs(body string) string {
	out, block := "", ""
	for i := 0; i < len(body); i++ {
		if body[i] != 0 {
			block += body[i : i+1]
		}
		if body[i] == 0 || len(block) == 254 {
			out += string(byteOf(len(block)+1)) + block
			block = ""
		}
	}
	return out + string(byteOf(len(block)+1)) + block + "\x00"
}

func byteOf(n int) []byte { return []byte{byte(n)} }

func slip(body string) string {
	out := []byte{slipEnd}
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case slipEnd:
			out = append(out, slipEsc, slipEscEnd)
		case slipEsc:
			out = append(out, slipEsc, slipEscEsc)
		default:
			out = append(out, body[i])
		}
	}
	return string(append(out, slipEnd))
}

// pump is a frame with one number of most kinds.
var pump = Options{
	CRC: "crc16-modbus",
	Layout: []Item{
		{Name: "ms", Type: "u16", Unit: "ms"},
		{Count: 1},
		{Name: "temp", Type: "i16be", Scale: 0.1, Offset: -40, Unit: "°C"},
		{Name: "flow", Type: "f32", Unit: "l/s"},
		{Name: "state", Type: "u8"},
	},
	Time: "ms",
}

func pumpBody(ms uint16, temp int16, flow float32, state byte) string {
	b := binary.LittleEndian.AppendUint16(nil, ms)
	b = append(b, 0xee)
	b = binary.BigEndian.AppendUint16(b, uint16(temp))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(flow))
	return string(append(b, state))
}

func pumpFrame(t testing.TB, ms uint16, temp int16, flow float32, state byte) string {
	return pack(t, pump.CRC, pumpBody(ms, temp, flow, state))
}

// frameCases are the same for COBS and SLIP.
func frameCases(t testing.TB, wrap func(string) string, end string) []wireCase {
	one, two := pumpFrame(t, 1000, 650, 1.5, 0), pumpFrame(t, 1100, -10, float32(math.Inf(1)), 0xdb)
	const first = "1s temp=25 °C, flow=1.5 l/s, state=0"
	hurt := []byte(two)
	hurt[3] ^= 1
	return []wireCase{
		{"two frames", end + wrap(one) + wrap(two), first + "\n1.1s temp=-41 °C, flow=? l/s, state=219", 0},
		{"half a frame before the first end", wrap(one)[4:] + wrap(two), "1.1s temp=-41 °C, flow=? l/s, state=219", len(wrap(one)) - 5},
		{"ends alone", end + end + wrap(one) + end, first, 0},
		{"wrong sum", end + wrap(string(hurt)) + wrap(one), "bad: frame has the crc16-modbus 0xf275, its bytes give 0x3265\n" + first, 0},
		{"too short", end + wrap(one[:7]) + wrap(one), "bad: frame has 7 bytes, want 12 as the layout with its crc16-modbus has\n" + first, 0},
		{"too long", end + wrap(one+"x") + wrap(one), "bad: frame has 13 bytes, want 12 as the layout with its crc16-modbus has\n" + first, 0},
		{"counter runs over", end + wrap(pumpFrame(t, 65500, 0, 0, 0)) + wrap(pumpFrame(t, 64, 0, 0, 0)), "1m5.5s temp=-40 °C, flow=0 l/s, state=0\n1m5.6s temp=-40 °C, flow=0 l/s, state=0", 0},
		{"device starts again", end + wrap(pumpFrame(t, 30000, 0, 0, 0)) + wrap(pumpFrame(t, 64, 0, 0, 0)), "30s temp=-40 °C, flow=0 l/s, state=0\n64ms temp=-40 °C, flow=0 l/s, state=0", 0},
		{"noise for ever", end + string(noZero(5000)) + end + wrap(one), "bad: frame has 5000 bytes on the wire, more than 4096\n" + first, 0},
		{"whole without an end", end + wrap(one) + wrap(two)[:len(wrap(two))-1], first + "\n1.1s temp=-41 °C, flow=? l/s, state=219", 0},
		{"nothing", "", "", 0},
	}
}

func noZero(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = 'x'
	}
	return b
}

func TestCOBS(t *testing.T) {
	open := opener(t, newCOBS, pump)
	testWire(t, open, frameCases(t, cobs, "\x00"))
	testWire(t, open, []wireCase{
		{"breaks off", "\x00\x07ab\x00", "bad: frame breaks off: the code at byte 0 says 6 more, there are 2", 0},
		{"cut at the end", "\x00\x07ab", "", 3},
	})
}

func TestSLIP(t *testing.T) {
	open := opener(t, newSLIP, pump)
	testWire(t, open, frameCases(t, slip, "\xc0"))
	testWire(t, open, []wireCase{
		{"wrong escape", "\xc0ab\xdbA\xc0", "bad: frame has 0x41 at byte 3 behind an escape, want 0xdc or 0xdd", 0},
		{"ends with an escape", "\xc0ab\xdb\xc0", "bad: frame ends with an escape", 0},
	})
}

func TestFramesReset(t *testing.T) {
	d := opener(t, newSLIP, pump)()
	one := slip(pumpFrame(t, 1000, 650, 1.5, 0))
	hear(t, d, one[:6])
	d.Reset()
	if got, want := hear(t, d, one[6:], one), "1s temp=25 °C, flow=1.5 l/s, state=0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRoundTrip sends any bytes through the encoders of this file.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.SliceOfN(rapid.OneOf(rapid.Byte(), rapid.SampledFrom([]byte{0, 0xc0, 0xdb, 0xdc, 0xdd, 0xff, 1})), 0, 600).Draw(t, "body")
		wire := cobs(string(body))
		got, err := uncobs(nil, []byte(wire[:len(wire)-1]))
		if err != nil || string(got) != string(body) {
			t.Fatalf("cobs: got %x, %v; want %x", got, err, body)
		}
		wire = slip(string(body))
		got, err = unslip(nil, []byte(wire[1:len(wire)-1]))
		if err != nil || string(got) != string(body) {
			t.Fatalf("slip: got %x, %v; want %x", got, err, body)
		}
	})
}

func FuzzCOBS(f *testing.F) { fuzzFrames(f, newCOBS, frameCases(f, cobs, "\x00")) }
func FuzzSLIP(f *testing.F) { fuzzFrames(f, newSLIP, frameCases(f, slip, "\xc0")) }

func fuzzFrames(f *testing.F, make func(Options) (Decoder, error), cases []wireCase) {
	open := opener(f, make, pump)
	fuzzWire(f, open, cases)
}

func BenchmarkCOBS(b *testing.B) { benchFrames(b, newCOBS, cobs) }
func BenchmarkSLIP(b *testing.B) { benchFrames(b, newSLIP, slip) }

func benchFrames(b *testing.B, make func(Options) (Decoder, error), wrap func(string) string) {
	rnd := rand.New(rand.NewPCG(1, 1))
	in := ""
	for i := range 1000 {
		in += wrap(pumpFrame(b, uint16(i), int16(rnd.IntN(1000)), rnd.Float32(), byte(i)))
	}
	benchWire(b, opener(b, make, pump)(), []byte(in))
}
