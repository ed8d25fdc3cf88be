package mcap

import "time"

// batch is the messages that become one chunk of the file. Its memory is
// used again.
type batch struct {
	bytes []byte // of all messages
	items []item
}

// item is one message of a batch.
type item struct {
	topic    *topic
	sequence uint32
	log      uint64 // [ns] since 1970
	publish  uint64 // [ns] since 1970
	end      int    // in bytes; it begins where the one before it ends
}

// itemCost is what a message costs in memory beside its bytes.
const itemCost = 64

// add appends a message whose bytes were just appended to b.bytes.
func (b *batch) add(t *topic, sequence uint32, log, publish time.Time) {
	b.items = append(b.items, item{t, sequence, nanoseconds(log), nanoseconds(publish), len(b.bytes)})
}

// undo takes back what was appended after the last message.
func (b *batch) undo() {
	b.bytes = b.bytes[:b.size()]
}

// size is how many bytes the messages have.
func (b *batch) size() int {
	if len(b.items) == 0 {
		return 0
	}
	return b.items[len(b.items)-1].end
}

// cost is what the batch holds in memory.
func (b *batch) cost() int { return b.size() + itemCost*len(b.items) }

func (b *batch) reset() { b.bytes, b.items = b.bytes[:0], b.items[:0] }

// nanoseconds since 1970; MCAP knows no time before that.
func nanoseconds(t time.Time) uint64 {
	if t.Before(time.Unix(0, 0)) {
		return 0
	}
	return uint64(t.Unix())*1e9 + uint64(t.Nanosecond())
}

// instant is the way back.
func instant(ns uint64) time.Time {
	return time.Unix(int64(ns/1e9), int64(ns%1e9)).UTC()
}
