package decode

import (
	"bytes"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"
)

// Noise of any length takes no more memory than the longest line and names
// do: a megabyte without an end, of what a format looks for, and of random
// bytes.
func TestNoiseTakesNoMemory(t *testing.T) {
	layout := Options{Layout: []Item{{Name: "a", Type: "u16"}}, CRC: "crc16-modbus",
		Registers: []Register{{Name: "p", Unit: 1, Type: "u16"}}}
	noise := make([]byte, 4096)
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	for _, format := range Formats() {
		for _, piece := range []string{"a", "/*", "$GP", "\x01\x03", string(noise)} {
			d, data := open(t, format, layout), bytes.Repeat([]byte(piece), 4096/len(piece))
			before := heap()
			for range 1 << 20 / len(data) {
				d.Push(data, time.Time{}, func(*Record) {})
			}
			if grown := heap() - before; grown > 128<<10 {
				t.Errorf("%s: a megabyte of %.4q left %d bytes behind", format, piece, grown)
			}
			runtime.KeepAlive(d)
		}
	}
}

// heap is what is in use [bytes].
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
