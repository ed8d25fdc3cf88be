package report

import (
	"math"
	"time"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/sensor"
)

// The tests report on one made-up rig: four channels in two modalities at
// 1 Hz, 240 samples, of which channel 1 lies from 100 to 160 and channel 3
// is withheld from 200 on.

const testN = 240

func at(i int) time.Time {
	return time.Date(2020, 3, 9, 10, 14, 33, 0, time.UTC).Add(time.Duration(i) * time.Second)
}

func testRig() sensor.Rig {
	ch := func(name, unit, modality string) sensor.Channel {
		return sensor.Channel{Name: name, Unit: unit, Modality: modality, Lo: math.NaN(), Hi: math.NaN()}
	}
	return sensor.Rig{Name: "loop", Rate: 1, Window: 16, Channels: []sensor.Channel{
		ch("Current", "A", "electrical"), ch("Pressure", "bar", "hydraulic"), ch("Flow", "L/min", "hydraulic"), ch("Oil", "°C", "thermal"),
	}}
}

func testSpec() *inference.Spec {
	inf := inference.Size(math.Inf(1))
	all := func(v float64) []float64 { return []float64{v, v, v, v} }
	limit := inference.Limit{Bias: .2, Drift: .31, Gain: .073, Noise: inf, Correctable: .05}
	return &inference.Spec{Version: inference.SpecVersion, Rig: testRig(), Hop: 4, Scaler: sensor.Scaler{Center: all(0), Scale: all(.1), Step: all(.01)},
		Provenance: inference.Provenance{App: "rigscope v1", Logs: []string{"/home/somebody/clean.csv"}, SHA256: []string{"aabbccddeeff0011"}, Rows: ":400", Seed: 7, Frames: 400},
		Calibration: inference.Calibration{FAR: .01, Achieved: .012, Tested: 340, Episodes: 2.4, Worst: all(.1), Sigma: all(.05), Explained: []float64{.9, .9, .9, .1},
			Limits: []inference.Limit{limit, limit, limit, {Bias: inf, Drift: inf, Gain: inf, Noise: inf, Correctable: inf}}}}
}

func testSnapshot() *pipeline.Snapshot {
	s := &pipeline.Snapshot{Rig: testRig(), Model: pipeline.ModelInfo{Name: "loop.onnx", Hash: "7f3a99c0ffee7f3a99c0ffee", FAR: .01, Achieved: .012, Window: 16, Hop: 4},
		Judged: testN, Counts: pipeline.Counts{Frames: testN, Windows: 57, BadRows: 1}}
	for i := range testN {
		s.Times = append(s.Times, at(i))
		s.State = append(s.State, inference.OK)
	}
	for c := range s.Rig.Channels {
		var raw, score []float64
		var status []inference.Status
		for i := range testN {
			raw = append(raw, float64(c+1)+.1*math.Sin(float64(i)/7))
			score = append(score, .12)
			status = append(status, inference.Measured)
		}
		s.Raw, s.Score, s.Status = append(s.Raw, raw), append(s.Score, score), append(s.Status, status)
		s.Value = append(s.Value, append([]float64{}, raw...))
	}
	for i := 97; i <= 160; i++ {
		s.Raw[1][i] += .61
		s.Status[1][i], s.Score[1][i] = inference.Corrected, .99
	}
	for i := 197; i < testN; i++ {
		s.Status[3][i], s.Value[3][i], s.Score[3][i] = inference.Withheld, math.NaN(), .97
	}
	s.Raw[2][50], s.Value[2][50], s.Status[2][50] = math.NaN(), math.NaN(), inference.Missing
	for i := 0; i < testN; i += 4 {
		s.Strip = append(s.Strip, pipeline.StripCell{From: at(i), Score: s.Score[1][i], State: inference.OK})
	}
	s.Events = testEvents()
	return s
}

func testEvents() []pipeline.Event {
	calm := []inference.ModalityVerdict{{Name: "electrical", Score: .1, P: .7}, {Name: "hydraulic", Score: .97, P: .01}, {Name: "thermal", Score: .2, P: .6}}
	both := []inference.Witnessing{inference.ByNetwork, inference.ByRules}
	return []pipeline.Event{
		{ID: 1, From: at(20), To: at(20), State: inference.OK, Channel: -1, Kind: "bad row", Text: "line 12: nonsense"},
		{ID: 2, From: at(100), To: at(160), State: inference.Fault, Channel: 1, Kind: "bias", Offset: .61, Peak: .99, Witness: both,
			Clearest: pipeline.Finding{T: at(112), Score: .99, P: .003, TailP: .00001, Modalities: calm, Channel: inference.ChannelVerdict{
				P: .0029, Kind: "bias", KindP: .93, Second: "gain", SecondP: .04, Rule: "rate", Evidence: 3}}},
		{ID: 3, From: at(170), To: at(186), State: inference.Process, Channel: -1, Offset: math.NaN(), Peak: .96, Witness: []inference.Witnessing{inference.ByProcess},
			Sight:    inference.Sight{On: true, Channel: 2, Feature: inference.LevelFeature, Times: 7.2, Above: true},
			Clearest: pipeline.Finding{T: at(178), Score: .96, P: .02, Modalities: calm}},
		{ID: 4, From: at(200), State: inference.Fault, Channel: 3, Kind: "stuck", Offset: math.NaN(), Peak: .97, Witness: both[:1],
			Clearest: pipeline.Finding{T: at(204), Score: .97, P: .01, Modalities: calm, Channel: inference.ChannelVerdict{P: .01, Kind: "stuck", KindP: .6, Evidence: 2}}},
	}
}

// testIncident is the report on all of it, with what a caller fills in.
func testIncident() Incident {
	in := FromSnapshot(testSnapshot(), 0)
	in.Source, in.Version, in.By = "loop.csv", "v1.2", "an engineer"
	in.Made, in.Zone = at(5000), time.FixedZone("CET", 3600)
	in.Spec, in.Watched, in.Seen = testSpec(), true, map[int]bool{2: true}
	in.Notes = []Note{{at(120), "valve was being turned"}}
	return in
}
