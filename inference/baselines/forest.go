package baselines

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"rigscope/sensor"
)

// Sizes of the forest, the authors' own.
const trees, sampled = 100, 256

// forest is an isolation forest (Liu, Ting & Zhou 2008) over features of a
// window. Its score is 2^(−E[h]/c(ψ)), their equation 2. It cannot say which
// channel it means.
type forest struct {
	name   string
	scaler sensor.Scaler
	roots  []*node
	psi    int // samples of a tree
}

// node splits feature at value; a leaf has no children and size samples.
type node struct {
	feature     int
	value       float64
	left, right *node
	size        int
}

func fitForest(name string, c Clean) (Method, error) {
	m, err := c.material()
	if err != nil {
		return nil, err
	}
	x := scaled(m.fit, c.Scaler)
	f := &forest{name: name, scaler: c.Scaler, psi: min(sampled, len(x))}
	points := make([][]float64, len(x))
	for i := range x {
		points[i] = features(x[i], len(c.Rig.Channels))
	}
	for range trees {
		f.roots = append(f.roots, grow(m.rng, thin(m.rng, points, f.psi), int(math.Ceil(math.Log2(float64(f.psi))))))
	}
	return f, nil
}

func (f *forest) Name() string { return f.name }

func (f *forest) Judge(ws []sensor.Window) ([]Judgement, error) {
	out := make([]Judgement, len(ws))
	for i, x := range scaled(ws, f.scaler) {
		p, depth := features(x, ws[i].C), 0.0
		for _, root := range f.roots {
			depth += root.depth(p) / float64(len(f.roots))
		}
		out[i] = Judgement{Score: math.Pow(2, -depth/unsuccessful(f.psi)), Accused: -1}
	}
	return out, nil
}

// features of a window [C×T]: mean, log spread, log spread of the steps and
// slope of each channel.
func features(x []float64, C int) []float64 {
	var out []float64
	T := len(x) / C
	for c := range C {
		v := x[c*T : (c+1)*T]
		var sum, square, steps, slope float64
		for t, y := range v {
			sum, square = sum+y, square+y*y
			slope += y * (float64(t) - float64(T-1)/2)
			if t > 0 {
				steps += (y - v[t-1]) * (y - v[t-1])
			}
		}
		n := float64(T)
		out = append(out, sum/n, math.Log(max(square/n-sum*sum/n/n, 0)+1e-5), math.Log(steps/n+1e-6), slope*12/(n*n))
	}
	return out
}

// grow isolates points by random cuts, at most height deep.
func grow(rng *rand.Rand, points [][]float64, height int) *node {
	if height == 0 || len(points) <= 1 {
		return &node{size: len(points)}
	}
	q := rng.IntN(len(points[0]))
	by := func(a, b []float64) int { return cmp.Compare(a[q], b[q]) }
	lo, hi := slices.MinFunc(points, by)[q], slices.MaxFunc(points, by)[q]
	if lo == hi {
		return &node{size: len(points)}
	}
	n := &node{feature: q, value: lo + (hi-lo)*rng.Float64()}
	var left, right [][]float64
	for _, p := range points {
		if p[q] < n.value {
			left = append(left, p)
		} else {
			right = append(right, p)
		}
	}
	n.left, n.right = grow(rng, left, height-1), grow(rng, right, height-1)
	return n
}

func (n *node) depth(p []float64) float64 {
	if n.left == nil {
		return unsuccessful(n.size)
	}
	if p[n.feature] < n.value {
		return 1 + n.left.depth(p)
	}
	return 1 + n.right.depth(p)
}

// unsuccessful is c(n), the mean path of a search that fails among n points
// (their equation 1).
func unsuccessful(n int) float64 {
	switch {
	case n <= 1:
		return 0
	case n == 2:
		return 1
	}
	const euler = .5772156649
	m := float64(n - 1)
	return 2*(math.Log(m)+euler) - 2*m/float64(n)
}
