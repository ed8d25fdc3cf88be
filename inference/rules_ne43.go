package inference

import "rigscope/sensor"

// The bands of NAMUR NE 43 for 4–20 mA signals [mA]: what is below or above
// the failure currents says that the sensor has failed, what is between them
// and the measuring range is out of range.
const (
	ne43FailLow, ne43Low   = 3.6, 3.8
	ne43High, ne43FailHigh = 20.5, 21.0
)

// failed says that a 4–20 mA channel shows a failure current.
func (r Rules) failed(c int, ch sensor.Channel, lo, hi float64) bool {
	return r.currentLoop(c, ch) && (lo < ne43FailLow || hi > ne43FailHigh)
}

// ne43 goes from 1 to 2 across the bands beside the measuring range, where
// the clean log never was; it is 0 for every other value and channel.
func (r Rules) ne43(c int, ch sensor.Channel, lo, hi float64) float64 {
	if !r.currentLoop(c, ch) {
		return 0
	}
	depth := 0.
	if lo < min(ne43Low, r.Lo[c]) {
		depth = (ne43Low - lo) / (ne43Low - ne43FailLow)
	}
	if hi > max(ne43High, r.Hi[c]) {
		depth = max(depth, (hi-ne43High)/(ne43FailHigh-ne43High))
	}
	if depth == 0 {
		return 0
	}
	return 1 + depth
}

// currentLoop says whether the channel looks like a 4–20 mA signal: it
// counts in mA, its clean log never left the bands, and the profile's limits,
// if it has any, are about those of such a signal.
func (r Rules) currentLoop(c int, ch sensor.Channel) bool {
	declared := !(ch.Lo < 0 || ch.Lo > 4) && !(ch.Hi < 20 || ch.Hi > 25)
	return ch.Unit == "mA" && declared && r.Lo[c] >= ne43FailLow && r.Hi[c] <= ne43FailHigh
}
