package tui

import "rigscope/tui/chart"

// The roles of the palette. A panel draws with these; only styles.go knows
// what they look like. The numbers mean nothing outside a running program.
const (
	inkNone chart.Ink = iota // the terminal's own

	inkText
	inkBright
	inkDim   // labels
	inkFaint // rules, axes, units

	inkMeasured // as it came down the wire
	inkPassed   // corrected = measured
	inkEstimate // an estimate, and nothing else

	inkOK
	inkWatch
	inkFault
	inkProcess
	inkUnknown
	inkMissing

	inkKey
	inkLabel // letters on a coloured headline label

	// Score ramp; scoreInk chooses.
	inkScore0
	inkScore1
	inkScore2
	inkScore3
	inkScore4
	inkScore5

	// Lower cells of tall score bars.
	inkShade0
	inkShade1
	inkShade2
	inkShade3
	inkShade4
	inkShade5

	// Grounds.
	groundBar    // title and footer
	groundFault  // row and headline of a fault
	groundBand   // ±σ around an estimate
	groundChosen // selected row
	groundOK     // headline labels, one for each state
	groundWatch
	groundAlarm
	groundProcess
	groundUnknown

	// Heat map, from nothing to most.
	groundHeat0
	groundHeat1
	groundHeat2
	groundHeat3
	groundHeat4
	groundHeat5

	inkCount
)

// scoreSteps are where the score ramp changes its ink.
const (
	scoreLow   = .30
	scoreSome  = .60
	scoreWatch = .80 // from here on a channel is marked for watching
	scoreAlarm = .95 // inference.AlarmScore
	scoreSure  = .985
)

// scoreInk is the place of score x on the ramp. NaN has the lowest.
func scoreInk(x float64) chart.Ink {
	switch {
	case x >= scoreSure:
		return inkScore5
	case x >= scoreAlarm:
		return inkScore4
	case x >= scoreWatch:
		return inkScore3
	case x >= scoreSome:
		return inkScore2
	case x >= scoreLow:
		return inkScore1
	}
	return inkScore0
}

// shade is the ink of the lower cells of a bar whose top cell is drawn in
// ink, a step of the ramp.
func shade(ink chart.Ink) chart.Ink { return ink + inkShade0 - inkScore0 }
