package chart

import (
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{0.214, 3, "  0.214"},
		{228.13, 1, "  228.1"},
		{-0.61, 2, "  −0.61"},
		{-0.001, 2, "   0.00"},
		{0, 0, "      0"},
		{5, -3, "      5"},
		{-12345.678, 2, " −12346"},
		{1234567.8, 1, "1234568"},
		{12345678, 0, "1.235e7"},
		{-12345678, 0, "−1.23e7"},
		{1e300, 2, "1.0e300"},
		{-1e300, 2, " −1e300"},
		{-1.5e-300, 2, "   0.00"},
		{inf, 2, "    inf"},
		{-inf, 2, "   −inf"},
		{nan, 2, "       "},
	} {
		got := Number(c.x, c.decimals)
		if got != c.want {
			t.Errorf("Number(%v, %d) = %q, want %q", c.x, c.decimals, got, c.want)
		}
		if Width(got) != NumberWidth {
			t.Errorf("Number(%v, %d) is %d cells wide, want %d", c.x, c.decimals, Width(got), NumberWidth)
		}
	}
}

func TestProb(t *testing.T) {
	for x, want := range map[float64]string{
		0: ".00", 0.004: ".00", 0.12: ".12", 0.987: ".99", 0.9999: ".99", 1: "1.0", 7: "1.0", -1: ".00",
	} {
		if got := Prob(x); got != want {
			t.Errorf("Prob(%v) = %q, want %q", x, got, want)
		}
	}
	if got := Prob(nan); got != "   " {
		t.Errorf("Prob(NaN) = %q, want three blanks", got)
	}
}

func TestAgo(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "now", 400 * time.Millisecond: "now", 44 * time.Second: "−0:44", 2 * time.Minute: "−2:00",
		3870 * time.Second: "−1:04:30", -5 * time.Second: "+0:05",
	} {
		if got := Ago(d); got != want {
			t.Errorf("Ago(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want string
	}{
		{"Accelerometer1RMS", 10, "Accel…1RMS"},
		{"Pressure", 8, "Pressure"},
		{"Pressure", 7, "Pre…ure"},
		{"Drücke", 3, "D…e"},
		{"Pressure", 1, "…"},
		{"Pressure", 0, ""},
		{"", 0, ""},
		{"Pressure", -4, ""},
	} {
		got := Cut(c.s, c.w)
		if got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.s, c.w, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range cleanCases() {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func cleanCases() map[string]string {
	return map[string]string{
		"Pressure":                          "Pressure",
		"\x1b[31mred\x1b[0m":                "red",
		"\x1b]0;title\x07name":              "name",
		"\x1b]8;;http://x\x1b\\link":        "link",
		"\x1b[2J\x1b[H":                     "",
		"a\x1b":                             "a",
		"a\tb\r\nc":                         "a b  c",
		"bell\a, null\x00, delete\x7f":      "bell, null, delete",
		"C1 \u009b31m":                      "C1 31m",
		"invoice\u202efdp.exe":              "invoicefdp.exe",
		"\u2066iso\u2069":                   "iso",
		"ze\u200bro\ufeff\u2060":            "zero",
		"line\u2028end":                     "line end",
		"e\u0301":                           "e",
		"é °C µ Ω 20 ± 1 ·":                 "é °C µ Ω 20 ± 1 ·",
		"bad \xff\xc3 bytes":                "bad · bytes",
		"圧力":                                "圧力",
		"tag\U000e0041 private\ue000":       "tag private",
		"\x1b\x1b[31m[31mx":                 "[31mx",
		"\u001b\u200b[31mx \x1b[3\u200b1mx": "[31mx 1mx",
	}
}

// What Clean lets through must be harmless whatever came in.
func FuzzClean(f *testing.F) {
	for in := range cleanCases() {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		out := Clean(in)
		if !utf8.ValidString(out) {
			t.Fatalf("Clean(%q) = %q is not UTF-8", in, out)
		}
		for _, r := range out {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || cellsOf(r) == 0 {
				t.Fatalf("Clean(%q) = %q lets %U through", in, out, r)
			}
		}
		if again := Clean(out); again != out {
			t.Fatalf("Clean(%q) = %q, cleaned again %q", in, out, again)
		}
	})
}

func TestASCII(t *testing.T) {
	for in, want := range map[string]string{
		"≈ 0.03 ±0.05 °C":   "~ 0.03 +-0.05 C",
		"● ▲ ◆ ■ ○ ⚑ ► ▮ ◇": "o F W P - m > # *",
		"━╸─ ┃ ╫ │┤└ ┊ ×·":  "=-- ! v |++ : x.",
		"▁▂▃▄▅▆▇█":          ".:-=+*##",
		"−2:00 … Accel…1":   "-2:00 .. Accel..1",
		"σ µ ⏎ 圧":           "sd u enter ?",
	} {
		if got := ASCIIText(in); got != want {
			t.Errorf("ASCIIText(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestToASCIILeavesNothingElse(t *testing.T) {
	g := NewGrid(8, 1)
	g.Text(0, 0, "▲é圧⣀x ●", Cell{})
	g.ToASCII()
	got := ""
	for x := range g.W {
		got += string(max(g.At(x, 0).Rune, ' '))
	}
	if want := "F?.?x o "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
