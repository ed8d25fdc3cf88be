package replay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
)

// paceLog has a row a second from 100 s to 129 s, a gap of an hour, and ten
// more. The grid goes on for a while in the gap.
var paceLog = func() string {
	var b strings.Builder
	b.WriteString("t,a,b\n")
	for i := range 40 {
		at := 100 + i
		if i >= 30 {
			at += 3600
		}
		fmt.Fprintf(&b, "%d,%d,%d\n", at, i, -i)
	}
	return b.String()
}()

const beforeGap = 30 + sensor.MaxGap // frames

// at is data time s of paceLog.
func at(s float64) time.Time { return time.Unix(0, int64(s*1e9)).UTC() }

func pacer(t *testing.T, text string, opt PaceOptions) *Pacer {
	t.Helper()
	src, err := New(openText(text, pumpRig()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := Pace(src, opt)
	t.Cleanup(func() { p.Close() })
	return p
}

// take reads n frames and says when each came, as wall seconds since start,
// and its data time.
func take(t *testing.T, p *Pacer, start time.Time, n int) string {
	t.Helper()
	var out []string
	for range n {
		f, err := p.Next(t.Context())
		if err != nil {
			out = append(out, err.Error())
			continue
		}
		out = append(out, fmt.Sprintf("%v:%v", time.Since(start).Seconds(), f.T.Unix()))
	}
	return strings.Join(out, " ")
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %s, want %s", what, got, want)
	}
}

// Pacing never changes what comes, only when.
func TestPacedIsUnpaced(t *testing.T) {
	want := drain(t, source(t, Options{}))
	for _, speed := range []float64{0.5, 1, 1000, math.Inf(1), 0} {
		synctest.Test(t, func(t *testing.T) {
			if got := drain(t, pacer(t, pumpLog, PaceOptions{Speed: speed})); !reflect.DeepEqual(got, want) {
				t.Errorf("speed %v: other frames than unpaced", speed)
			}
		})
	}
}

func TestPaceKeepsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p := pacer(t, paceLog, PaceOptions{Speed: 2})
		expect(t, "twice as fast", take(t, p, start, 4), "0:100 0.5:101 1:102 1.5:103")
		take(t, p, start, beforeGap-4)
		expect(t, "over the gap", take(t, p, start, 2), "1815:3730 1815.5:3731")
	})
}

func TestPauseStopsTheClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p := pacer(t, paceLog, PaceOptions{Speed: 1})
		expect(t, "running", take(t, p, start, 2), "0:100 1:101")
		time.Sleep(250 * time.Millisecond)
		p.SetPaused(true)
		go func() {
			time.Sleep(time.Hour)
			if got := p.Position(); !got.Equal(at(101.25)) {
				t.Errorf("paused: position %v, want %v", got, at(101.25))
			}
			p.SetPaused(false)
		}()
		expect(t, "after an hour", take(t, p, start, 2), "3602:102 3603:103")
	})
}

func TestPausedAtStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p := pacer(t, paceLog, PaceOptions{Speed: 1, Paused: true})
		if p.Ready() {
			t.Error("ready while paused")
		}
		time.AfterFunc(time.Minute, func() { p.Step(2) })
		time.AfterFunc(2*time.Minute, func() { p.SetPaused(false) })
		expect(t, "stepped, then on", take(t, p, start, 4), "60:100 60:101 121:102 122:103")
	})
}

func TestSpeedChangesMidGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p := pacer(t, paceLog, PaceOptions{Speed: 1})
		take(t, p, start, beforeGap) // 193 s at 93 s
		time.AfterFunc(537*time.Second, func() { p.SetSpeed(10) })
		expect(t, "a tenth of what is left", take(t, p, start, 2), "930:3730 930.1:3731")
		p.SetSpeed(math.NaN())
		p.SetSpeed(-1)
		if p.Speed() != 10 {
			t.Errorf("speed %v, want 10", p.Speed())
		}
		p.SetSpeed(0)
		expect(t, "at once", take(t, p, start, 2), "930.1:3732 930.1:3733")
		p.SetSpeed(1)
		expect(t, "and not", take(t, p, start, 1), "931.1:3734")
	})
}

func TestStepEndsAGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p := pacer(t, paceLog, PaceOptions{Speed: 1})
		take(t, p, start, beforeGap)
		time.AfterFunc(10*time.Second, func() { p.Step(1) })
		time.AfterFunc(5*time.Second, func() { p.Step(-1) })
		expect(t, "over the gap by key", take(t, p, start, 2), "103:3730 104:3731")
	})
}

func TestPaceSeek(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p := pacer(t, paceLog, PaceOptions{Speed: 1, Lead: 2 * time.Second, To: at(3739)})
		take(t, p, start, 2)
		seek := func(s float64) {
			if err := p.Seek(at(s)); err != nil {
				t.Fatal(err)
			}
			if got, want := p.Position(), at(max(100, min(s, 3739))); !got.Equal(want) {
				t.Errorf("position %v, want %v", got, want)
			}
		}
		seek(110.5)
		expect(t, "forward", take(t, p, start, 4), "1:109 1:110 1.5:111 2.5:112")
		seek(105)
		expect(t, "back", take(t, p, start, 4), "2.5:103 2.5:104 2.5:105 3.5:106")
		seek(0)
		expect(t, "before the beginning", take(t, p, start, 2), "3.5:100 4.5:101")
		seek(9999)
		expect(t, "behind the end", take(t, p, start, 4), "4.5:3737 4.5:3738 4.5:3739 EOF")
		seek(3738)
		expect(t, "back from the end", take(t, p, start, 4), "4.5:3736 4.5:3737 4.5:3738 5.5:3739")
		p.SetPaused(true)
		seek(120)
		time.AfterFunc(time.Minute, func() { p.SetPaused(false) })
		expect(t, "the lead comes while paused", take(t, p, start, 4), "5.5:118 5.5:119 5.5:120 66.5:121")
	})
}

// A Seek wakes a Next that waits for the clock.
func TestSeekWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p := pacer(t, paceLog, PaceOptions{Speed: 1})
		take(t, p, start, beforeGap)
		time.AfterFunc(time.Second, func() { p.Seek(at(110)) })
		expect(t, "out of the gap", take(t, p, start, 2), "94:110 95:111")
	})
}

func TestLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p := pacer(t, "t,a,b\n5,1,1\n6,2,2\n", PaceOptions{Speed: 1, Loop: true})
		expect(t, "round and round", take(t, p, start, 5), "0:5 1:6 1:5 2:6 2:5")
		empty := pacer(t, "t,a,b\n", PaceOptions{Speed: 1, Loop: true})
		expect(t, "nothing to loop", take(t, empty, start, 1), "EOF")
	})
}

// Who switches Loop on at the end need not press anything else.
func TestLoopFromTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p := pacer(t, "t,a,b\n5,1,1\n6,2,2\n", PaceOptions{Speed: 1, Hold: true})
		take(t, p, start, 2)
		time.AfterFunc(time.Minute, func() { p.SetLoop(true) })
		expect(t, "from the end", take(t, p, start, 3), "61:5 62:6 62:5")
		p.SetLoop(false)
		expect(t, "to the end once more", take(t, p, start, 1), "63:6")
		if p.Loops() || p.Ready() {
			t.Error("goes on")
		}
	})
}

func TestHold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p := pacer(t, "t,a,b\n5,1,1\n6,2,2\n", PaceOptions{Speed: 1, Hold: true})
		take(t, p, start, 2)
		time.AfterFunc(time.Minute, func() { p.Seek(at(5)) })
		if p.Ready() {
			t.Error("ready at the end")
		}
		expect(t, "again from the end", take(t, p, start, 2), "61:5 62:6")
	})
}

func TestCloseWhileWaiting(t *testing.T) {
	for want, wake := range map[error]func(*Pacer, context.CancelFunc){
		sources.ErrClosed: func(p *Pacer, _ context.CancelFunc) { p.Close() },
		context.Canceled:  func(_ *Pacer, cancel context.CancelFunc) { cancel() },
	} {
		synctest.Test(t, func(t *testing.T) {
			p := pacer(t, paceLog, PaceOptions{Speed: 1, Paused: true})
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, func() { wake(p, cancel) })
			if _, err := p.Next(ctx); err != want {
				t.Errorf("got %v, want %v", err, want)
			}
		})
	}
}

func TestReady(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := pacer(t, paceLog, PaceOptions{Speed: 1})
		ready := func(want bool, when string) {
			t.Helper()
			if got := p.Ready(); got != want {
				t.Errorf("%s: ready %v, want %v", when, got, want)
			}
		}
		ready(true, "at the start")
		take(t, p, time.Now(), 1)
		ready(false, "a second before the next frame")
		time.Sleep(time.Second)
		ready(true, "when it is due")
		p.Next(t.Context())
		p.Step(1)
		ready(true, "with a step to do")
		p.Next(t.Context())
		ready(false, "after the step")
		p.SetSpeed(0)
		ready(true, "as fast as possible")
	})
}

// After the reader of the frames was held up, the clock waits for it.
func TestNoRushAfterAStall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		p := pacer(t, paceLog, PaceOptions{Speed: 1})
		take(t, p, start, 2)
		time.Sleep(10 * time.Minute)
		expect(t, "one at a time", take(t, p, start, 3), "601:102 602:103 603:104")
	})
}

func TestSpan(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		known := pacer(t, paceLog, PaceOptions{From: at(100), To: at(3739)})
		if from, to := known.Span(); !from.Equal(at(100)) || !to.Equal(at(3739)) {
			t.Errorf("got %v to %v", from, to)
		}
		seen := pacer(t, paceLog, PaceOptions{})
		take(t, seen, time.Now(), 3)
		if from, to := seen.Span(); !from.Equal(at(100)) || !to.Equal(at(102)) {
			t.Errorf("got %v to %v", from, to)
		}
		if got := seen.Position(); !got.Equal(at(102)) {
			t.Errorf("position %v, want %v", got, at(102))
		}
	})
}

func TestSeekFails(t *testing.T) {
	if err := Pace(onlyForward{}, PaceOptions{}).Seek(at(1)); err != ErrSeek {
		t.Errorf("got %v, want %v", err, ErrSeek)
	}
	open, used := openText(paceLog, pumpRig()), false
	src, err := New(func() (*Log, error) {
		if used {
			return nil, ErrReopen
		}
		used = true
		return open()
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := Pace(src, PaceOptions{})
	defer p.Close()
	start := time.Now()
	take(t, p, start, 2)
	if err := p.Seek(at(101)); err != nil {
		t.Fatal(err)
	}
	_, err = p.Next(t.Context())
	want := "seek to 1970-01-01T00:01:41Z: standard input cannot be read a second time: save it to a file first"
	if !errors.As(err, new(*sources.FrameError)) || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	f, err := p.Next(t.Context())
	if err != nil || !f.T.Equal(at(102)) {
		t.Errorf("afterwards: got %v, %v", f.T, err)
	}
}

// onlyForward has no Seek.
type onlyForward struct{ sources.Source }

// Everything at once from everywhere, for the race detector.
func TestTransportFromAnywhere(t *testing.T) {
	p := pacer(t, paceLog, PaceOptions{Speed: 1e6, Loop: true})
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	for i := range 4 {
		go func() {
			for ctx.Err() == nil {
				p.SetPaused(i%2 == 0)
				p.SetSpeed(float64(i) * 1e5)
				p.Step(i)
				p.Seek(at(100 + float64(i)*10))
				p.Paused()
				p.Speed()
				p.Span()
				p.Position()
				p.Ready()
			}
		}()
	}
	for {
		if _, err := p.Next(ctx); err != nil && err != io.EOF {
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Error(err)
			}
			return
		}
	}
}
