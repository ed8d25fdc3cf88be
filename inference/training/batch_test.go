package training

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"rigscope/inference"
	"rigscope/sensor"
)

// What the graph says of a window is the same to the bit alone and among
// others, for any number of channels: each feature by itself, so that a
// failure names the culprit.
func TestFeaturesDoNotDependOnTheBatch(t *testing.T) {
	for _, c := range []int{2, 7, 14} {
		rig := sensor.Rig{Name: "wide", Rate: 1, Window: 64}
		for i := range c {
			rig.Channels = append(rig.Channels, sensor.Channel{Name: fmt.Sprint(i), Modality: fmt.Sprint("m", i/3), Lo: math.NaN(), Hi: math.NaN()})
		}
		rng := rand.New(rand.NewPCG(5, uint64(c)))
		ws := make([]sensor.Window, 33)
		for i := range ws {
			ws[i] = sensor.Window{C: c, T: 64, X: make([]float64, c*64)}
			for k := range ws[i].X {
				ws[i].X[k] = rng.NormFloat64()
			}
		}
		scale := sensor.FitScaler([][]float64{ws[0].X})
		for len(scale.Center) < c {
			scale.Center, scale.Scale, scale.Step = append(scale.Center, 0), append(scale.Scale, 1), append(scale.Step, .1)
		}
		r, err := fitRidge(ws, scale, rig, 1e-3)
		if err != nil {
			t.Fatal(err)
		}
		n := newNetwork(rig, r, Options{}.withDefaults(), rng)
		n.scales = unitScales(c, len(n.nets), n.latent*8)
		n.scales.mean, n.scales.spread = make([][]float64, c), make([][]float64, c)
		for i := range c {
			n.scales.mean[i], n.scales.spread[i] = make([]float64, n.plain()), unit(n.plain())
		}
		n.detector = newDetector(len(n.featureNames()), c, 128, len(kindNames()), LeakyReLU, rng)
		for _, g := range []goal{features, whole} {
			b, err := n.encode(inference.Spec{Version: inference.SpecVersion, Rig: rig, Hop: 8, Scaler: scale}, g)
			if err != nil {
				t.Fatal(err)
			}
			m, err := engine(t)(b)
			if err != nil {
				t.Fatal(err)
			}
			among := make([]inference.Output, len(ws))
			if err := m.Infer(ws, nil, among); err != nil {
				t.Fatal(err)
			}
			bad := map[string]int{}
			for i := range ws {
				alone := mustInfer(t, m, ws[i:i+1])
				for k, v := range alone.Evidence {
					if v != among[i].Evidence[k] {
						bad[m.Spec().Evidence[k/c]]++
					}
				}
				for k, v := range alone.Kinds {
					if v != among[i].Kinds[k] {
						bad["kinds"]++
					}
				}
			}
			if len(bad) > 0 {
				t.Errorf("%d channels, goal %d: numbers that differ: %v", c, g, bad)
			}
			m.Close()
		}
	}
}
