package report

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Sizes of a drawn plot, in units of its own of which a screen shows about
// one a pixel.
const (
	figureW          = 760
	marginL, marginR = 70, 12
	highPanel        = 116
	lowPanel         = 56
	headH            = 20 // above each panel
	topH, axisH      = 16, 24
)

// figure is a plot with places: what the template draws.
type figure struct {
	ID, Title, Desc string
	W, H            int
	Frames, Shades  []box
	Paths           []curve
	Texts           []text
	Legend          []entry
}

type box struct {
	Class      string
	X, Y, W, H string
}

type curve struct{ Class, D string }

type text struct {
	Class string
	X, Y  string
	Text  string
}

// entry explains a role in words.
type entry struct {
	Class, Words string
	Band, Shade  bool
}

// Figure lays the plot out.
func (p Plot) Figure() figure {
	f := figure{ID: p.ID, Title: Clean(p.Title), Desc: Clean(p.Desc), W: figureW}
	y := topH
	for _, panel := range p.Panels {
		y += headH
		h := highPanel
		if panel.Low {
			h = lowPanel
		}
		f.panel(stage{Panel: panel, plot: p, y: float64(y), h: float64(h)})
		y += h
	}
	f.axis(p, float64(y))
	f.marks(p, float64(y))
	f.H = y + axisH
	return f
}

// stage is where one panel is drawn.
type stage struct {
	Panel
	plot Plot
	y, h float64
}

func (p Plot) x(t time.Time) float64 {
	span := p.To.Sub(p.From)
	if span <= 0 {
		return marginL
	}
	share := float64(t.Sub(p.From)) / float64(span)
	return marginL + min(max(share, 0), 1)*(figureW-marginL-marginR)
}

// at is the height of value v, cut off at the edges.
func (s stage) at(v float64) float64 {
	share := (v - s.Lo) / (s.Hi - s.Lo)
	return s.y + s.h*(1-min(max(share, 0), 1))
}

func (f *figure) panel(s stage) {
	f.Frames = append(f.Frames, box{"frame", num(marginL), num(s.y), num(figureW - marginL - marginR), num(s.h)})
	f.write("head", marginL, s.y-6, s.Head)
	for _, sh := range s.Shades {
		x0, x1 := s.plot.x(sh.From), s.plot.x(sh.To)
		f.Shades = append(f.Shades, box{string(sh.Role), num(x0), num(s.y + 1), num(max(x1-x0, 1)), num(s.h - 2)})
		f.explain(entry{Class: string(sh.Role), Words: sh.Name, Shade: true})
	}
	for _, l := range s.Lines {
		if l.Sigma > 0 && len(l.runs()) > 0 {
			f.Paths = append(f.Paths, curve{"band", s.band(l)})
		}
	}
	for _, v := range s.Ticks {
		f.Paths = append(f.Paths, curve{"tick", fmt.Sprintf("M%s %sH%d", num(marginL), num(s.at(v)), marginL-4)})
		f.write("yaxis", marginL-7, s.at(v)+4, number(v, s.Places))
	}
	for _, v := range s.Rules {
		f.Paths = append(f.Paths, curve{"rule", fmt.Sprintf("M%s %sH%s", num(marginL), num(s.at(v)), num(figureW-marginR))})
	}
	for _, l := range s.Lines {
		if len(l.runs()) == 0 {
			continue
		}
		f.Paths = append(f.Paths, curve{string(l.Role), s.path(l)})
		f.explain(entry{Class: string(l.Role), Words: l.Name, Band: l.Sigma > 0})
	}
}

// path of a line: a range is drawn as a stroke from one end to the other,
// beginning with the end that is nearer to where the pen is.
func (s stage) path(l Line) string {
	var b strings.Builder
	for _, run := range l.runs() {
		pen := math.NaN()
		for i, p := range run {
			x, first, second := s.plot.x(p.T), s.at(p.Lo), s.at(p.Hi)
			if math.Abs(second-pen) < math.Abs(first-pen) {
				first, second = second, first
			}
			fmt.Fprintf(&b, "%s%s %s", [...]string{"M", "L"}[min(i, 1)], num(x), num(first))
			if num(first) != num(second) {
				fmt.Fprintf(&b, "V%s", num(second))
			}
			pen = second
		}
		if len(run) == 1 {
			b.WriteString("h.6") // a single sample is a dot
		}
	}
	return b.String()
}

// band around a line, sigma to each side.
func (s stage) band(l Line) string {
	var b strings.Builder
	for _, run := range l.runs() {
		for i, p := range run {
			fmt.Fprintf(&b, "%s%s %s", [...]string{"M", "L"}[min(i, 1)], num(s.plot.x(p.T)-.5), num(s.at(p.Hi+l.Sigma)))
		}
		for i := len(run) - 1; i >= 0; i-- {
			fmt.Fprintf(&b, "L%s %s", num(s.plot.x(run[i].T)+.5), num(s.at(run[i].Lo-l.Sigma)))
		}
		b.WriteString("Z")
	}
	return b.String()
}

func (f *figure) axis(p Plot, y float64) {
	for _, t := range p.Clock.axis(p.From, p.To, 8) {
		x := p.x(t)
		f.Paths = append(f.Paths, curve{"tick", fmt.Sprintf("M%s %sv4", num(x), num(y))})
		class := "middle"
		if x > figureW-marginR-30 {
			class = "end"
			x = figureW - marginR
		}
		f.write(class, x, y+17, p.Clock.Short(t))
	}
}

// marks are lines through all panels, with words above that keep clear of
// each other.
func (f *figure) marks(p Plot, bottom float64) {
	taken := -1.0
	for _, m := range p.Marks {
		x := p.x(m.T)
		f.Paths = append(f.Paths, curve{"mark", fmt.Sprintf("M%s %dV%s", num(x), topH-2, num(bottom))})
		wide := 7 * float64(cells(m.Text))
		switch {
		case x+wide < figureW-marginR && x > taken:
			f.write("marked", x+1, topH-4, m.Text)
			taken = x + wide
		case x-wide > taken:
			f.write("markedend", x-1, topH-4, m.Text)
			taken = x
		}
	}
}

func (f *figure) write(class string, x, y float64, words string) {
	f.Texts = append(f.Texts, text{class, num(x), num(y), Clean(words)})
}

// explain takes each role into the legend once.
func (f *figure) explain(e entry) {
	e.Words = Clean(e.Words)
	for _, was := range f.Legend {
		if was.Class == e.Class && was.Words == e.Words {
			return
		}
	}
	f.Legend = append(f.Legend, e)
}

// num is a place to a tenth of a unit, without what is not needed.
func num(x float64) string { return trimmed(fmt.Sprintf("%.1f", x)) }

func trimmed(s string) string {
	if s = strings.TrimSuffix(s, ".0"); s == "-0" {
		return "0"
	}
	return s
}
