package pipeline

import (
	"math"
	"slices"
	"time"

	"rigscope/inference"
	"rigscope/sensor"
)

// keepFrames is how many frames a screen can look back at the least. Twice
// as many are held before the older half is let go.
const keepFrames = 1 << 16

// history holds the newest frames and their verdicts in columns that only
// ever grow at the end, so that a snapshot can share them: what it sees is
// never written again.
type history struct {
	epoch, first int
	modalities   int
	times        []time.Time
	raw          [][]float64          // [C][N]
	value        [][]float64          // [C][Judged]
	status       [][]inference.Status // [C][Judged]
	score        [][]float64          // [C][Judged]
	modality     [][]float64          // [M][Judged]
	state        []inference.State    // [Judged]
	pyramid      pyramid              // of the judged frames, also of those let go
}

func newHistory(rig sensor.Rig) *history {
	h := &history{modalities: len(rig.Modalities()), raw: make([][]float64, len(rig.Channels))}
	h.restart()
	h.epoch = 0
	return h
}

// restart forgets everything; snapshots keep what they have.
func (h *history) restart() {
	c := len(h.raw)
	*h = history{epoch: h.epoch + 1, modalities: h.modalities,
		raw: make([][]float64, c), value: make([][]float64, c), status: make([][]inference.Status, c),
		score: make([][]float64, c), modality: make([][]float64, h.modalities)}
}

func (h *history) add(f sensor.Frame) {
	if len(h.times) >= 2*keepFrames {
		h.trim(len(h.times) - keepFrames)
	}
	h.times = append(h.times, f.T)
	for c, v := range f.V {
		h.raw[c] = append(h.raw[c], v)
	}
}

// gap adds one frame of missing values, so that no line is drawn across a
// jump in time.
func (h *history) gap() {
	v := make([]float64, len(h.raw))
	for c := range v {
		v[c] = math.NaN()
	}
	h.add(sensor.Frame{T: h.times[len(h.times)-1], V: v})
	h.judge(1, nil)
}

// trim copies all but about the oldest n frames to new memory. At most as
// many as are judged go, none that is not in a bucket, and what stays begins
// with a bucket of every level that reaches no further back.
func (h *history) trim(n int) {
	n = min(n, len(h.state))
	n -= (h.first + n) % (fan * fan * fan)
	h.first += n
	h.times, h.state = slices.Clone(h.times[n:]), slices.Clone(h.state[n:])
	for c := range h.raw {
		h.raw[c], h.value[c] = slices.Clone(h.raw[c][n:]), slices.Clone(h.value[c][n:])
		h.status[c], h.score[c] = slices.Clone(h.status[c][n:]), slices.Clone(h.score[c][n:])
	}
	for m := range h.modality {
		h.modality[m] = slices.Clone(h.modality[m][n:])
	}
}

// judge gives the oldest n unjudged frames their verdict; nil passes them on
// as measured, unknown and without a score.
func (h *history) judge(n int, v *inference.Verdict) {
	raw := len(h.state)
	for c := range h.raw {
		score := math.NaN()
		if v != nil {
			score = v.Channels[c].Score
		}
		for i := range n {
			s := sample(h.raw[c][raw+i])
			if v != nil {
				s = v.Channels[c].Trace[i]
			}
			h.value[c] = append(h.value[c], s.Value)
			h.status[c] = append(h.status[c], s.Status)
		}
		h.score[c] = repeat(h.score[c], n, score)
	}
	for m := range h.modality {
		score := math.NaN()
		if v != nil {
			score = v.Modalities[m].Score
		}
		h.modality[m] = repeat(h.modality[m], n, score)
	}
	state := inference.Unknown
	if v != nil {
		state = v.State
	}
	h.state = repeat(h.state, n, state)
	h.pyramid.follow(h)
}

func repeat[T any](s []T, n int, v T) []T {
	for range n {
		s = append(s, v)
	}
	return s
}

func sample(raw float64) inference.Sample {
	if math.IsNaN(raw) {
		return inference.Sample{Value: raw, Status: inference.Missing}
	}
	return inference.Sample{Value: raw, Status: inference.Measured}
}

// snapshot shares the columns as they are now.
func (h *history) snapshot() Snapshot {
	return Snapshot{Epoch: h.epoch, First: h.first, Times: h.times, Judged: len(h.state), State: h.state, Levels: h.pyramid.snapshot(),
		Raw: slices.Clone(h.raw), Value: slices.Clone(h.value), Status: slices.Clone(h.status),
		Score: slices.Clone(h.score), Modality: slices.Clone(h.modality)}
}
