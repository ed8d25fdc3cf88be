package inference

import "rigscope/sensor"

// observer is a process witness at work.
type observer interface {
	Window(w sensor.Window) Sight
	Gap()
	Restart()
}

// observe begins to follow a stream with the reference that suits the rig.
func (w *Witness) observe() observer {
	if w.Own {
		return NewOwnWatch(OwnRows)
	}
	return NewWatch(w)
}

// mostOwn is the share of clean rows that a stream's own reference may call
// changed before the clean log as a whole is the better reference.
const mostOwn = .02

// ChooseWitness learns from clean segments, each [C][N], and decides on whole
// sessions what a stream is to be held against: its own first rows where
// sessions are steady, which finds far smaller changes, or the clean log where
// the rig moves between regimes. Sessions too short to tell count as steady.
func ChooseWitness(clean, sessions [][][]float64) Witness {
	w := FitWitness(clean)
	on, rows := 0, 0
	for _, s := range sessions {
		o, x := NewOwnWatch(OwnRows), make([]float64, len(s))
		for i := range s[0] {
			for c := range x {
				x[c] = s[c][i]
			}
			sight := o.Row(x)
			if o.Ready() {
				rows++
				on += count(sight.On)
			}
		}
	}
	w.Own = float64(on) <= mostOwn*float64(rows)
	return w
}
