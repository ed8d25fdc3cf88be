package faults

import (
	"fmt"
	"math"
	"time"

	"rigscope/sensor"
)

// Entry is one fault of one channel of a stream. Its times are data time
// since the first frame of the source.
type Entry struct {
	Kind     Kind
	Channel  string        // name of the channel
	From, To time.Duration // [From, To)
	Size     float64       // how big; meaning and unit are the kind's, see its file
	Count    int           // of spikes in [From, To); 0 is one in 16 samples
	Seed     uint64        // of what the kind draws by chance
}

// Schedule is the faults a stream gets, and the only label they leave.
type Schedule []Entry

// Active lists the faults at a moment since the first frame of the source.
func (s Schedule) Active(since time.Duration) []Entry {
	var out []Entry
	for _, e := range s {
		if e.active(since) {
			out = append(out, e)
		}
	}
	return out
}

// Validate reports the first entry that cannot happen to rig. Two faults of
// one channel must not overlap: nobody could say which of them was found.
func (s Schedule) Validate(rig sensor.Rig) error {
	for i, e := range s {
		if err := e.validate(rig); err != nil {
			return fmt.Errorf("fault %d: %w", i+1, err)
		}
		for j, other := range s[:i] {
			if e.Channel == other.Channel && e.From < other.To && other.From < e.To {
				return fmt.Errorf("fault %d: channel %q still has fault %d then", i+1, e.Channel, j+1)
			}
		}
	}
	return nil
}

func (e Entry) active(since time.Duration) bool { return e.From <= since && since < e.To }

func (e Entry) validate(rig sensor.Rig) error {
	m, err := e.Kind.model()
	switch {
	case err != nil:
		return err
	case rig.Index(e.Channel) < 0:
		return fmt.Errorf("the rig has no channel %q", e.Channel)
	case e.From < 0:
		return fmt.Errorf("from = %v is before the first frame", e.From)
	case e.To <= e.From:
		return fmt.Errorf("to = %v is not after from = %v", e.To, e.From)
	case e.Count < 0:
		return fmt.Errorf("count = %d is negative", e.Count)
	}
	if e.Kind == Stuck {
		return nil
	}
	return m.validate(e.Size)
}

func (m model) validate(size float64) error {
	switch {
	case math.IsNaN(size) || math.IsInf(size, 0):
		return fmt.Errorf("size = %v is not a number", size)
	case size == 0:
		return fmt.Errorf("size is 0")
	case size < 0 && !m.signed:
		return fmt.Errorf("size = %v is negative", size)
	case m.most > 0 && math.Abs(size) > m.most:
		return fmt.Errorf("size = %v is beyond %v", size, m.most)
	}
	return nil
}

// fault is the entry in frames of a rig that runs at rate [Hz].
func (e Entry) fault(rate float64) Fault {
	frame := func(d time.Duration) int { return int(math.Ceil(d.Seconds()*rate - 1e-6)) }
	from := frame(e.From)
	return Fault{Kind: e.Kind, From: from, To: max(frame(e.To), from+1), Size: e.Size, Count: e.Count, Seed: e.Seed}
}
