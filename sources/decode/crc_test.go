package decode

import (
	"hash/crc32"
	"math/rand/v2"
	"testing"
)

// TestCRC holds the check values of the catalogues, for the nine digits.
func TestCRC(t *testing.T) {
	want := map[string]uint32{
		"sum8": 0xdd, "xor8": 0x31, "crc8": 0xf4, "crc16-modbus": 0x4b37, "crc16-x25": 0x906e,
		"crc16-ccitt-false": 0x29b1, "crc16-xmodem": 0x31c3, "crc32": 0xcbf43926,
	}
	for _, k := range crcKinds() {
		if k.size > 0 && k.sum([]byte("123456789")) != want[k.name] {
			t.Errorf("%s: got %#x, want %#x", k.name, k.sum([]byte("123456789")), want[k.name])
		}
	}
}

func TestCRC32IsTheStandardLibrarys(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	k, _ := newCheck("crc32")
	for n := range 100 {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(rnd.Uint32())
		}
		if got, want := k.sum(b), crc32.ChecksumIEEE(b); got != want {
			t.Fatalf("%x: got %#x, want %#x", b, got, want)
		}
	}
}

func TestCheckErrors(t *testing.T) {
	_, err := newCheck("crc16")
	const want = `crc "crc16" is not known: want one of none, sum8, xor8, crc8, crc16-modbus, crc16-x25, crc16-ccitt-false, crc16-xmodem, crc32; be behind it is for high byte first`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if _, err := newCheck("sum8be"); err == nil {
		t.Error("sum8be: one byte has no order")
	}
	k, _ := newCheck("crc16-modbusbe")
	if _, err := k.split([]byte("123456789\x4b\x37")); err != nil {
		t.Error(err)
	}
}
