package tui

import (
	"context"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/sensor"
)

// longRun is a source of n frames at 1 kHz that read 0 but for spikes, and a
// judge that believes all of it.
type longRun struct {
	rig   sensor.Rig
	n, at int
	spike map[int]float64
}

func (l *longRun) Rig() sensor.Rig { return l.rig }
func (l *longRun) Close() error    { return nil }
func (l *longRun) Ready() bool     { return true }
func (l *longRun) Next(context.Context) (sensor.Frame, error) {
	if l.at == l.n {
		return sensor.Frame{}, io.EOF
	}
	t := start().Add(time.Duration(l.at) * time.Millisecond)
	f := sensor.Frame{T: t, RowT: t, Row: l.at, V: make([]float64, len(l.rig.Channels))}
	for c := range f.V {
		f.V[c] = l.spike[l.at] + math.Sin(float64(l.at)*2*math.Pi/40)*.01
	}
	l.at++
	return f, nil
}

type believer struct{ spec inference.Spec }

func (b believer) Spec() *inference.Spec { return &b.spec }
func (believer) Restart()                {}
func (b believer) Assess(ws []sensor.Window) ([]inference.Verdict, error) {
	out := make([]inference.Verdict, len(ws))
	for i, w := range ws {
		v := inference.Verdict{T: w.To, Row: w.Row, State: inference.OK, New: w.New, Process: inference.Sight{Channel: -1}}
		for c := range w.C {
			cv := inference.ChannelVerdict{Score: .1, P: .9, Status: inference.Measured, Sigma: .01}
			for _, x := range w.Channel(c)[w.T-w.New:] {
				cv.Trace = append(cv.Trace, inference.Sample{Value: x, Status: inference.Measured})
			}
			v.Channels = append(v.Channels, cv)
		}
		for range b.spec.Rig.Modalities() {
			v.Modalities = append(v.Modalities, inference.ModalityVerdict{Score: .1})
		}
		out[i] = v
	}
	return out, nil
}

func ran(t testing.TB, n, channels int, spike map[int]float64) *pipeline.Snapshot {
	t.Helper()
	r := wider(max(channels, 8))
	r.Rate, r.Channels = 1000, r.Channels[:channels]
	p, err := pipeline.New(&longRun{rig: r, n: n, spike: spike}, believer{inference.Spec{Rig: r, Hop: 64}}, pipeline.ModelInfo{Name: "believer"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p.Latest()
}

// zoomedOut shows the whole log.
func zoomedOut(s *pipeline.Snapshot, w, h int) *Model {
	m, _ := opened(s, w, h, Options{Mode: Live})
	m.zoom = wholeLog()
	m.scales.reset()
	m.rescale()
	return m
}

// One sample in a run that is mostly kept in buckets is seen in the plot of
// the whole log, in its very column or, if it is old, the one beside it.
func TestSpikeInAWholeLogIsSeen(t *testing.T) {
	const n = 150_000
	spike := map[int]float64{}
	for i := 777; i < n; i += 15_111 {
		spike[i] = 5
	}
	s := ran(t, n, 1, spike)
	if s.First == 0 {
		t.Fatal("nothing was let go of")
	}
	m := zoomedOut(s, 200, 50)
	typed(m, "enter")
	rows := bare(m.View())[2:10]
	w := m.closeWindow()
	width := planCloseUp(200, 47).plots.w - closeAxisW
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(spike)-1).Draw(t, "k")*15_111 + 777
		x := w.view.Cell(i, width)
		for _, line := range rows[:3] {
			if strings.Trim(string([]rune(line)[closeAxisW+x-1:closeAxisW+x+1]), " ┊") != "" {
				return
			}
		}
		t.Fatalf("sample %d is not seen at column %d of\n%s", i, x, strings.Join(rows, "\n"))
	})
	if text := strings.Join(bare(m.View()), "\n"); !strings.Contains(text, "SHOWN 2:30") || !strings.Contains(text, "150000 measured") {
		t.Errorf("statistics are not of the whole log:\n%s", text)
	}
}

// Looking back goes to the oldest bucket and ahead to the newest frame.
func TestHomeAndEnd(t *testing.T) {
	m, _ := opened(ran(t, 150_000, 1, nil), 120, 40, Options{Mode: Live})
	typed(m, "home")
	if v := m.rowWindow(m.columns().chart).view; v.From > 0 || v.To <= 0 || !m.frozen || m.shown.First == 0 {
		t.Errorf("home shows %v of frames from %d on", v, m.shown.First)
	}
	if view := strings.Join(bare(m.View()), "\n"); !strings.Contains(view, "details are no longer kept") {
		t.Errorf("nothing tells of the buckets:\n%s", view)
	}
	typed(m, "end")
	if m.back != 0 || m.frozen {
		t.Errorf("end is %d back, frozen %v", m.back, m.frozen)
	}
}

// The same limits as BenchmarkView, zoomed out over a million frames.
func BenchmarkViewOfAMillion(b *testing.B) {
	s := ran(b, 1_000_000, 12, map[int]float64{5: 1})
	for _, name := range []string{"monitor", "close-up"} {
		b.Run(name, func(b *testing.B) {
			m := zoomedOut(s, 200, 50)
			if name == "close-up" {
				typed(m, "enter")
			}
			b.ReportAllocs()
			for b.Loop() {
				m.View()
			}
		})
	}
	b.Run("tick", func(b *testing.B) {
		m := zoomedOut(s, 200, 50)
		b.ReportAllocs()
		for b.Loop() {
			m.rescale()
		}
	})
}
