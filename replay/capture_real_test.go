package replay

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"rigscope/sources"
)

// position is what a log or gpsd says of one fix [deg].
type position struct{ lat, lon float64 }

// fixSentence is a sentence that may tell a fix, and says itself whether it
// does: type, fields, checksum.
var fixSentence = regexp.MustCompile(`\$[A-Z]{2}(GGA|RMC|GLL|GNS),([^*\r\n$]*)\*([0-9A-Fa-f]{2})`)

// countFixes counts the times of day that follow each other in a log and
// have a position, without a decoder.
func countFixes(log string) (n int) {
	last := math.NaN()
	for _, m := range fixSentence.FindAllStringSubmatch(log, -1) {
		sum := byte(0)
		for _, c := range []byte(m[0][1 : len(m[0])-3]) {
			sum ^= c
		}
		if want, _ := strconv.ParseUint(m[3], 16, 8); byte(want) != sum {
			continue
		}
		at, err := strconv.ParseFloat(fixTime(m[1], strings.Split(m[2]+strings.Repeat(",", 12), ",")), 64)
		if err == nil && at != last {
			n, last = n+1, at
		}
	}
	return n
}

// fixTime is the time of day of a sentence, empty if it tells no position.
func fixTime(kind string, f []string) string {
	switch {
	case kind == "GGA" && f[5] != "" && f[5] != "0" && f[1] != "",
		kind == "GNS" && strings.Trim(f[5], "N") != "" && f[1] != "",
		kind == "RMC" && (f[1] == "A" || f[1] == "D") && f[2] != "" && f[11] != "N":
		return f[0]
	case kind == "GLL" && f[5] == "A" && f[0] != "" && f[6] != "N":
		return f[4]
	}
	return ""
}

// gpsdFixes are the positions that gpsd told, by time.
func gpsdFixes(t *testing.T, path string) map[string]position {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]position{}
	for line := range strings.Lines(string(text)) {
		var tpv struct {
			Class, Time string
			Mode        int
			Lat, Lon    float64
		}
		if json.Unmarshal([]byte(line), &tpv) == nil && tpv.Class == "TPV" && tpv.Mode > 1 && tpv.Time != "" {
			out[strings.TrimSuffix(tpv.Time, "Z")] = position{tpv.Lat, tpv.Lon}
		}
	}
	return out
}

// TestRealCaptures: a receiver's log has one row for each fix, and each fix
// that gpsd tells of the same log is one of them.
func TestRealCaptures(t *testing.T) {
	dir := filepath.Join(realData(t), "gpsd-logs")
	files, err := filepath.Glob(filepath.Join(dir, "daemon", "*.log"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no logs: %v", err)
	}
	logs, fixes := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := countFixes(string(text))
		table, err := Open(file)
		if err != nil || want == 0 {
			continue
		}
		if got := countRows(t, table); got != want {
			t.Errorf("%s: %d rows, want %d fixes", filepath.Base(file), got, want)
		}
		logs, fixes = logs+1, fixes+want
	}
	t.Logf("%d fixes in %d logs", fixes, logs)
	if logs < 77 {
		t.Error("too few logs were taken for captures")
	}
}

func countRows(t *testing.T, table *Table) (n int) {
	t.Helper()
	defer table.Close()
	for {
		_, err := table.Next()
		bad := new(sources.FrameError)
		switch {
		case err == io.EOF:
			return n
		case err == nil:
			n++
		case !errors.As(err, &bad):
			t.Fatal(err)
		}
	}
}

// TestRealPositions: positions are gpsd's, which has nine decimals.
func TestRealPositions(t *testing.T) {
	dir := filepath.Join(realData(t), "gpsd-logs")
	for name, want := range map[string]int{"et-332.log": 19, "meinberg-gps164.log": 70, "quectelLC79D-1.log": 29,
		"iTrek.log": 35, "ublox-8.log": 72, "ublox-zed-f9p-nmea.log": 29, "bu353-glonass.log": 9} {
		known := gpsdFixes(t, filepath.Join(dir, "chk", name+".chk.gz"))
		table, err := Open(filepath.Join(dir, "daemon", name))
		if err != nil {
			t.Fatal(err)
		}
		same := 0
		for rec, err := table.Next(); err != io.EOF; rec, err = table.Next() {
			if err != nil {
				continue
			}
			at := strings.TrimSuffix(string(rec.Cells[0]), "000000Z") // gpsd has milliseconds
			p, ok := known[at]
			if !ok {
				continue
			}
			same++
			lat, _ := table.mark.Number(rec.Cells[1])
			lon, _ := table.mark.Number(rec.Cells[2])
			if math.Abs(lat-p.lat) > 0.51e-9 || math.Abs(lon-p.lon) > 0.51e-9 {
				t.Errorf("%s at %s: got %v %v, gpsd has %v", name, at, lat, lon, p)
			}
		}
		table.Close()
		if same != want {
			t.Errorf("%s: %d rows are fixes of gpsd's, want %d", name, same, want)
		}
	}
}

// TestRealOthers: what is no table and no known capture is refused.
func TestRealOthers(t *testing.T) {
	const want = ": it is neither CSV nor JSON lines nor a capture in a known format: most of its first lines are not text"
	dir := filepath.Join(realData(t), "gpsd-logs", "daemon")
	for _, name := range []string{"bu303-nofix.log", "navcom.log", "sirf2.log", "ublox-aek-4t.log", "rtcm3.2.log", "zodiac.log"} {
		if _, err := Open(filepath.Join(dir, name)); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
