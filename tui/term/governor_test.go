package term

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// walk observes the line ten times a second for as long as a word of the
// script says and notes every rung that is left.
func walk(g *Governor, chosen bool, script string) string {
	var said []string
	now, slow := time.Unix(1000, 0), 0
	note := func() {
		r := g.Rung()
		text := fmt.Sprint(r.FPS)
		if r.Sweep {
			text += "s"
		}
		if r.Table {
			text += "t"
		}
		if len(said) == 0 || said[len(said)-1] != text {
			said = append(said, text)
		}
	}
	note()
	for _, step := range strings.Fields(script) {
		what, length, _ := strings.Cut(step, ":")
		d, _ := time.ParseDuration(length)
		if what == "slow" {
			slow++
		}
		for ; d >= 0; d -= 100 * time.Millisecond {
			g.Observe(now, Stats{Slow: slow, Over: what == "over"}, chosen)
			note()
			now = now.Add(100 * time.Millisecond)
		}
	}
	return strings.Join(said, " ")
}

func TestGovernor(t *testing.T) {
	for _, c := range []struct {
		name   string
		fps    int
		chosen bool // sweep
		script string
		want   string
	}{
		{"a good line", 20, true, "good:60s", "20"},
		{"one slow write", 20, true, "slow: good:9s", "20 10"},
		{"good again after ten seconds", 20, true, "slow: good:11s", "20 10 20"},
		{"all the way", 20, false, "slow: slow: slow: slow: slow: slow: slow:", "20 10 5 2 1 1s 1st"},
		{"sweep was chosen", 20, true, "slow: slow: slow: slow: slow: slow:", "20 10 5 2 1 1st"},
		{"and back", 2, true, "slow: slow: good:21s", "2 1 1st 1 2"},
		{"and back to scroll", 1, false, "slow: slow: good:21s", "1 1s 1st 1s 1"},
		{"over the budget", 10, true, "over:2500ms", "10 5 2 1"},
		{"the way up was a mistake", 10, true, "slow: good:10s slow: good:19s", "10 5 10 5"},
		{"so it waits twice as long", 10, true, "slow: good:10s slow: good:21s", "10 5 10 5 10"},
		{"an odd rate", 7, true, "slow: slow:", "7 5 2"},
	} {
		if got := walk(NewGovernor(c.fps), c.chosen, c.script); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// No five seconds get more than the budget, however much there is to write.
func TestMeterKeepsTheBudget(t *testing.T) {
	m, now := meter{budget: 1000}, time.Unix(1000, 0)
	type write struct {
		at time.Time
		n  int
	}
	var all []write
	for range 2000 {
		if n := m.room(now); n > 0 {
			m.wrote(now, n+reserve)
			all = append(all, write{now, n + reserve})
		}
		now = now.Add(17 * time.Millisecond)
	}
	total := 0
	for i, w := range all {
		sum := 0
		for _, v := range all[i:] {
			if v.at.Sub(w.at) < meanOver {
				sum += v.n
			}
		}
		if total += w.n; sum > 5000 {
			t.Fatalf("%d bytes in five seconds", sum)
		}
	}
	if total < 30000 {
		t.Errorf("%d bytes in 34 s: the budget is not used", total)
	}
}
