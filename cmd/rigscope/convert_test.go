package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// put writes a file for a test.
func put(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const slipRig = `name = "r"
rate = 10
[[modality]]
name = "m"
channels = [ { name = "temp" }, { name = "flow" } ]
[[source]]
port = "/dev/ttyUSB0"
format = "slip"
layout = [ { name = "time", type = "u16", unit = "ms" }, { name = "temp", type = "u8" } ]
`

const nmeaLog = "# a receiver\n$GPGLL,5547.82107,N,02334.14132,E,152506.50,A,A*65\r\n$GPGLL,5547.82107,N,02334.14132,E,152507.50,A,A*64\r\n"

func TestConvertCaptures(t *testing.T) {
	slip := "\xc0\x0a\x00\x14\xc0\xc0\x14\x00\x15\xc0"
	for _, c := range []struct {
		name, in  string
		args      []string
		out, talk string
	}{
		{"nmea", nmeaLog, []string{"--to", "csv"},
			"time,lat,lon\n55506.500,55.797017833333335,23.569022000000004\n55507.500,55.797017833333335,23.569022000000004\n",
			"read as nmea: 2 of 2 sentences parse as NMEA 0183, 2 fields; in all 2 records, 0 of them bad, 12 bytes that belong to none\n2 rows, 0 of them bad\n"},
		{"a range", nmeaLog, []string{"--range", "1:"}, `{"time":55507.500,"lat":55.797017833333335,"lon":23.569022000000004}` + "\n",
			"read as nmea: 2 of 2 sentences parse as NMEA 0183, 2 fields; in all 2 records, 0 of them bad, 12 bytes that belong to none\n1 row, 0 of them bad\n"},
		{"slip", slip, []string{"--format", "slip", "--rig", put(t, "rig.toml", slipRig)}, `{"time":0.010,"temp":20}` + "\n" + `{"time":0.020,"temp":21}` + "\n",
			"read as slip; in all 2 records, 0 of them bad\n2 rows, 0 of them bad\n"},
		{"csv as ever", "a,b\n1,2\n", nil, `{"a":1,"b":2}` + "\n", "1 row, 0 of them bad\n"},
	} {
		out := filepath.Join(t.TempDir(), "out.jsonl")
		r := rigscope(t, append([]string{"convert", put(t, "in", c.in), out}, c.args...)...)
		got, err := os.ReadFile(out)
		if err != nil || r.code != 0 || string(got) != c.out || r.err != c.talk {
			t.Errorf("%s: exit %d, %q, %s; want %q, %s", c.name, r.code, got, r.err, c.out, c.talk)
		}
	}
}

func TestConvertUsage(t *testing.T) {
	in, rig := put(t, "in", nmeaLog), put(t, "rig.toml", slipRig)
	two := put(t, "two.toml", slipRig+strings.ReplaceAll(slipRig[strings.Index(slipRig, "[[source]]"):], "USB0", "USB1"))
	const formats = "json, teleplot, serialstudio, nmea, label, csv, modbus, cobs, slip"
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--format", "mcap"}, exitUsage, `--format "mcap": it says how IN is written, as one of ` + formats + `; --to says what OUT becomes`},
		{[]string{"--to", "xlsx"}, exitUsage, `--to "xlsx": want csv, jsonl or mcap`},
		{[]string{"--format", "cobs"}, exitUsage, `--format cobs needs --rig RIG.toml, whose [[source]] says what is in the bytes`},
		{[]string{"--format", "slip", "--rig", two}, exitConfig, two + ` has 2 sources for slip: leave only the one that this capture is of`},
		{[]string{"--format", "cobs", "--rig", two}, exitConfig, two + ` has no [[source]] for this capture: give it one, or say its --format`},
		{[]string{"--format", "slip", "--rig", rig}, exitData, `convert: read ` + in + `: it is no slip: there is no record in its 117 bytes`},
	} {
		r := rigscope(t, append([]string{"convert", in, "-"}, c.args...)...)
		if want := "rigscope: " + c.want + "\n"; r.code != c.code || r.err != want || r.out != "" {
			t.Errorf("%q: exit %d, %s; want %d, %s", c.args, r.code, r.err, c.code, want)
		}
	}
}

// A capture is a log like any other: a model watches what a CSV had.
func TestScoreOfACapture(t *testing.T) {
	log, err := os.ReadFile(in(t, "incident.csv"))
	if err != nil {
		t.Fatal(err)
	}
	want := rigscope(t, "score", in(t, "incident.csv"), "--model", trainedModel(t), "--json", "-")
	got := rigscope(t, "score", put(t, "capture", asJSON(string(log))), "--model", trainedModel(t), "--json", "-")
	if got.code != want.code || digest(got.out) != digest(want.out) {
		t.Errorf("exit %d, digest %s, want %d, %s: %s", got.code, digest(got.out), want.code, digest(want.out), got.err)
	}
	if head := "capture: read as json: "; !strings.HasPrefix(got.err, head) {
		t.Errorf("got %s, want %s…", got.err, head)
	}
}

// asJSON is a CSV log as a board would say it, which tells who it is first.
func asJSON(log string) string {
	var b strings.Builder
	b.WriteString("pump board, version 1.2\r\n")
	lines := strings.Split(strings.TrimSpace(log), "\n")
	names := strings.Split(lines[0], ",")
	for _, l := range lines[1:] {
		for i, cell := range strings.Split(l, ",") {
			sep := ","
			if i == 0 {
				cell, sep = `"`+cell+`"`, "{"
			}
			if cell == "" || cell == "NaN" {
				cell = "null"
			}
			b.WriteString(sep + `"` + names[i] + `":` + cell)
		}
		b.WriteString("}\r\n")
	}
	return b.String()
}
