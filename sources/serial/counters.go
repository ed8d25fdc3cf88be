package serial

import (
	"strings"

	"rigscope/sources/notation"
)

// Counters are what a driver says went wrong on the wire or before we read.
type Counters struct {
	Overrun int64 `json:"overrun"` // bytes that came faster than the chip or the driver was emptied
	Framing int64 `json:"framing"` // bytes without a stop bit: noise, or the wrong baud
	Parity  int64 `json:"parity"`  // bytes whose parity is wrong
	Break   int64 `json:"break"`   // the line was held low: often a cut wire
}

func (c Counters) minus(b Counters) Counters {
	return Counters{c.Overrun - b.Overrun, c.Framing - b.Framing, c.Parity - b.Parity, c.Break - b.Break}
}

func (c Counters) plus(b Counters) Counters {
	return Counters{c.Overrun + b.Overrun, c.Framing + b.Framing, c.Parity + b.Parity, c.Break + b.Break}
}

// String names those that are not 0: "3 overruns, 1 framing error".
func (c Counters) String() string {
	parts := []string{}
	for _, x := range []struct {
		n    int64
		name string
	}{{c.Overrun, "overrun"}, {c.Framing, "framing error"}, {c.Parity, "parity error"}, {c.Break, "break"}} {
		if x.n != 0 {
			parts = append(parts, notation.Count(x.n, x.name))
		}
	}
	return strings.Join(parts, ", ")
}
