package decode

import (
	"bytes"
	commas "encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// sums counts sentences by their checksum.
type sums struct {
	right, wrong, none int
	glued              int // right ones behind a cut one in the same line
	inside             int // right ones behind noise in the same line
}

// wholeLine is how index.csv takes a line: as one sentence with a checksum.
var wholeLine = regexp.MustCompile(`^[$!][^*\r\n]*\*[0-9A-Fa-f]{2}$`)

// countSums compares what the decoder says with the lines of a log: index.csv
// counts lines, the decoder sentences.
func countSums(t *testing.T, name string, data []byte) (s sums) {
	said := map[int][]verdict{} // by line
	d, _ := newNMEA(Options{})
	d.Push(data, time.Time{}, func(r *Record) {
		line := bytes.Count(data[:r.End-1], []byte("\n"))
		bare := r.Err == nil && data[r.End-3] != '*'
		said[line] = append(said[line], verdict{r.Err, bare})
	})
	for i, line := range bytes.Split(data, []byte("\n")) {
		line = bytes.TrimSpace(line)
		right, wrong, cut := countVerdicts(said[i])
		switch starts := len(line) > 0 && (line[0] == '$' || line[0] == '!'); {
		case starts && wholeLine.Match(line) && right == 1 && bytes.LastIndexAny(line, "$!") > 0:
			s.glued++
		case starts && wholeLine.Match(line) && right+wrong == 1 && cut == 0:
			s.right, s.wrong = s.right+right, s.wrong+wrong
		case starts && !wholeLine.Match(line):
			s.none++
			s.inside += right
			if right+wrong+cut == 0 && nmeaLikely(nmeaBare, line) {
				t.Errorf("%s:%d: nothing is said of %q", name, i+1, line)
			}
		case starts:
			t.Errorf("%s:%d: %d right, %d wrong, %d cut in %q", name, i+1, right, wrong, cut, line)
		default:
			s.inside += right
		}
	}
	return s
}

// verdict is what was said of one sentence.
type verdict struct {
	err  error
	bare bool // it had no checksum and was read all the same
}

func countVerdicts(said []verdict) (right, wrong, cut int) {
	for _, v := range said {
		switch {
		case v.bare:
			cut++
		case v.err == nil:
			right++
		case strings.Contains(v.err.Error(), " has the checksum "):
			wrong++
		case strings.Contains(v.err.Error(), " is cut after ") || strings.HasSuffix(v.err.Error(), "others of this port have"):
			cut++
		default: // a number that cannot be read
			right++
		}
	}
	return right, wrong, cut
}

// insideLines are the right sentences that index.csv does not count, for
// they stand behind other bytes of their line: mostly binary messages of the
// same receiver.
var insideLines = map[string]int{
	"gp-320fw-2019-04-07-coldboot.log": 7, // bytes were lost on the way, line ends among them
	"tomtom-mkII.log":                  1, // "r$GPRMC"
	"ublox-8.log":                      1, // starts behind half a sentence
	"quectel-l76k-dual.log":            119,
	"ublox-lea-m8f.log":                1,
	"ublox-zed-f9p_hpg1.11.log":        652,
	"ublox-zed-f9r.log":                30,
	"ublox-zed-f9t-ubx_nmea_l5.log":    9,
	"ublox8-uniqid-monhw.log":          9,
}

// gpsdIndex is the folder of gpsd's logs and a row of its index for each.
func gpsdIndex(t *testing.T) (dir string, rows [][]string) {
	t.Helper()
	dir = filepath.Join(realData(t), "gpsd-logs")
	f, err := os.Open(filepath.Join(dir, "index.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if rows, err = commas.NewReader(f).ReadAll(); err != nil {
		t.Fatal(err)
	}
	return dir, rows[1:]
}

func TestRealSums(t *testing.T) {
	dir, rows := gpsdIndex(t)
	for _, row := range rows {
		path := filepath.Join(dir, "daemon", row[0])
		if _, err := os.Stat(path); err != nil {
			path += ".gz"
		}
		got := countSums(t, row[0], readReal(t, path))
		// The index takes a cut sentence and the right one behind it for one
		// with a wrong checksum.
		have := fmt.Sprint(got.right, got.wrong+got.glued, got.none)
		if want := strings.Join(row[3:6], " "); have != want {
			t.Errorf("%s: %s right, wrong, without checksum; want %s", row[0], have, want)
		}
		if got.inside != insideLines[row[0]] {
			t.Errorf("%s: %d right ones inside other lines, want %d", row[0], got.inside, insideLines[row[0]])
		}
	}
}

// TestRealPositions feeds what gpsd was fed and compares each position and
// time that it gives with those of the last sentence with a position. gpsd
// prints 9 decimals, and milliseconds. For a binary receiver it makes up
// sentences with 7 decimals of a minute and 2 of a second, and prints its own
// numbers unrounded.
func TestRealPositions(t *testing.T) {
	dir := filepath.Join(realData(t), "gpsd-logs")
	files, err := filepath.Glob(filepath.Join(dir, "chk", "*.chk.gz"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no file: %v", err)
	}
	seen := gpsd{}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".chk.gz")
		log, err := os.ReadFile(filepath.Join(dir, "daemon", name))
		if err != nil {
			t.Fatal(err)
		}
		c := gpsd{name: name, log: log}
		c.compare(t, readReal(t, path))
		seen.positions, seen.times = seen.positions+c.positions, seen.times+c.times
		if c.other != otherPositions[name] {
			t.Errorf("%s: %d positions differ, want %d", name, c.other, otherPositions[name])
		}
	}
	t.Logf("%d positions and %d times compared", seen.positions, seen.times)
	if seen.positions < 8000 || seen.times < 7500 {
		t.Error("too few were compared")
	}
}

// otherPositions differ for a reason.
var otherPositions = map[string]int{
	// $PERC,GPavp is the surveyed mean of a fixed antenna. gpsd takes it for a
	// fix; we pass it over, and the next fix agrees again.
	"ericsson-gru04-02-70sec.log": 2,
}

// otherDates are logs in which gpsd takes the date for one 1024 weeks
// before, as receivers do after a rollover, and corrects it. We believe the
// receiver.
var otherDates = map[string]bool{"neo-m8n.log": true, "rst39.log": true}

// gpsd is a log with what gpsd says of it.
type gpsd struct {
	name             string
	log              []byte
	lat, lon         float64
	at               time.Time
	made             bool // the last sentence was made by gpsd
	positions, times int  // compared
	other            int  // positions that differ
}

// compare goes through a log in which gpsd's answers follow the sentences.
func (c *gpsd) compare(t *testing.T, chk []byte) {
	d, _ := newNMEA(Options{})
	c.lat = math.NaN()
	for line := range bytes.Lines(chk) {
		if line[0] != '{' {
			d.Push(line, time.Time{}, func(r *Record) { c.take(r, bytes.TrimSpace(line)) })
			continue
		}
		var tpv struct {
			Class    string
			Lat, Lon float64
			Time     time.Time
		}
		if json.Unmarshal(line, &tpv) == nil && tpv.Class == "TPV" && tpv.Lat != 0 && !math.IsNaN(c.lat) {
			c.position(t, tpv.Lat, tpv.Lon)
			c.time(t, tpv.Time)
		}
	}
}

func (c *gpsd) take(r *Record, line []byte) {
	lat, lon := valueOf(r, "lat"), valueOf(r, "lon")
	if !math.IsNaN(lat) {
		c.lat, c.lon, c.at, c.made = lat, lon, r.Time, !bytes.Contains(c.log, line)
	}
}

func (c *gpsd) position(t *testing.T, lat, lon float64) {
	tolerance := 0.51e-9 // [deg]
	if c.made {
		tolerance += 0.5e-7 / 60
	}
	c.positions++
	if math.Abs(lat-c.lat) > tolerance || math.Abs(lon-c.lon) > tolerance {
		c.other++
		t.Logf("%s: got %.9f %.9f, gpsd has %.9f %.9f", c.name, c.lat, c.lon, lat, lon)
	}
}

func (c *gpsd) time(t *testing.T, at time.Time) {
	tolerance := time.Duration(0)
	if c.made {
		tolerance = 5 * time.Millisecond
	}
	if otherDates[c.name] {
		at = at.AddDate(0, 0, -7*1024)
	}
	if at.IsZero() || at.Year() < firstYear {
		return
	}
	c.times++
	if diff := at.Sub(c.at).Abs(); diff > tolerance {
		t.Errorf("%s: got %v, gpsd has %v", c.name, c.at, at)
	}
}

// valueOf is the number with that name, NaN where there is none.
func valueOf(r *Record, name string) float64 {
	for _, f := range r.Fields {
		if f.Name == name {
			return f.V
		}
	}
	return math.NaN()
}

// TestRealRank: Rank knows every receiver that sends NMEA, with a fix or not
// and among other bytes or not, and takes no other for one.
func TestRealRank(t *testing.T) {
	dir, rows := gpsdIndex(t)
	known := map[string]int{}
	for _, row := range rows {
		b, err := os.ReadFile(filepath.Join(dir, "daemon", row[0]))
		if err != nil {
			continue // the one that is packed
		}
		best := Guess{}
		if gs := Rank(b[:min(len(b), 32<<10)], Options{}); len(gs) > 0 {
			best = gs[0]
		}
		class, isNMEA := row[2], best.Format == "nmea" && best.Confidence > .5
		if isNMEA {
			known[class]++
		}
		if want := class == "nmea" || class == "mixed"; isNMEA != want && unlikeClass[row[0]] == "" {
			t.Errorf("%s, which is %s: %+v", row[0], class, best)
		}
	}
	t.Logf("known as NMEA: %v", known)
	if known["nmea"] < 70 {
		t.Error("too few")
	}
}

// unlikeClass are logs that are not what their class says.
var unlikeClass = map[string]string{
	"skytraq-err.log":   "six sentences of a boot loader and nothing else",
	"ublox-neo-m8l.log": "a binary receiver with 14 greetings among 66 kB",
}
