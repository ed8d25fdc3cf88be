package tui

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/sensor"
)

// The tests draw one made-up rig, after the SKAB loop: 8 channels in 4
// modalities at 1 Hz, 300 samples of a log of 1500.

const (
	samples  = 300
	pressure = 4
	onsetAt  = samples - 45
)

func start() time.Time { return time.Date(2020, 3, 9, 10, 14, 33, 0, time.UTC) }

func at(i int) time.Time { return start().Add(time.Duration(i) * time.Second) }

func rig() sensor.Rig {
	ch := func(name, unit, modality string) sensor.Channel {
		return sensor.Channel{Name: name, Unit: unit, Modality: modality}
	}
	return sensor.Rig{Name: "skab-loop", Rate: 1, Window: 64, Channels: []sensor.Channel{
		ch("Accel 1", "g", "vibration"), ch("Accel 2", "g", "vibration"),
		ch("Current", "A", "electrical"), ch("Voltage", "V", "electrical"),
		ch("Pressure", "bar", "hydraulic"), ch("Flow", "L/min", "hydraulic"),
		ch("Body temp", "°C", "thermal"), ch("Fluid temp", "°C", "thermal"),
	}}
}

// wider is the rig with n channels, by adding to its last modality.
func wider(n int) sensor.Rig {
	r := rig()
	for k := len(r.Channels); k < n; k++ {
		r.Channels = append(r.Channels, sensor.Channel{Name: fmt.Sprintf("Extra %d", k+1), Unit: "°C", Modality: "thermal"})
	}
	return r
}

// centre, sigma of the clean signal of channel c.
func clean(c int) (centre, sigma float64) {
	centres := []float64{.214, .264, 2.67, 228.1, .05, 126.3, 89.5, 28.8}
	sigmas := []float64{.004, .004, .08, 2, .05, .5, .2, .2}
	return centres[c%8], sigmas[c%8]
}

// calm is a healthy rig: every sample judged and measured.
func calm(r sensor.Rig) *pipeline.Snapshot {
	rng := rand.New(rand.NewPCG(7, 0))
	s := &pipeline.Snapshot{
		Rig:    r,
		Model:  pipeline.ModelInfo{Name: "pump-demo.onnx", Hash: "7f3a99", FAR: .01, Achieved: .012, Window: 64, Hop: 8},
		First:  600,
		Judged: samples,
		Counts: pipeline.Counts{Frames: 900, Windows: 105},
	}
	for i := range samples {
		s.Times = append(s.Times, at(s.First+i))
		s.State = append(s.State, inference.OK)
	}
	for c := range r.Channels {
		s.Raw = append(s.Raw, signal(rng, c))
		s.Value = append(s.Value, append([]float64{}, s.Raw[c]...))
		s.Status = append(s.Status, repeat(samples, inference.Measured))
		s.Score = append(s.Score, scoresAround(rng, .12))
	}
	for range r.Modalities() {
		s.Modality = append(s.Modality, scoresAround(rng, .1))
	}
	for i := 0; i < 900; i += 10 {
		s.Strip = append(s.Strip, pipeline.StripCell{From: at(i), Score: .1 + .1*rng.Float64(), State: inference.OK})
	}
	for c := range r.Channels {
		_, sigma := clean(c)
		s.Spread = append(s.Spread, 4*sigma)
	}
	s.Last = verdictOf(s)
	return s
}

func signal(rng *rand.Rand, c int) []float64 {
	centre, sigma := clean(c)
	out := make([]float64, samples)
	for i := range out {
		slow := math.Sin(float64(i)/40 + float64(c))
		out[i] = centre + sigma*(slow+.6*rng.NormFloat64())
	}
	return out
}

func scoresAround(rng *rand.Rand, level float64) []float64 {
	out := make([]float64, samples)
	for i := range out {
		out[i] = level * (.7 + .6*rng.Float64())
	}
	return out
}

func repeat[T any](n int, v T) []T {
	out := make([]T, n)
	for i := range out {
		out[i] = v
	}
	return out
}

// verdictOf is the verdict that belongs to the newest sample.
func verdictOf(s *pipeline.Snapshot) *inference.Verdict {
	i := s.Judged - 1
	v := &inference.Verdict{T: s.Times[i], Row: s.First + i, State: s.State[i], New: 1, Process: inference.Sight{Channel: -1}}
	for c, ch := range s.Rig.Channels {
		_, sigma := clean(c)
		v.Channels = append(v.Channels, inference.ChannelVerdict{
			Name: ch.Name, Score: s.Score[c][i], P: 1 - s.Score[c][i], Status: s.Status[c][i],
			Raw: s.Raw[c][i], Value: s.Value[c][i], Sigma: sigma,
			Evidence: 2*s.Score[c][i] - .9,
		})
	}
	for k, m := range s.Rig.Modalities() {
		v.Modalities = append(v.Modalities, inference.ModalityVerdict{Name: m.Name, Score: s.Modality[k][i]})
	}
	return v
}

// history gives s two alarms that are over.
func history(s *pipeline.Snapshot) {
	s.Events = append(s.Events,
		pipeline.Event{ID: 1, From: at(120), To: at(180), State: inference.Fault, Channel: 5, Kind: "stuck", Offset: math.NaN(), Peak: .99, Witness: []inference.Witnessing{inference.ByRules}},
		pipeline.Event{ID: 2, From: at(400), To: at(470), State: inference.Process, Channel: -1, Offset: math.NaN(), Peak: .97},
	)
	for i := 12; i < 18; i++ {
		s.Strip[i].Score, s.Strip[i].State = .99, inference.Fault
	}
	for i := 40; i < 47; i++ {
		s.Strip[i].Score, s.Strip[i].State = .97, inference.Process
	}
}

// faulty is calm until Pressure begins to read 0.61 bar too high.
func faulty(r sensor.Rig) *pipeline.Snapshot {
	s := calm(r)
	history(s)
	accuse(s, pressure, "bias", .61)
	return s
}

func accuse(s *pipeline.Snapshot, c int, kind string, offset float64) {
	for i := onsetAt; i < samples; i++ {
		s.Raw[c][i] += offset
		s.Score[c][i] = .99
		s.Status[c][i] = inference.Corrected
		s.Value[c][i] = s.Raw[c][i]*.1 + (s.Raw[c][i]-offset)*.9 - offset*.1
		s.State[i] = inference.Fault
		for k, m := range s.Rig.Modalities() {
			if slices.Contains(m.Channels, c) {
				s.Modality[k][i] = .97
			}
		}
	}
	before := s.Last.Channels
	s.Last = verdictOf(s)
	s.Last.State, s.Last.Alarm = inference.Fault, true
	for k, b := range before {
		if b.Alarm {
			s.Last.Channels[k] = b
		}
	}
	cv := &s.Last.Channels[c]
	cv.Alarm, cv.Kind, cv.Offset, cv.P = true, kind, offset, .0004
	cv.KindP, cv.Second, cv.SecondP, cv.Rule, cv.Evidence = .71, "gain", .2, inference.RuleRate, 4.8
	s.Last.Witness, s.Last.Frozen = []inference.Witnessing{inference.ByNetwork, inference.ByRules}, true
	s.Events = append(s.Events, pipeline.Event{ID: len(s.Events) + 1, From: s.Times[onsetAt], State: inference.Fault, Channel: c, Kind: kind, Offset: offset, Peak: .99, Witness: s.Last.Witness})
	for i := 85; i < 90; i++ {
		s.Strip[i].Score, s.Strip[i].State = .99, inference.Fault
	}
}

// moved is a process that moved: two modalities disagree, nobody is accused.
func moved() *pipeline.Snapshot {
	s := calm(rig())
	for i := onsetAt; i < samples; i++ {
		s.State[i] = inference.Process
		s.Modality[2][i], s.Modality[3][i] = .97, .96
	}
	s.Last = verdictOf(s)
	s.Last.State = inference.Process
	s.Events = []pipeline.Event{{ID: 1, From: s.Times[onsetAt], State: inference.Process, Channel: -1, Offset: math.NaN(), Peak: .97}}
	return s
}

// sighted is a process change that the witness saw at Flow, for a while now.
func sighted() *pipeline.Snapshot {
	s := moved()
	sight := inference.Sight{S: 3, On: true, Channel: 5, Feature: inference.LevelFeature, Times: 7.2, Above: true}
	by := []inference.Witnessing{inference.ByNetwork, inference.ByProcess}
	s.Last.Process, s.Last.Witness, s.Last.Alarm, s.Last.Frozen, s.Last.Shift = sight, by, true, true, .4
	s.Events[0].Sight, s.Events[0].Witness = sight, by
	return s
}

// abstaining is a fault of one of two sensors, nobody knows which.
func abstaining() *pipeline.Snapshot {
	s := faulty(rig())
	for i := onsetAt; i < samples; i++ {
		s.Value[pressure][i], s.Status[pressure][i] = s.Raw[pressure][i], inference.Measured
	}
	s.Last.Abstained, s.Last.Frozen = true, false
	cv := &s.Last.Channels[pressure]
	cv.Value, cv.Status, cv.Offset = cv.Raw, inference.Measured, 0
	return s
}

// waiting is calm, with a threshold that has moved, and 5 samples beyond the
// newest verdict.
func waiting() *pipeline.Snapshot {
	s := calm(rig())
	s.Judged -= 5
	s.State = s.State[:s.Judged]
	for c := range s.Raw {
		s.Value[c], s.Status[c], s.Score[c] = s.Value[c][:s.Judged], s.Status[c][:s.Judged], s.Score[c][:s.Judged]
	}
	for k := range s.Modality {
		s.Modality[k] = s.Modality[k][:s.Judged]
		s.Modality[k][s.Judged-1] = []float64{.1, .84, .97, .05}[k]
	}
	s.Last = verdictOf(s)
	s.Last.Shift = -.12
	return s
}

// learning has 31 of the 64 frames that a first verdict needs.
func learning() *pipeline.Snapshot {
	s := calm(rig())
	const n = 31
	s.First, s.Judged, s.Last = 0, 0, nil
	s.Times, s.State = s.Times[:n], nil
	for i := range s.Times {
		s.Times[i] = at(i)
	}
	for c := range s.Raw {
		s.Raw[c], s.Value[c], s.Status[c], s.Score[c] = s.Raw[c][:n], nil, nil, nil
	}
	for k := range s.Modality {
		s.Modality[k] = nil
	}
	s.Strip, s.Counts = s.Strip[:3], pipeline.Counts{Frames: n}
	return s
}

// unknown has no Flow and Body temp for a while, and no verdict because of it.
func unknown() *pipeline.Snapshot {
	s := calm(rig())
	for i := samples - 30; i < samples; i++ {
		for _, c := range []int{5, 6} {
			s.Raw[c][i], s.Value[c][i] = math.NaN(), math.NaN()
			s.Status[c][i] = inference.Missing
		}
		s.State[i] = inference.Unknown
	}
	s.Last = verdictOf(s)
	s.Counts.BadRows = 3
	s.Events = []pipeline.Event{{ID: 1, From: s.Times[samples-30], To: s.Times[samples-30], Channel: -1, Kind: "bad row", Text: "line 872: 7 fields instead of 10"}}
	return s
}

// void holds nothing but NaN.
func void() *pipeline.Snapshot {
	s := unknown()
	for c := range s.Raw {
		for i := range s.Raw[c] {
			s.Raw[c][i], s.Value[c][i], s.Score[c][i] = math.NaN(), math.NaN(), math.NaN()
			s.Status[c][i] = inference.Missing
			s.State[i] = inference.Unknown
		}
	}
	s.Last = verdictOf(s)
	for c := range s.Last.Channels {
		s.Last.Channels[c].Sigma = math.NaN()
	}
	return s
}

// named is a fault on a rig with these names.
func named(name, unit, modality string) *pipeline.Snapshot {
	r := rig()
	for c := range r.Channels {
		r.Channels[c].Name = fmt.Sprint(name, c+1)
		r.Channels[c].Unit = unit
		r.Channels[c].Modality = modality
	}
	r.Name = name
	s := faulty(r)
	s.Events = append(s.Events, pipeline.Event{From: at(870), To: at(870), Channel: -1, Kind: "bad row", Text: name})
	return s
}

// feedOf always has s.
type feedOf struct{ s *pipeline.Snapshot }

func (f *feedOf) Latest() *pipeline.Snapshot { return f.s }

// deck is a tape that notes what was asked of it.
type deck struct {
	paused  bool
	loops   bool
	speed   float64
	stepped int
	sought  []time.Time
	err     error
}

func (d *deck) SetPaused(p bool)       { d.paused = p }
func (d *deck) SetSpeed(x float64)     { d.speed = x }
func (d *deck) SetLoop(on bool)        { d.loops = on }
func (d *deck) Loops() bool            { return d.loops }
func (d *deck) Step(n int)             { d.stepped += n }
func (d *deck) Paused() bool           { return d.paused }
func (d *deck) Speed() float64         { return d.speed }
func (d *deck) Span() (a, b time.Time) { return at(0), at(1500) }
func (d *deck) Seek(t time.Time) error {
	d.sought = append(d.sought, t)
	return d.err
}

func opened(s *pipeline.Snapshot, w, h int, opt Options) (*Model, *deck) {
	d := &deck{speed: 1}
	if opt.Source == "" {
		opt.Source = "incident.csv"
	}
	opt.Version = "0.1.0"
	if opt.Mode == "" {
		opt.Mode = Replay
	}
	m := New(&feedOf{s}, d, opt)
	m.Init()
	if _, over := m.waiting(); len(over) > 0 {
		m.see(over...) // what is history was seen; latch_test.go has alarms that were not
	}
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m, d
}
