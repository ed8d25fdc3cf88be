package decode

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// many writes a line 40 times with other numbers: %[1]d counts, %[2]v swings.
func many(format string) string {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, format, i, float64(i*7%13)+0.25)
	}
	return b.String()
}

const espBanner = "ets Jun  8 2016 00:22:57\r\n\r\nrst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\nconfigsip: 0, SPIWP:0xee\r\nclk_drv:0x00,q_drv:0x00\r\nload:0x3fff0030,len:1184\r\nentry 0x400805e4\r\n"

var rankTable = []struct {
	name, in string
	opt      Options
	want     string // the first guess and its evidence; empty: none
	lo, hi   float64
}{
	{"csv", many("%d,%v,3\r\n"), Options{}, "csv: 40 of 40 lines parse as separated numbers, 3 fields", .85, 1},
	{"csv with header and banner", espBanner + "t;a;b\r\n" + many("%d;%v;3\r\n"), Options{}, "csv: 40 of 40 lines parse as separated numbers, 3 fields", .85, 1},
	{"csv in the rig's order", many("%d,%v,3\r\n"), Options{Order: []string{"a", "b", "c"}}, "csv: 40 of 40 lines parse as separated numbers, 3 fields; no header line seen: columns taken in the rig's order", .85, 1},
	{"csv in the middle of a line", "5,3\r\n" + many("%d,%v,3\r\n"), Options{}, "csv: 41 of 41 lines parse as separated numbers, 3 fields", .85, 1},
	{"csv with time", many("%d.5 %v 3\n"), Options{Columns: []string{"time", "a", "b"}}, "csv: 40 of 40 lines parse as separated numbers, 2 fields, with the device's time", .8, 1},
	{"one column", many("%[2]v\n"), Options{}, "csv: 40 of 40 lines parse as separated numbers, 1 field", .4, .65},
	{"one number or two", strings.Repeat("12,5\n13,7\n", 20), Options{}, "csv: 40 of 40 lines parse as separated numbers, 2 fields", .3, .6},
	{"label", espBanner + many("temp:%d,hum:%v,p:3\r\n"), Options{}, "label: 40 of 40 lines parse as label:value, 3 fields", .9, 1},
	{"label with two bad lines", "mp:3\n" + many("temp:%d hum:%v\n") + "te\x00mp:3\nhello\n", Options{}, "label: 41 of 43 lines parse as label:value, 2 fields", .7, .9},
	{"label in the middle of a line", ":5,hum:3\n" + many("temp:%d,hum:%v\n"), Options{}, "label: 40 of 40 lines parse as label:value, 2 fields", .9, 1},
	{"teleplot", "p:3\n" + many(">temp:%d:%v\n"), Options{}, "teleplot: 40 of 40 lines parse as teleplot, 1 field, with the device's time", .9, 1},
	{"json", "\"b\":1}\n" + many("{\"a\":%d,\"b\":{\"c\":%v}}\n"), Options{}, "json: 40 of 40 lines parse as JSON objects, 2 fields", .9, 1},
	{"serial studio", "3,4*/\n" + many("/*%d,%v*/"), Options{}, "serialstudio: 40 of 40 frames parse as /*…*/, 2 fields", .9, 1},
	{"nmea without a fix", strings.Repeat(sum("$GPRMC,,V,,,,,,,,,,N", "$GPGSV,1,1,00"), 20), Options{}, "nmea: 40 of 40 sentences parse as NMEA 0183, 4 fields", .9, 1},
	{"nmea that nobody knows", strings.Repeat(sum("$PQTMVER,1"), 20), Options{}, "nmea: 20 of 20 sentences parse as NMEA 0183, 0 fields", .9, 1},
	{"nmea among other bytes", strings.Repeat(sum("$GPGLL,5547.82107,N,02334.14132,E,152504.50,A,A")+"\xb5\x62\x01\x07\x5c\x00"+strings.Repeat("\x00\x80", 60), 40), Options{}, "nmea: 40 of 40 sentences parse as NMEA 0183, 2 fields", .85, 1},
	{"a greeting in nmea", sum("$GNTXT,01,01,02,ANTSTATUS=OK") + strings.Repeat("\xb5\x62\x01\x07\x5c\x00\x80\x00", 900), Options{}, "", 0, 0},
	{"nmea behind a long banner", strings.Repeat("# written by hand\n", 200) + strings.Repeat("$GPGLL,5547.82107,N,02334.14132,E,152504.50,A,A\r\n", 20), Options{}, "nmea: 20 of 20 sentences parse as NMEA 0183, 2 fields", .9, 1},
	{"one line", "1,2,3\n", Options{}, "csv: 1 line parses as separated numbers, 3 fields", .2, .5},
	{"times of day", many("10:%02d\n"), Options{}, "", 0, 0},
	{"banner alone", espBanner, Options{}, "", 0, 0},
	{"prose", "The quick brown fox, he said,\njumps over 3 lazy dogs. Really: yes\n", Options{}, "", 0, 0},
	{"nothing", "", Options{}, "", 0, 0},
}

// What the wire says of units is kept, for people.
func TestRankUnits(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{many(">temp:%d:%v§°C\n>hum:1:40\n"), "[temp hum] [°C ]"},
		{strings.Repeat(sum("$GPGLL,5547.82107,N,02334.14132,E,152504.50,A,A"), 20), "[lat lon] [deg deg]"},
		{many("a:%d,b:%v\n"), "[a b] [ ]"},
	} {
		g := Rank([]byte(tt.in), Options{})
		if len(g) == 0 {
			t.Fatalf("%q fits nothing", tt.in)
		}
		if got := fmt.Sprint(g[0].Fields, " ", g[0].Units); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

func TestRank(t *testing.T) {
	for _, tt := range rankTable {
		t.Run(tt.name, func(t *testing.T) {
			got := Rank([]byte(tt.in), tt.opt)
			if tt.want == "" {
				if len(got) > 0 {
					t.Errorf("got %+v, want nothing", got)
				}
				return
			}
			if len(got) == 0 {
				t.Fatalf("got nothing, want %s", tt.want)
			}
			if s := got[0].Format + ": " + got[0].Evidence; s != tt.want || got[0].Confidence < tt.lo || got[0].Confidence > tt.hi {
				t.Errorf("got %s, confidence %.2f, want %s, %v to %v", s, got[0].Confidence, tt.want, tt.lo, tt.hi)
			}
			if len(got) > 1 && got[1].Confidence > got[0].Confidence/2 {
				t.Errorf("also %+v", got[1])
			}
		})
	}
}

// TestRankMiddle: wherever a sample begins, the guess is the same.
func TestRankMiddle(t *testing.T) {
	for _, tt := range rankTable {
		if tt.lo < .8 {
			continue
		}
		for cut := range 60 {
			in := tt.in[len(tt.in)-len(tt.in)/2-cut:]
			got := Rank([]byte(in), tt.opt)
			if len(got) == 0 || !strings.HasPrefix(tt.want, got[0].Format+":") || got[0].Confidence < .6 {
				t.Errorf("%s, from %q: %+v", tt.name, in[:20], got)
			}
		}
	}
}

// misread is what a port at another baud rate makes of text: it looks at
// the line, 8N1, every step bits of the sender.
func misread(text string, step float64, r *rand.Rand) []byte {
	var line []bool
	for _, c := range []byte(text) {
		line = append(line, false)
		for i := range 8 {
			line = append(line, c>>i&1 == 1)
		}
		line = append(line, true)
		for range r.IntN(3) {
			line = append(line, true)
		}
	}
	at := func(x float64) bool { i := int(x); return i >= len(line) || line[i] }
	var out []byte
	for x := 0.0; x < float64(len(line)); {
		if at(x) {
			x += step / 8
			continue
		}
		var c byte
		for i := range 8 {
			if at(x + step*(float64(i)+1.5)) {
				c |= 1 << i
			}
		}
		out = append(out, c)
		x += step * 9.5
	}
	return out
}

// TestRankGarbage: bytes read at the wrong baud rate give no guess.
func TestRankGarbage(t *testing.T) {
	for _, tt := range rankTable {
		for _, step := range []float64{1. / 12, 1. / 8, .25, .5, 2. / 3, 1.5, 2, 3, 4, 8, 12} {
			r := rand.New(rand.NewPCG(1, 2))
			in := misread(tt.in, step, r)
			if got := Rank(in, Options{}); len(got) > 0 && got[0].Confidence > .1 {
				t.Errorf("%s at %v of its rate: %+v of %.100q", tt.name, 1/step, got, in)
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 4000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	if got := Rank(noise, Options{}); len(got) > 0 {
		t.Errorf("noise: %+v", got)
	}
}

// TestRankOthers: no text format claims what other devices say.
func TestRankOthers(t *testing.T) {
	dir := os.Getenv("RIGSCOPE_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "gpsd-logs", "daemon", "*.log"))
	if len(files) == 0 {
		t.Skipf("SKIPPED: no data at %s: set RIGSCOPE_DATA to the folder with gpsd-logs and the other sets", dir)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range Rank(b[:min(len(b), 8000)], Options{}) {
			if g.Format != "nmea" && g.Confidence > .2 {
				t.Errorf("%s: %+v", filepath.Base(file), g)
			}
		}
	}
}
