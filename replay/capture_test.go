package replay

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rigscope/sources/decode"
)

const (
	gga = "$GPGGA,152505.00,5547.82113,N,02334.14130,E,1,04,2.72,37.0,M,26.9,M,,*6B\r\n"
	rmc = "$GPRMC,152506.00,A,5547.82113,N,02334.14130,E,,,091209,,,A*53\r\n"
	gll = "$GPGLL,5547.82107,N,02334.14132,E,152506.50,A,A*65\r\n"
)

// frame is the bytes of a SLIP frame with a count of ms and a temperature.
func frame(ms, temp byte) string { return "\xc0" + string([]byte{ms, 0, temp}) + "\xc0" }

var frameLayout = decode.Options{Layout: []decode.Item{{Name: "time", Type: "u16", Unit: "ms"}, {Name: "temp", Type: "u8", Scale: 0.5}}}

var captures = []struct {
	name, in string
	wire     Wire
	want     string // columns, rows and what is wrong
}{
	{"nmea below comments", "# Name: a receiver, with commas\n# Date: 2009-12-09\n#\n" + gga + rmc + gll, Wire{},
		"time|lat|lon|alt|geoid|quality|satellites|hdop|speed|course\n" +
			"2009-12-09T15:25:05.000000000Z|55.79701883333334|23.569021666666664|37|26.9|1|4|2.72||\n" +
			"2009-12-09T15:25:06.000000000Z|55.79701883333334|23.569021666666664|||||||\n" +
			"2009-12-09T15:25:06.500000000Z|55.797017833333335|23.569022000000004|||||||\n"},
	{"a wrong checksum is no row", gga + strings.Replace(rmc, "*53", "*52", 1) + gll, Wire{},
		"time|lat|lon|alt|geoid|quality|satellites|hdop\n" +
			"! line 2: GPRMC has the checksum 52, its bytes give 53\n" +
			"55505.000|55.79701883333334|23.569021666666664|37|26.9|1|4|2.72\n" +
			"55506.500|55.797017833333335|23.569022000000004|||||\n"},
	{"no fix is no row, what it told is kept", nmeaSum("$GPGGA,100000,,,,,0,0,,,M,,M,,", "$GPHDT,90,T", "$GPGLL,1200.0,N,00300.0,E,100001,A", "$GPGLL,1200.0,N,00300.0,E,100002,A"), Wire{},
		"time|lat|lon|alt|quality|satellites|hdop|heading\n36001.000|12|3||0|0||90\n36002.000|12|3|||||\n"},
	{"no fix at all", nmeaSum("$GPGGA,100000,,,,,0,0,,,M,,M,,", "$GPHDT,90,T", "$GPGGA,100001,,,,,0,2,,,M,,M,,"), Wire{},
		"lat|lon|alt|quality|satellites|hdop|heading\n|||0|0||90\n|||0|2||\n"},
	{"over midnight without a date", nmeaSum("$GPGLL,1200.0,N,00300.0,E,235959,A", "$GPGLL,1200.0,N,00300.0,E,000000.25,A"), Wire{},
		"time|lat|lon\n86399.000|12|3\n86400.250|12|3\n"},
	{"instruments without a clock", nmeaSum("$SDDPT,5.3,,", "$YXMTW,17.5,C", "$SDDPT,5.4,,", "$YXMTW,17.6,C"), Wire{},
		"depth|water_temp\n5.3|17.5\n5.4|17.6\n"},
	{"label", "boot v1.2\r\n" + strings.Repeat("temp:23.5,hum:40\r\n", 3) + "temp:23.6,hum:x\r\ntemp:23.7,hum:41,p:1e-7\r\n", Wire{},
		"temp|hum|p\n23.5|40|\n23.5|40|\n23.5|40|\n! line 5: " + `"x" in line "temp:23.6,hum:x" is not a number (hum)` + "\n23.6||\n23.7|41|1e-07\n"},
	{"teleplot", ">a:1000:1.5§V\n>b:1000:2\n>a:1500:3\n", Wire{}, "time|a|b\n1.000|1.5|2\n1.500|3|\n"},
	{"serial studio", "noise /*1,2*/ /*3,4*/\n/*5,6*/", Wire{}, "c1|c2\n1|2\n3|4\n5|6\n"},
	{"json behind a banner", "rst:0x1 (POWERON)\n" + strings.Repeat(`{"ts":1700000000,"p":{"a":1}}`+"\n", 2), Wire{},
		"time|p.a\n2023-11-14T22:13:20.000000000Z|1\n2023-11-14T22:13:20.000000000Z|1\n"},
	{"csv by force", "time,a\n1.5,2\n2.5,nan\n", Wire{Format: "csv"}, "time|a\n1.500|2\n2.500|\n"},
	{"csv without names", "1,2\n3,4\n", Wire{Format: "csv"}, "c1|c2\n1|2\n3|4\n"},
	{"slip", frame(10, 40) + frame(20, 41) + "\xc0\x01\xc0" + frame(30, 42), Wire{Format: "slip", Options: frameLayout},
		"time|temp\n0.010|20\n0.020|20.5\n! byte 13: frame has 1 byte, want 3 as the layout has\n0.030|21\n"},
	{"slip by its layout", strings.Repeat(frame(10, 40), 2), Wire{Options: frameLayout}, "time|temp\n0.010|20\n0.010|20\n"},
	{"modbus", "\x01\x03\x00\x00\x00\x01\x84\x0a" + "\x01\x03\x02\x00\x05\x78\x47", Wire{Format: "modbus",
		Options: decode.Options{Baud: 9600, Registers: []decode.Register{{Name: "p", Unit: 1, Type: "u16", Scale: 0.1}}}}, "p\n0.5\n"},
}

// nmeaSum adds checksums.
func nmeaSum(sentences ...string) string {
	var b strings.Builder
	for _, s := range sentences {
		x := byte(0)
		for i := 1; i < len(s); i++ {
			x ^= s[i]
		}
		const digits = "0123456789ABCDEF"
		b.WriteString(s + "*" + string(digits[x>>4]) + string(digits[x&15]) + "\r\n")
	}
	return b.String()
}

// TestCaptures reads each as a file, as a packed file, and as a pipe.
func TestCaptures(t *testing.T) {
	for _, c := range captures {
		path := save(t, []byte(c.in))
		for name, open := range map[string]func() (*Table, error){
			"file":        func() (*Table, error) { return OpenWire(path, c.wire) },
			"packed file": func() (*Table, error) { return OpenWire(save(t, pack(t, []byte(c.in))), c.wire) },
			"pipe":        func() (*Table, error) { return read(io.NopCloser(strings.NewReader(c.in)), "test", c.wire) },
		} {
			table, err := open()
			if err != nil {
				t.Errorf("%s, %s: %v", c.name, name, err)
				continue
			}
			if got := dump(t, table); got != c.want {
				t.Errorf("%s, %s: got\n%swant\n%s", c.name, name, got, c.want)
			}
			table.Close()
		}
	}
}

func TestCaptureErrors(t *testing.T) {
	for _, c := range []struct {
		name, in string
		wire     Wire
		want     string
	}{
		{"unknown format", "x", Wire{Format: "ubx"}, `unknown format "ubx": known are json, teleplot, serialstudio, nmea, label, csv, modbus, cobs, slip`},
		{"no layout", "x", Wire{Format: "cobs"}, "the layout names no number: list what a frame holds, byte by byte"},
		{"nothing", "", Wire{Format: "nmea"}, "there is nothing in it"},
		{"another format", "a,b\n1,2\n", Wire{Format: "nmea"}, "it is no nmea: there is no record in its 6 bytes"},
		{"only bad ones", "$GPHDT,1,T*00\r\n", Wire{Format: "nmea"},
			"it is no nmea: there is no good record in it, and 1 bad one; the first: GPHDT has the checksum 00, its bytes give 2A"},
		{"no numbers", nmeaSum("$GPTXT,a", "$GPTXT,b"), Wire{}, "it is nmea, and none of its 2 records has a number that is read"},
	} {
		for _, open := range []func() (*Table, error){
			func() (*Table, error) { return OpenWire(save(t, []byte(c.in)), c.wire) },
			func() (*Table, error) { return read(io.NopCloser(strings.NewReader(c.in)), "test", c.wire) },
		} {
			_, err := open()
			if err == nil || !strings.HasSuffix(err.Error(), ": "+c.want) {
				t.Errorf("%s: got %v, want %s", c.name, err, c.want)
			}
		}
	}
}

// TestCaptureLateNames: a name that the first reading did not meet is told
// once and left out.
func TestCaptureLateNames(t *testing.T) {
	in := strings.Repeat("a:1\n", 2*headBytes/4) + "b:2\na:3,b:4\n"
	table, err := read(io.NopCloser(strings.NewReader(in)), "test", Wire{})
	if err != nil {
		t.Fatal(err)
	}
	got := dump(t, table)
	want := `the name "b" is not in the beginning of the file: it is left out, here and below`
	if strings.Count(got, "! ") != 1 || !strings.Contains(got, want) || !strings.HasSuffix(got, "\n3\n") {
		t.Errorf("got …%s", got[len(got)-300:])
	}
	table, err = OpenWire(save(t, []byte(in)), Wire{})
	if err != nil {
		t.Fatal(err)
	}
	if got := table.Columns(); len(got) != 2 {
		t.Errorf("columns of the file: %q", got)
	}
}

// TestCaptureAsLog: the device's clock is the time of the rows, whatever the
// rig calls it.
func TestCaptureAsLog(t *testing.T) {
	table, err := OpenWire(save(t, []byte(">a:1000:1.5\n>b:1000:2\n>a:1500:3\n")), Wire{})
	if err != nil {
		t.Fatal(err)
	}
	log, err := NewLog(table, timed(rigOf(2, "b", "a"), "uptime_ms"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	var stamps []time.Duration
	for row, err := log.Next(); err == nil; row, err = log.Next() {
		stamps = append(stamps, row.T.Sub(time.Unix(0, 0)))
	}
	if len(stamps) != 2 || stamps[0] != time.Second || stamps[1] != 1500*time.Millisecond {
		t.Errorf("got %v", stamps)
	}
	if want := "read as teleplot: 3 of 3 lines parse as teleplot, 2 fields, with the device's time"; log.About() != want {
		t.Errorf("got %q, want %q", log.About(), want)
	}
}

// TestConvertCapture: bad records are told beside the rows.
func TestConvertCapture(t *testing.T) {
	in := save(t, []byte("# log\n"+gga+strings.Replace(rmc, "*53", "*52", 1)+gll+gll))
	out := filepath.Join(t.TempDir(), "o.csv")
	r, err := Convert(in, out, ConvertOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := "read as nmea: 3 of 4 sentences parse as NMEA 0183, 2 fields; in all 4 records, 1 of them bad, 5 bytes that belong to none"
	if r.Rows != 2 || r.BadRows != 0 || r.Asides != 1 || len(r.Problems) != 1 || r.About != want {
		t.Errorf("got %+v, want %s", r, want)
	}
	b, err := os.ReadFile(out)
	if n := bytes.Count(b, []byte("\n")); err != nil || n != 3 {
		t.Errorf("%d lines, %v", n, err)
	}
}
