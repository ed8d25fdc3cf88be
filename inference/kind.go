package inference

import "math"

// name is what a fault is called, and how sure the network is.
type name struct {
	kind string
	p    float64 // softmax over the kinds
}

// kinds gives the two likeliest names of the fault of channel c, by the
// network; empty where it names none.
func (s *Spec) kinds(out *Output, c int) (first, second name, ok bool) {
	n := len(s.Rig.Channels)
	if len(s.Kinds) < 2 || len(out.Kinds) != len(s.Kinds)*n {
		return name{}, name{}, false
	}
	sum, top := 0.0, math.Inf(-1)
	for k := range s.Kinds {
		top = max(top, out.Kinds[k*n+c])
	}
	for k := range s.Kinds {
		sum += math.Exp(out.Kinds[k*n+c] - top)
	}
	for k, kind := range s.Kinds {
		it := name{kind, math.Exp(out.Kinds[k*n+c]-top) / sum}
		switch {
		case it.p > first.p:
			first, second = it, first
		case it.p > second.p:
			second = it
		}
	}
	return first, second, true
}
