package faults

import (
	"math"
	"slices"

	"rigscope/sensor"
)

// Incon is a whole modality replaced by another time's data: a hub that
// repeats an old telegram, two recordings mixed up. Each channel looks
// plausible, only the others disagree. It needs all channels and a donor, so
// it is not one of Kinds; a Windower makes it.
const Incon Kind = "incon"

// Labels are Kinds and Incon: what a detector can name, in the order of its
// classes.
func Labels() []Kind { return append(Kinds(), Incon) }

// Label is the place of k in Labels, or -1.
func (k Kind) Label() int { return slices.Index(Labels(), k) }

// inconLasts [samples] of a window of T at severity s: a quarter, half, all,
// linear between.
func inconLasts(s float64, T int) int {
	s = min(max(s, 1), 3)
	share := .25 * s
	if s > 2 {
		share = .5 * (s - 1)
	}
	return min(max(int(math.Round(share*float64(T))), 1), T)
}

// incon gives the modality of channel c the donor's samples on the
// [from, from+n) of x, those from at of the donor on. Both are [C×·],
// channel-major.
func incon(x, donor []float64, rig sensor.Rig, c, from, n, at int) Damaged {
	C := len(rig.Channels)
	L, T := len(x)/C, len(donor)/C
	d := Damaged{X: slices.Clone(x), Channels: make([]bool, C), From: from, To: from + n, Kind: Incon}
	for j, ch := range rig.Channels {
		if ch.Modality == rig.Channels[c].Modality {
			d.Channels[j] = true
			copy(d.X[j*L+from:j*L+from+n], donor[j*T+at:])
		}
	}
	return d
}
