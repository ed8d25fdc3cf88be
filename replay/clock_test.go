package replay

import (
	"strings"
	"testing"
	"time"
)

func TestClock(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		name, cells string // separated by blanks
		period      time.Duration
		want        string // first and last
	}{
		{"epoch s", "1583748873 1583748874", time.Second, "2020-03-09T10:14:33Z 2020-03-09T10:14:34Z"},
		{"epoch s with a fraction", "1583748873.123456 1583748873.223456", 100 * ms, "2020-03-09T10:14:33.123456Z 2020-03-09T10:14:33.223456Z"},
		{"epoch s in scientific notation", "1.583748873123456789e+09 1.583748873223456789e+09", 100 * ms,
			"2020-03-09T10:14:33.123456789Z 2020-03-09T10:14:33.223456789Z"},
		{"epoch ms", "1583748873123 1583748873223", 100 * ms, "2020-03-09T10:14:33.123Z 2020-03-09T10:14:33.223Z"},
		{"epoch µs", "1583748873123456 1583748873223456", 100 * ms, "2020-03-09T10:14:33.123456Z 2020-03-09T10:14:33.223456Z"},
		{"epoch ns", "1583748873123456789 1583748873223456789", 100 * ms, "2020-03-09T10:14:33.123456789Z 2020-03-09T10:14:33.223456789Z"},
		{"epoch s, a log a minute on a rig of 1 Hz", "1583748840 1583748900", time.Second, "2020-03-09T10:14:00Z 2020-03-09T10:15:00Z"},
		{"epoch s, stamps shared", "1583748873 1583748873 1583748873", 50 * ms, "2020-03-09T10:14:33Z 2020-03-09T10:14:33Z"},
		{"µs since boot", "112572962 112672745 112772962", 100 * ms, "1970-01-01T00:01:52.572962Z 1970-01-01T00:01:52.772962Z"},
		{"µs since boot, 20 minutes on", "1200000000 1200004000", 4 * ms, "1970-01-01T00:20:00Z 1970-01-01T00:20:00.004Z"},
		{"ms since boot", "5000 5100 5200", 100 * ms, "1970-01-01T00:00:05Z 1970-01-01T00:00:05.2Z"},
		{"s since start", "0 0.1 0.2", 100 * ms, "1970-01-01T00:00:00Z 1970-01-01T00:00:00.2Z"},
		{"s with a decimal comma", "0,0 0,1 0,2", 100 * ms, "1970-01-01T00:00:00Z 1970-01-01T00:00:00.2Z"},
		{"s with too many digits", "0.1000000000000000055511151231257827 0.2", 100 * ms, "1970-01-01T00:00:00.1Z 1970-01-01T00:00:00.2Z"},
		{"s below zero", "-1.5 -1.4", 100 * ms, "1969-12-31T23:59:58.5Z 1969-12-31T23:59:58.6Z"},
		{"s with a fraction of a ns", "1583748873.12345678949 1583748874", time.Second, "2020-03-09T10:14:33.123456789Z 2020-03-09T10:14:34Z"},
		{"one row", "5", time.Second, "1970-01-01T00:00:05Z 1970-01-01T00:00:05Z"},
		{"a day above 12", "01/02/2020 31/01/2020", time.Second, "2020-02-01T00:00:00Z 2020-01-31T00:00:00Z"},
		{"a day above 12 behind the month", "01/02/2020 01/31/2020", time.Second, "2020-01-02T00:00:00Z 2020-01-31T00:00:00Z"},
	} {
		cells := strings.Fields(c.cells)
		clock, err := newClock(cells, c.period)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		first, _ := clock.read([]byte(cells[0]))
		last, _ := clock.read([]byte(cells[len(cells)-1]))
		if got := first.Format(time.RFC3339Nano) + " " + last.Format(time.RFC3339Nano); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestClockTooFar(t *testing.T) {
	clock, err := newClock([]string{"1", "2"}, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	for _, cell := range []string{"1e30", "99999999999999", "1e999999", "x", "-"} {
		if at, ok := clock.read([]byte(cell)); ok {
			t.Errorf("%s: got %v", cell, at)
		}
	}
}
