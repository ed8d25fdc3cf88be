package onnx_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"rigscope/inference"
	"rigscope/inference/onnx"
	"rigscope/inference/ort"
	"rigscope/sensor"
)

const channels, frames = 2, 16

// wave is the input of every case, [2×16].
func wave(i int) float64 { return math.Sin(float64(i)*1.7) + float64(i)/10 }

// at reads a channel of wave; outside it is 0.
func at(c, t int) float64 {
	if t < 0 || t >= frames {
		return 0
	}
	return wave(c*frames + t)
}

// TestOperatorsRun writes each operator our networks use, runs it in ONNX
// Runtime and compares with the same sum written as a loop. The tolerance is
// a few roundings of float32 at the size of the numbers.
func TestOperatorsRun(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(g *onnx.Graph, x onnx.Ref) onnx.Ref // x float [B,2,16] → the same shape
		want func(c, t int) float64
	}{
		{"Conv", conv, wantConv},
		{"ConvTranspose", convTranspose, wantConvTranspose},
		{"Pad edge and Slice", padAndSlice, func(c, t int) float64 { return at(c, max(t-3, 0)) }},
		{"Slice and Concat", swap, func(c, t int) float64 { return at(1-c, t) }},
		{"LeakyRelu", leaky, func(c, t int) float64 { return max(at(c, t), 0.25*at(c, t)) }},
		{"ReduceMean", reduce("ReduceMean"), func(c, _ int) float64 { return mean(c) }},
		{"ReduceMax", reduce("ReduceMax"), func(c, _ int) float64 { return highest(c) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := run(t, c.make)
			for i, v := range got {
				if want := c.want(i/frames, i%frames); math.Abs(v-want) > 1e-5 {
					t.Fatalf("channel %d, frame %d: got %v, want %v", i/frames, i%frames, v, want)
				}
			}
		})
	}
}

// conv adds both channels with a kernel of three: channel 1 is reversed.
func conv(g *onnx.Graph, x onnx.Ref) onnx.Ref {
	w := g.Floats("w", []int{2, 2, 3}, []float32{1, 2, 3, 4, 5, 6, -6, -5, -4, -3, -2, -1})
	b := g.Floats("b", []int{2}, []float32{0.5, -0.5})
	return g.Node("Conv", []onnx.Ref{x, w, b}, onnx.Ints("kernel_shape", []int{3}), onnx.Ints("pads", []int{1, 1}))
}

func wantConv(c, t int) float64 {
	kernel := [][]float64{{1, 2, 3, 4, 5, 6}, {-6, -5, -4, -3, -2, -1}}[c]
	sum := 0.5 - float64(c)
	for k := range 3 {
		sum += kernel[k]*at(0, t+k-1) + kernel[3+k]*at(1, t+k-1)
	}
	return sum
}

// convTranspose takes every second frame and spreads it over four.
func convTranspose(g *onnx.Graph, x onnx.Ref) onnx.Ref {
	ints := func(name string, v int) onnx.Ref { return g.Ints(name, []int{1}, []int{v}) }
	half := g.Node("Slice", []onnx.Ref{x, ints("from", 0), ints("to", frames), ints("axis", 2), ints("step", 2)})
	w := g.Floats("w", []int{2, 1, 4}, []float32{1, 2, 3, 4, 5, 6, 7, 8})
	return g.Node("ConvTranspose", []onnx.Ref{half, w}, onnx.Int("group", 2),
		onnx.Ints("kernel_shape", []int{4}), onnx.Ints("strides", []int{2}), onnx.Ints("pads", []int{1, 1}))
}

func wantConvTranspose(c, t int) float64 {
	sum := 0.0
	for i := range frames / 2 {
		if k := t + 1 - 2*i; k >= 0 && k < 4 {
			sum += at(c, 2*i) * float64(4*c+k+1)
		}
	}
	return sum
}

// padAndSlice delays by three frames and holds the first.
func padAndSlice(g *onnx.Graph, x onnx.Ref) onnx.Ref {
	late := g.Node("Pad", []onnx.Ref{x, g.Ints("pads", []int{6}, []int{0, 0, 3, 0, 0, 0})}, onnx.String("mode", "edge"))
	return slice(g, late, 0, frames, 2)
}

func swap(g *onnx.Graph, x onnx.Ref) onnx.Ref {
	return g.Node("Concat", []onnx.Ref{slice(g, x, 1, 2, 1), slice(g, x, 0, 1, 1)}, onnx.Int("axis", 1))
}

func slice(g *onnx.Graph, x onnx.Ref, from, to, axis int) onnx.Ref {
	var bounds [3]onnx.Ref
	for i, v := range [3]int{from, to, axis} {
		bounds[i] = g.Ints(string(x)+string(rune('a'+i))+string(rune('0'+from)), []int{1}, []int{v})
	}
	return g.Node("Slice", []onnx.Ref{x, bounds[0], bounds[1], bounds[2]})
}

func leaky(g *onnx.Graph, x onnx.Ref) onnx.Ref {
	return g.Node("LeakyRelu", []onnx.Ref{x}, onnx.Float("alpha", 0.25))
}

// reduce spreads a number per channel over its frames again.
func reduce(op string) func(*onnx.Graph, onnx.Ref) onnx.Ref {
	return func(g *onnx.Graph, x onnx.Ref) onnx.Ref {
		r := g.Node(op, []onnx.Ref{x}, onnx.Ints("axes", []int{-1}), onnx.Int("keepdims", 1))
		zero := g.Node("Sub", []onnx.Ref{x, x})
		return g.Node("Add", []onnx.Ref{zero, r})
	}
}

func mean(c int) (m float64) {
	for t := range frames {
		m += at(c, t) / frames
	}
	return m
}

func highest(c int) float64 {
	m := math.Inf(-1)
	for t := range frames {
		m = max(m, at(c, t))
	}
	return m
}

// scale brings a window back to wave: centre and scale in float64, then
// float32, as our networks do.
func scale(g *onnx.Graph, window onnx.Ref) onnx.Ref {
	d := g.Node("Sub", []onnx.Ref{window, g.Doubles("center", []int{channels, 1}, []float64{1e9, 1e9})})
	d = g.Node("Div", []onnx.Ref{d, g.Doubles("scale", nil, []float64{1e6})})
	return g.Node("Cast", []onnx.Ref{d}, onnx.Int("to", int(onnx.Float32)))
}

// run gives what f makes of wave in ONNX Runtime, [2×16].
func run(t *testing.T, f func(*onnx.Graph, onnx.Ref) onnx.Ref) []float64 {
	t.Helper()
	rt, err := ort.Load("")
	if err != nil && os.Getenv("CI") == "" {
		t.Skipf("SKIPPED, run `make runtime` first: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	m, err := ort.Open(rt, modelOf(t, f))
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	w := sensor.Window{C: channels, T: frames}
	for i := range channels * frames {
		w.X = append(w.X, wave(i)*1e6+1e9)
	}
	out := make([]inference.Output, 1)
	if err := m.Infer([]sensor.Window{w}, nil, out); err != nil {
		t.Fatal(err)
	}
	return out[0].Virtual
}

// modelOf wraps f into a file that ort opens.
func modelOf(t *testing.T, f func(*onnx.Graph, onnx.Ref) onnx.Ref) []byte {
	t.Helper()
	g, b, c, n := onnx.New("operators"), onnx.Free("B"), onnx.Fixed(channels), onnx.Fixed(frames)
	window := g.Input("window", onnx.Float64, b, c, n)
	mask := g.Input("mask", onnx.Float32, b, c)
	y := f(g, scale(g, window))
	result := g.Node("Cast", []onnx.Ref{y}, onnx.Int("to", int(onnx.Float64)))
	g.Output(result, "virtual", onnx.Float64, b, c, n)
	g.Output(result, "reconstruction", onnx.Float64, b, c, n)
	g.Output(g.Node("ReduceMax", []onnx.Ref{mask}, onnx.Ints("axes", []int{1})), "modality", onnx.Float32, b, onnx.Fixed(1))
	g.Output(g.Node("Unsqueeze", []onnx.Ref{mask, g.Ints("one", []int{1}, []int{1})}), "evidence", onnx.Float32, b, onnx.Fixed(1), c)
	spec, err := json.Marshal(inference.Spec{
		Version:  inference.SpecVersion,
		Hop:      1,
		Evidence: []string{"mask"},
		Rig:      sensor.Rig{Name: "test", Rate: 1, Window: frames, Channels: []sensor.Channel{{Name: "a", Modality: "m", Hi: 1}, {Name: "b", Modality: "m", Hi: 1}}},
		Scaler:   sensor.Scaler{Center: []float64{0, 0}, Scale: []float64{1, 1}, Step: []float64{1, 1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return g.Encode(map[string]string{onnx.SpecKey: string(spec)})
}
