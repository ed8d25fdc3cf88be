package baselines

import (
	"fmt"
	"math"
	"testing"

	"rigscope/sensor"
)

// By hand: two channels that are the same have the component (1,1)/√2. M of
// the squared prediction error is [½ −½; −½ ½]. The frame (1, 0) has SPE ½,
// both contributions are (½)²/½ = ½, and f₁ = ½/½ = 1, so channel 1 should
// read 0.
func TestPCAByHand(t *testing.T) {
	x := [][]float64{{1, -1, 2, -2, 1, -1, 2, -2}} // [2×4]
	M, err := indexMatrix(x, 2, spe)
	if err != nil {
		t.Fatal(err)
	}
	p := &pca{pcaKind: pcas[0], M: M, rms: []float64{1, 1}, scaler: sensor.Scaler{Center: []float64{0, 0}, Scale: []float64{1, 1}}}
	got := p.judge([]float64{1, 0}, 1)
	if s := fmt.Sprintf("%.6f %.6f %.6f", got.Score, got.Channels, math.Abs(got.Estimate[0])); s != "0.500000 [0.500000 0.500000] 0.000000" {
		t.Errorf("got %s", s)
	}
}

// T² of a frame along the component, one standard deviation out, is 1: the
// eigenvalue is 5 (mean of 1+1+4+4 halves twice), the frame (√2.5, √2.5).
func TestHotellingByHand(t *testing.T) {
	M, err := indexMatrix([][]float64{{1, -1, 2, -2, 1, -1, 2, -2}}, 2, hotelling)
	if err != nil {
		t.Fatal(err)
	}
	p := &pca{pcaKind: pcas[2], M: M, rms: []float64{1, 1}, scaler: sensor.Scaler{Center: []float64{0, 0}, Scale: []float64{1, 1}}}
	v := math.Sqrt(2.5)
	if got := p.judge([]float64{v, v}, 1).Score; math.Abs(got-1) > 1e-9 {
		t.Errorf("got %v, want 1", got)
	}
}
