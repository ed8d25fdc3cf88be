package decode_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rigscope/replay"
	"rigscope/sensor"
	"rigscope/sources"
	"rigscope/sources/decode"
)

// realData finds the folder with the public data sets.
func realData(t testing.TB) string {
	dir := os.Getenv("RIGSCOPE_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: no data at %s: set RIGSCOPE_DATA to the folder with skab, ur3-cobotops and the other sets", dir)
	}
	return dir
}

func readAll(t testing.TB, file string) []byte {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(file, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if b, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// Logs that a board might have written line by line.
var realLogs = []struct {
	file, time string
	rate       float64
}{
	{"skab/valve1/2.csv", "", 1},
	{"skab/valve1/2.csv", "datetime", 1},
	{"skab/anomaly-free/anomaly-free.csv", "", 1},
	{"ur3-cobotops/ur3_block00.csv", "", 1},
	{"ur3-cobotops/ur3_block11.csv", "Timestamp", 1},
	{"occupancy/datatraining.txt", "", 1. / 60},
	{"px4-ulog/sample/sensor_combined_0.csv.gz", "", 250},
	{"px4-ulog/sample_log_small/sensor_baro_0.csv", "timestamp", 1},
	{"px4-ulog/sample_log_small/vehicle_gps_position_0.csv", "", 5},
	{"tennessee-eastman/d02_te.dat.gz", "none", 1. / 180},
}

// TestAsInReplay: a log that comes over a cable gives the numbers and the
// times that replay reads from the file.
func TestAsInReplay(t *testing.T) {
	dir := realData(t)
	for _, c := range realLogs {
		t.Run(filepath.Base(c.file), func(t *testing.T) {
			checkLog(t, filepath.Join(dir, c.file), c.time, c.rate)
		})
	}
}

func checkLog(t *testing.T, file, stamp string, rate float64) {
	rig := sensor.Rig{Name: "log", Rate: rate, Time: stamp}
	if stamp == "none" {
		rig.Time = ""
	}
	d, err := decode.New("csv", decode.Options{Time: stamp, Period: rig.Period()})
	if err != nil {
		t.Fatal(err)
	}
	data := readAll(t, file)
	var got []decode.Record
	push(d, data, 4093, func(r *decode.Record) {
		copied := *r
		copied.Fields = append([]decode.Field{}, r.Fields...)
		got = append(got, copied)
	})
	for _, f := range got[0].Fields {
		rig.Channels = append(rig.Channels, sensor.Channel{Name: f.Name})
	}
	compare(t, replayed(t, file, rig), got, stamp == "none")
}

// push cuts data into pieces of n bytes.
func push(d decode.Decoder, data []byte, n int, emit func(*decode.Record)) {
	for len(data) > 0 {
		m := min(n, len(data))
		d.Push(data[:m], time.Time{}, emit)
		data = data[m:]
	}
	d.Flush(emit)
}

func replayed(t *testing.T, file string, rig sensor.Rig) (rows []replay.Row) {
	table, err := replay.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	l, err := replay.NewLog(table, rig)
	if err != nil {
		t.Fatal(err)
	}
	for {
		row, err := l.Next()
		var bad *sources.FrameError
		switch {
		case err == io.EOF:
			return rows
		case errors.As(err, &bad):
			continue
		case err != nil:
			t.Fatal(err)
		}
		row.V = append([]float64{}, row.V...)
		rows = append(rows, row)
	}
}

func compare(t *testing.T, want []replay.Row, got []decode.Record, timeless bool) {
	if len(got) != len(want) {
		t.Fatalf("%d records, replay has %d rows", len(got), len(want))
	}
	for i, r := range got {
		at := r.Time
		if at.IsZero() {
			at = time.Unix(0, int64(r.Uptime)).UTC()
		}
		first := i == 0 && r.Time.IsZero() && r.Uptime < 0 // a counter's unit is not known yet
		if !timeless && !first && !at.Equal(want[i].T) {
			t.Fatalf("row %d: time %v, replay has %v", i, at, want[i].T)
		}
		for j, f := range r.Fields {
			if v := want[i].V[j]; f.V != v && !(math.IsNaN(v) && math.IsNaN(f.V)) {
				t.Fatalf("row %d: %s = %v, replay has %v", i, f.Name, f.V, v)
			}
		}
	}
}
