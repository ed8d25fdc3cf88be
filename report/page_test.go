package report

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Words can be read in the light, in the dark and on paper: contrast of 4.5
// to 1 at least (WCAG 2.2, 1.4.3), lines of a plot 3 to 1 (1.4.11).
func TestContrast(t *testing.T) {
	variable := regexp.MustCompile(`--(\w+): (#[0-9a-f]{6})`)
	blocks := strings.Split(styles, ":root")[1:]
	if len(blocks) != 3 {
		t.Fatalf("%d palettes", len(blocks))
	}
	for _, block := range blocks {
		colour := map[string]string{}
		block, _, _ = strings.Cut(block, "}")
		for _, m := range variable.FindAllStringSubmatch(block, -1) {
			colour[m[1]] = m[2]
		}
		for _, ground := range []string{"ground", "pane"} {
			for _, ink := range []string{"text", "dim", "fault", "process", "unknown", "ok", "link"} {
				if c := contrast(colour[ink], colour[ground]); !(c >= 4.5) {
					t.Errorf("%s %s on %s %s: %.1f", ink, colour[ink], ground, colour[ground], c)
				}
			}
			for _, line := range []string{"measured", "passed", "estimate", "score"} {
				if c := contrast(colour[line], colour[ground]); !(c >= 3) {
					t.Errorf("%s %s on %s: %.1f", line, colour[line], ground, c)
				}
			}
		}
		if c := contrast(colour["estimate"], colour["band"]); !(c >= 3) {
			t.Errorf("estimate on its band: %.1f", c)
		}
	}
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(hex string) float64 {
	sum := 0.
	for i, weight := range []float64{.2126, .7152, .0722} {
		v, _ := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		c := float64(v) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		want   []float64
		places int
	}{
		{0, 1, []float64{0, .2, .4, .6, .8, 1}, 1},
		{-.7, 1.4, []float64{-.5, 0, .5, 1}, 1},
		{126.1, 128.4, []float64{126.5, 127, 127.5, 128}, 1},
		{3e4, 9e4, []float64{4e4, 6e4, 8e4}, 0},
	} {
		got, places := ticks(c.lo, c.hi)
		if len(got) != len(c.want) || places != c.places {
			t.Errorf("%g to %g: %v with %d decimals, want %v with %d", c.lo, c.hi, got, places, c.want, c.places)
			continue
		}
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 1e-9*math.Abs(c.hi) {
				t.Errorf("%g to %g: %v, want %v", c.lo, c.hi, got, c.want)
			}
		}
	}
	if at, _ := ticks(math.Inf(-1), math.Inf(1)); at != nil {
		t.Errorf("an endless scale has ticks %v", at)
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{number(-.004, 2), "0.00"}, {number(-1.5, 1), "−1.5"}, {number(math.NaN(), 2), "–"}, {number(1e300, 2), "1e+300"}, {number(math.Inf(-1), 0), "−infinite"},
		{significant(.000012), "1.2e-05"}, {significant(.0231), "0.0231"}, {significant(1234.5), "1234"}, {brief(.0100), "0.01"}, {brief(100), "100"},
		{share(1, 100000), "<0.1"}, {share(99999, 100000), ">99.9"}, {share(0, 0), "–"}, {share(3, 3), "100"},
		{prob(.999), "over .99"}, {prob(1), "1"}, {prob(.126), ".13"},
		{lasted(44 * time.Second), "44 s"}, {lasted(200 * time.Second), "3 min 20 s"}, {lasted(26 * time.Hour), "26 h"}, {lasted(1500 * time.Millisecond), "1.5 s"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// A long cell takes several lines and no table is wider than the page.
func TestTextTable(t *testing.T) {
	var b strings.Builder
	long := strings.Repeat("many words ", 12) + strings.Repeat("x", 90)
	p := Page{Title: "t", Sections: []Section{{Title: "s", Blocks: []Block{{Table: &Table{Caption: "c",
		Columns: []Column{left("Name"), right("A"), left("B"), left("C")}, Rows: [][]string{{"one", "1", long, long}, {long, "22", "", "z"}}}}}}}}
	if err := p.Text(&b); err != nil {
		t.Fatal(err)
	}
	fitsColumns(t, b.String())
	if got := strings.Count(strings.Join(strings.Fields(b.String()), " "), "many words"); got < 36 {
		t.Errorf("words are lost: %d of 36 are there", got)
	}
}

// Times of a log that counts from zero have no date.
func TestClock(t *testing.T) {
	zero := time.Unix(0, 0)
	c := newClock(zero, zero.Add(time.Hour), time.Second/10, time.UTC)
	if got := c.Full(zero.Add(90 * time.Second)); got != "00:01:30.0 after the start" {
		t.Error(got)
	}
	d := newClock(at(0), at(200_000), time.Second, time.FixedZone("CET", 3600))
	if got := d.Short(at(0)); got != "03-09 10:14:33" {
		t.Error(got)
	}
	if got := d.Local(at(0)); got != "2020-03-09 11:14:33 CET +01:00" {
		t.Error(got)
	}
}
