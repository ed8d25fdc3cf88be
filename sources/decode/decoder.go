package decode

import "time"

// Decoder finds the records in the bytes of one port. Not for concurrent
// use; a panic on any input is a bug.
type Decoder interface {
	// Push takes the bytes that come next, of which the last arrived at the
	// given time, and calls emit for each record that is complete, in order.
	// A record and its fields are valid only during the call.
	Push(data []byte, at time.Time, emit func(*Record))
	// Flush says that nothing more will come and gives out what is complete
	// without its terminator.
	Flush(emit func(*Record))
	// Reset forgets a half-read record, as after a pulled cable, and counts
	// its bytes as skipped. Names and dialect stay as they were learnt.
	Reset()
	// Doubt says that the bytes to come may begin in the middle of a record,
	// as after a port was opened: where a piece of one would pass for a
	// whole, the first is skipped.
	Doubt()
	// Stats are counted since the decoder was made.
	Stats() Stats
}

// Record is one line, sentence or frame.
type Record struct {
	End    int           // bytes of the pushed data up to and with its last; 0 if it ended in an earlier push
	Time   time.Time     // the device's own clock, UTC; zero if it told none
	Uptime time.Duration // the device's clock since it started; negative if it told none
	Fields []Field       // in the order they came
	Err    error         // what is wrong with it: one sentence; Fields are those that could be read
	Note   string        // what is to be told though nothing is wrong: one sentence; mostly empty
}

// Field is one number of a record.
type Field struct {
	Name string
	V    float64 // NaN: named without a value
	Unit string  // as the wire has it; empty if it says none
}

// Stats are what a decoder has seen.
type Stats struct {
	Records  int // good ones
	Bad      int // with an Err
	Checksum int // of the bad ones: those with a wrong checksum
	Skipped  int // bytes that belong to no record: boot banners, noise, cut records
}

// Options are what a rig profile says about a port's format; the zero value
// is right for formats that name their numbers.
type Options struct {
	Columns   []string      // names, for formats without any
	Order     []string      // the rig's channels: names for lines without any where Columns says nothing and the width fits
	Time      string        // field with the device's time: a count or a date; empty: a usual name; "none": there is none
	Period    time.Duration // of the rig, to tell counts of seconds from smaller ones; 0: those with a fraction are seconds, others milliseconds
	Layout    []Item        // cobs, slip: what a frame holds, byte by byte
	CRC       string        // cobs, slip: check at the end of a frame; empty or "none": there is none
	Registers []Register    // modbus
	Baud      int           // modbus: for the silent gap between frames; 0: go by CRC alone
}

// Item is one number of a binary frame.
type Item struct {
	Name   string  `toml:"name"`            // empty: bytes to pass over
	Type   string  `toml:"type"`            // u8 i8 u16 i16 u32 i32 u64 i64 f32 f64, with be behind for big-endian: "i16be"
	Scale  float64 `toml:"scale,omitempty"` // value = raw·scale + offset; 0 counts as 1
	Offset float64 `toml:"offset,omitempty"`
	Unit   string  `toml:"unit,omitempty"`
	Count  int     `toml:"count,omitempty"` // bytes to pass over, where Name is empty
}

// Register is one number on a Modbus.
type Register struct {
	Name    string  `toml:"name"`
	Unit    int     `toml:"unit,omitempty"`  // address of the device on the bus, 1..247
	Table   string  `toml:"table,omitempty"` // "holding" (function 3) or "input" (function 4); empty is holding
	Address int     `toml:"address"`         // of the first register, from 0
	Type    string  `toml:"type"`            // u16 i16 u32 i32 f32, high word first; "f32le" low word first
	Scale   float64 `toml:"scale,omitempty"`
	Offset  float64 `toml:"offset,omitempty"`
	Symbol  string  `toml:"symbol,omitempty"` // unit of the number, for people
}
