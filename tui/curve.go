package tui

import (
	"math"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// curve is what a chart draws of a channel, summed up over stretches of
// samples: single ones as long as they are few, buckets of the whole run
// where they are many or no longer kept.
type curve struct {
	shown *pipeline.Snapshot
	c     int
	known int                                                         // samples that have it
	at    func(i int) (x float64, ink chart.Ink)                      // of sample i; any ink but plain is seen
	sum   func(b *pipeline.Bucket) (e *pipeline.Extent, special bool) // nil: it has none

	plain, special chart.Ink
}

// pieces is room for those of one stretch; with more it would still be right.
type pieces [32]pipeline.Piece

// over is a chart.Trace.Over.
func (s curve) over(from, to int) chart.Stretch {
	var buf pieces
	out := chart.Stretch{Lo: math.Inf(1), Hi: math.Inf(-1), Ink: s.plain}
	first := true
	for _, p := range s.shown.Cover(buf[:0], from, to) {
		if p.Level > 0 {
			s.buckets(&out, s.shown.Levels[p.Level-1].Channels[s.c][p.From:p.To], first)
		} else {
			s.samples(&out, p, first)
		}
		first = false
	}
	return out
}

func (s curve) buckets(out *chart.Stretch, b []pipeline.Bucket, first bool) {
	for k := range b {
		e, special := s.sum(&b[k])
		out.Shut = e != nil && e.Shut
		out.Open = out.Open || first && k == 0 && e != nil && e.Open
		if e == nil || !e.Some() {
			continue
		}
		out.Lo, out.Hi = min(out.Lo, e.Lo), max(out.Hi, e.Hi)
		if special {
			out.Ink = s.special
		}
	}
}

func (s curve) samples(out *chart.Stretch, p pipeline.Piece, first bool) {
	for i := p.From; i < min(p.To, s.known); i++ {
		x, ink := s.at(i)
		out.Shut = x == x
		out.Open = out.Open || first && i == p.From && out.Shut
		out.Add(x)
		if ink != s.plain && out.Shut {
			out.Ink = ink
		}
	}
	out.Shut = out.Shut && p.To <= s.known
}

// measuredCurve is what came down the wire; what was corrected is in the ink
// of a fault, what a drill has put in is not the sensor's.
func measuredCurve(s *pipeline.Snapshot, c int) curve {
	raw, status, drilled := s.Raw[c], s.Status[c], injections(s, c)
	return curve{
		shown: s, c: c, known: len(raw), plain: inkMeasured, special: inkFault,
		at: func(i int) (float64, chart.Ink) {
			switch {
			case among(drilled, i):
				return raw[i], inkWatch
			case i < len(status) && (status[i] == inference.Corrected || status[i] == inference.Withheld):
				return raw[i], inkFault
			}
			return raw[i], inkMeasured
		},
		sum: func(b *pipeline.Bucket) (*pipeline.Extent, bool) { return &b.Raw, b.Corrected+b.Withheld > 0 },
	}
}

// correctedCurve is what is believed, estimates in their own ink.
func correctedCurve(s *pipeline.Snapshot, c int) curve {
	value, status, drilled := s.Value[c], s.Status[c], injections(s, c)
	return curve{
		shown: s, c: c, known: len(value), plain: inkPassed, special: inkEstimate,
		at: func(i int) (float64, chart.Ink) {
			switch {
			case status[i] == inference.Corrected:
				return value[i], inkEstimate
			case among(drilled, i):
				return value[i], inkWatch
			}
			return value[i], inkPassed
		},
		sum: func(b *pipeline.Bucket) (*pipeline.Extent, bool) { return &b.Value, b.Corrected > 0 },
	}
}

func (s *scene) rawTrace(c int) chart.Trace {
	return chart.Trace{Over: measuredCurve(s.shown, c).over}
}

func (s *scene) valueTrace(c int) chart.Trace {
	return chart.Trace{Over: correctedCurve(s.shown, c).over}
}

// estimates is what was corrected, and nothing else: a line that begins at
// the first estimated sample.
func (s *scene) estimates(c int) curve {
	value, status := s.shown.Value[c], s.shown.Status[c]
	return curve{
		shown: s.shown, c: c, known: len(value), plain: inkEstimate,
		at: func(i int) (float64, chart.Ink) {
			if status[i] != inference.Corrected {
				return math.NaN(), inkEstimate
			}
			return value[i], inkEstimate
		},
		sum: func(b *pipeline.Bucket) (*pipeline.Extent, bool) {
			if b.Corrected == 0 {
				return nil, false
			}
			return &b.Value, false
		},
	}
}

// sigma is that of the estimates of c, NaN without any. It belongs to the
// channel, not to the sample: the model was calibrated once.
func (s *scene) sigma(c int) float64 {
	if v := s.shown.Last; v != nil && c < len(v.Channels) && v.Channels[c].Sigma > 0 {
		return v.Channels[c].Sigma
	}
	return math.NaN()
}

// band lays ±σ behind the estimates.
func (s *scene) band(g chart.Grid, c int, v chart.View, scale chart.Scale) {
	sigma := s.sigma(c)
	if sigma != sigma {
		return
	}
	est := s.estimates(c)
	chart.Band(g, func(from, to int) chart.Stretch {
		out := est.over(from, to)
		out.Lo, out.Hi = out.Lo-sigma, out.Hi+sigma
		return out
	}, v, scale, groundBand)
}

// residualTrace is measured minus corrected; nought where nothing was
// corrected.
func (s *scene) residualTrace(c int) chart.Trace {
	raw, value := s.shown.Raw[c], s.shown.Value[c]
	return chart.Trace{Over: curve{
		shown: s.shown, c: c, known: len(value), plain: inkPassed, special: inkFault,
		at: func(i int) (float64, chart.Ink) {
			if raw[i] != value[i] {
				return raw[i] - value[i], inkFault
			}
			return 0, inkPassed
		},
		sum: func(b *pipeline.Bucket) (*pipeline.Extent, bool) {
			return &b.Residual, b.Residual.Lo != 0 || b.Residual.Hi != 0
		},
	}.over}
}

// scoreStrip draws the scores of channel c.
func (s *scene) scoreStrip(g chart.Grid, c int, view chart.View) {
	s.strip(g, s.shown.Score[c], view, func(l *pipeline.Level, k int) float64 { return l.Channels[c][k].Score })
}

// modalityStrip draws the scores of modality m.
func (s *scene) modalityStrip(g chart.Grid, m int, view chart.View) {
	s.strip(g, s.shown.Modality[m], view, func(l *pipeline.Level, k int) float64 { return l.Modality[m][k] })
}

// strip draws scores: v of the samples, of the k-th bucket of a level. The
// newest stands, dim, for the samples that wait for the next verdict.
func (s *scene) strip(g chart.Grid, v []float64, view chart.View, of func(l *pipeline.Level, k int) float64) {
	chart.BarsOver(g, func(from, to int) float64 {
		var buf pieces
		out := math.NaN()
		for _, p := range s.shown.Cover(buf[:0], from, to) {
			for k := p.From; k < p.To && (p.Level > 0 || k < len(v)); k++ {
				var x float64
				if p.Level > 0 {
					x = of(&s.shown.Levels[p.Level-1], k)
				} else {
					x = v[k]
				}
				if !(x < out) && x == x {
					out = x
				}
			}
		}
		return out
	}, view, barInks, s.opt.Glyphs)
	if n := len(v); n > 0 {
		first := s.shown.First
		chart.Held(g, v[n-1], first+n, min(first+n+s.shown.Model.Hop, s.last()+1), view, inkScore0, s.opt.Glyphs)
	}
}
