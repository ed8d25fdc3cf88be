package tui

import "testing"

func TestPlan(t *testing.T) {
	for _, c := range []struct {
		name           string
		w, h, c, m     int
		perRow         int
		headings       bool
		labels, focus  int // lines
		table, sidebar bool
	}{
		{name: "80x24, 8 sensors", w: 80, h: 24, c: 8, m: 4, perRow: 1, labels: 1, focus: 8},
		{name: "80x24, 12 sensors", w: 80, h: 24, c: 12, m: 5, perRow: 1, labels: 0, focus: 5},
		{name: "120x40, 8 sensors", w: 120, h: 40, c: 8, m: 4, perRow: 2, headings: true, labels: 1, focus: 10},
		{name: "120x40, 12 sensors", w: 120, h: 40, c: 12, m: 5, perRow: 2, labels: 1, focus: 6},
		{name: "120x40, 14 sensors", w: 120, h: 40, c: 14, m: 5, perRow: 1, headings: true, labels: 1, focus: 11},
		{name: "200x50, 8 sensors", w: 200, h: 50, c: 8, m: 4, perRow: 3, headings: true, labels: 1, focus: 11, sidebar: true},
		{name: "200x50, 12 sensors", w: 200, h: 50, c: 12, m: 5, perRow: 2, headings: true, labels: 1, focus: 11, sidebar: true},
		{name: "60x20, no focus pane", w: 60, h: 20, c: 8, m: 4, perRow: 1, labels: 1},
		{name: "59 wide is a table", w: 59, h: 40, c: 8, m: 4, perRow: 1, table: true},
		{name: "19 high is a table", w: 200, h: 19, c: 8, m: 4, perRow: 1, table: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := plan(c.w, c.h, c.c, c.m)
			if l.perRow != c.perRow || l.headings != c.headings || l.labels.h != c.labels || l.focus.h != c.focus {
				t.Errorf("got %d lines a row, headings %v, labels %d, focus %d", l.perRow, l.headings, l.labels.h, l.focus.h)
			}
			if l.table != c.table || (l.side.h > 0) != c.sidebar || l.tooSmall {
				t.Errorf("got table %v, sidebar %d lines, too small %v", l.table, l.side.h, l.tooSmall)
			}
		})
	}
	if !plan(39, 12, 8, 4).tooSmall || !plan(40, 11, 8, 4).tooSmall || plan(40, 12, 8, 4).tooSmall {
		t.Error("40x12 is the least")
	}
}

// Whatever the size, the parts lie below one another and on the screen.
func TestPlanPartsDoNotOverlap(t *testing.T) {
	for w := leastW; w <= 220; w += 9 {
		for h := leastH; h <= 70; h++ {
			for _, n := range []int{1, 8, 12, 40, 256} {
				l := plan(w, h, n, min(n, 5))
				y := 0
				for _, r := range []rect{l.title, l.headline, l.heads, l.rows, l.labels, l.focus, l.events, l.brief, l.log, l.transport, l.keys} {
					if r.h == 0 {
						continue
					}
					if r.y < y {
						t.Fatalf("%dx%d, %d channels: a part begins at line %d, the last ended at %d", w, h, n, r.y, y)
					}
					y = r.y + r.h
				}
				if y != h {
					t.Fatalf("%dx%d, %d channels: the last part ends at line %d", w, h, n, y)
				}
			}
		}
	}
}

func TestColumnsFillTheWidth(t *testing.T) {
	for w := monitorW; w <= 220; w++ {
		c := columnsOf(w, w%2 == 0, 9)
		if rest := w - c.unit - 5; c.chart < 5 || rest < 0 || rest > 1 {
			t.Errorf("%d cells: charts of %d, the unit ends %d before the edge", w, c.chart, rest)
		}
	}
}
