package baselines

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The pair takes who lies from the one and what it should read from the
// other: the estimate of the accused channel is the ridge's to the bit.
func TestSeparateTakesOneThingFromEach(t *testing.T) {
	clean := testClean()
	ws := biased(Windows([][][]float64{motion(rand.New(rand.NewPCG(5, 6)), 320)}, 32, 32), 2, 300)
	of := func(fit Fit) []Judgement {
		m, err := fit(clean)
		if err != nil {
			t.Fatal(err)
		}
		return judge(t, m, ws)
	}
	detector, imputer := of(ByName("rules")), of(ByName("ridge mean"))
	for _, f := range Separate() {
		if f.Name != "rules, then ridge" {
			continue
		}
		for i, j := range of(f.Fit) {
			if j.Score != detector[i].Score || j.Accused != detector[i].Accused || !slices.Equal(j.Channels, detector[i].Channels) {
				t.Errorf("window %d: score %v of %d, the detector says %v of %d", i, j.Score, j.Accused, detector[i].Score, detector[i].Accused)
			}
			if j.Accused == imputer[i].Accused && (!slices.Equal(j.Estimate, imputer[i].Estimate) || j.Sigma != imputer[i].Sigma) {
				t.Errorf("window %d: the estimate is not the imputer's", i)
			}
		}
		return
	}
	t.Error("no pair of rules and ridge")
}
