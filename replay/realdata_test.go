package replay

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rigscope/sources/notation"
)

// realData finds the folder with the public data sets.
func realData(t testing.TB) string {
	dir := os.Getenv("RIGSCOPE_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: no data at %s: set RIGSCOPE_DATA to the folder with skab, ur3-cobotops and the other sets", dir)
	}
	return dir
}

// What the README of each set says of its files, added up over the pattern.
// None of them has a bad row.
var realTables = []struct {
	files   string
	rows    int
	columns int // of each file
	missing int // cells
}{
	{"ur3-cobotops/ur3_block00.csv", 618, 24, 0},
	{"ur3-cobotops/ur3_block02.csv", 618, 24, 20},
	{"ur3-cobotops/ur3_block03.csv", 618, 24, 78},
	{"ur3-cobotops/ur3_block05.csv", 618, 24, 60},
	{"ur3-cobotops/ur3_block06.csv", 618, 24, 60},
	{"ur3-cobotops/ur3_block08.csv", 618, 24, 80},
	{"ur3-cobotops/ur3_block09.csv", 618, 24, 179},
	{"ur3-cobotops/ur3_block11.csv", 611, 24, 200},
	{"occupancy/datatraining.txt", 8143, 8, 0},
	{"occupancy/datatest.txt", 2665, 8, 0},
	{"actuator-vtnsi/*.tsv.gz", 40 * 3000, 18, 40 * (3*3000 - 43)}, // the node's own 3 columns soon end
	{"actuator-vtnsi/runs.csv", 40, 7, 0},
	{"hydraulic-zema/FS*.txt.gz", 2 * 1464, 600, 0},
	{"hydraulic-zema/TS*.txt.gz", 4 * 1464, 60, 0},
	{"hydraulic-zema/[CSV][EPS]*.txt.gz", 4 * 1464, 60, 0}, // CE, CP, SE, VS1
	{"hydraulic-zema/cycles.csv", 1464, 7, 0},
	{"skab/anomaly-free/anomaly-free.csv", 9405, 9, 0},
	{"skab/valve1/*.csv", 1147 + 1075 + 1148 + 1154 + 1154 + 1144 + 1148 + 1141 + 1140 + 1139 + 1150, 11, 0},
	{"skab/valve2/*.csv", 1125 + 1129 + 995, 11, 0},
	{"skab/other/*.csv", 780 + 1137 + 1155 + 1147 + 1147 + 1144 + 1190 + 1048 + 905, 11, 0},
	{"auv-haizhe/train/AddWeight/*.csv", 28015, 17, 0},
	{"auv-haizhe/train/Normal/*.csv", 19590, 17, 0},
	{"auv-haizhe/train/PressureGain_constant/*.csv", 27837, 17, 0},
	{"auv-haizhe/train/PropellerDamage_bad/*.csv", 26080, 17, 0},
	{"auv-haizhe/train/PropellerDamage_slight/*.csv", 27274, 17, 0},
	{"auv-haizhe/test/*/*.csv", 7050 + 4903 + 6863 + 6475 + 6863, 17, 0},
	{"tennessee-eastman/d00.dat.gz", 52, 500, 0}, // transposed
	{"tennessee-eastman/d0[235689].dat.gz", 6 * 480, 52, 0},
	{"tennessee-eastman/d[12]*[0-9].dat.gz", 8 * 480, 52, 0},
	{"tennessee-eastman/d*_te.dat.gz", 15 * 960, 52, 0},
	{"tennessee-eastman/columns.csv", 52, 5, -1},
	{"px4-ulog/sample/actuator_outputs_0.csv", 1311, 18, 0},
	{"px4-ulog/sample/cpuload_0.csv", 69, 3, 0},
	{"px4-ulog/sample/sensor_combined_0.csv.gz", 17070, 17, 0},
	{"px4-ulog/sample/telemetry_status_0.csv", 70, 13, 0},
	{"px4-ulog/sample/vehicle_attitude_0.csv.gz", 6461, 8, 0},
	{"px4-ulog/sample/vehicle_local_position_0.csv", 678, 34, 0},
	{"px4-ulog/sample/vehicle_status_0.csv", 294, 23, 0},
	{"px4-ulog/sample_log_small/actuator_outputs_*.csv", 2 * 65, 18, 0},
	{"px4-ulog/sample_log_small/airspeed_0.csv", 595, 5, 0},
	{"px4-ulog/sample_log_small/battery_status_*.csv", 2 * 21, 35, 42},
	{"px4-ulog/sample_log_small/cpuload_0.csv", 14, 3, 0},
	{"px4-ulog/sample_log_small/sensor_[abgm][acy]*.csv", 10 * 6, 0, 12},
	{"px4-ulog/sample_log_small/sensor_combined_0.csv", 1298, 11, 0},
	{"px4-ulog/sample_log_small/telemetry_status_*.csv", 2 * 8, 0, 0},
	{"px4-ulog/sample_log_small/vehicle_air_data_0.csv", 120, 7, 0},
	{"px4-ulog/sample_log_small/vehicle_attitude_0.csv", 1298, 10, 0},
	{"px4-ulog/sample_log_small/vehicle_gps_position_0.csv", 32, 25, 32},
	{"px4-ulog/sample_log_small/vehicle_local_position_0.csv", 636, 44, 2544},
	{"px4-ulog/sample_log_small/vehicle_magnetometer_0.csv", 319, 4, 0},
	{"px4-ulog/sample_log_small/vehicle_status_0.csv", 14, 0, 0},
	{"px4-ulog/sample_log_small/wind_estimate_*.csv", 2 * 8, 10, 0},
}

func TestRealTables(t *testing.T) {
	dir := realData(t)
	for _, c := range realTables {
		t.Run(c.files, func(t *testing.T) {
			t.Parallel()
			files, err := filepath.Glob(filepath.Join(dir, c.files))
			if err != nil || len(files) == 0 {
				t.Fatalf("no file: %v", err)
			}
			rows, missing := 0, 0
			for _, file := range files {
				columns, r, m := countTable(t, file)
				rows, missing = rows+r, missing+m
				if c.columns > 0 && columns != c.columns {
					t.Errorf("%s has %d columns, want %d", file, columns, c.columns)
				}
			}
			if rows != c.rows || c.missing >= 0 && missing != c.missing {
				t.Errorf("%d rows with %d missing cells, want %d with %d", rows, missing, c.rows, c.missing)
			}
		})
	}
}

func countTable(t *testing.T, file string) (columns, rows, missingCells int) {
	t.Helper()
	table, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	for {
		rec, err := table.Next()
		if err == io.EOF {
			return len(table.Columns()), rows, missingCells
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		rows++
		for _, cell := range rec.Cells {
			if notation.Missing(cell) {
				missingCells++
			}
		}
	}
}

// First and last times as the READMEs have them, or as the files end.
var realLogs = []struct {
	file, time, channel string
	rate                float64
	rows                int
	from, to            string
}{
	{"ur3-cobotops/ur3_block00.csv", "Timestamp", "Current_J0", 1, 618, "2022-10-26T08:17:21.847Z", "2022-10-26T08:27:42.884Z"},
	{"ur3-cobotops/ur3_block11.csv", "Timestamp", "cycle ", 1, 611, "2022-10-26T15:25:53.044Z", "2022-10-26T15:36:06.58Z"},
	{"occupancy/datatraining.txt", "", "CO2", 1. / 60, 8143, "2015-02-04T17:51:00Z", "2015-02-10T09:33:00Z"},
	{"occupancy/datatest.txt", "date", "Light", 1. / 60, 2665, "2015-02-02T14:19:00Z", "2015-02-04T10:43:00Z"},
	{"skab/valve1/2.csv", "datetime", "Pressure", 1, 1075, "2020-03-09T10:54:34Z", "2020-03-09T11:14:33Z"},
	{"px4-ulog/sample/sensor_combined_0.csv.gz", "", "baro_alt_meter", 250, 17070, "1970-01-01T00:01:52.614307Z", "1970-01-01T00:03:01.493506Z"},
	{"px4-ulog/sample_log_small/sensor_baro_0.csv", "timestamp", "pressure", 1, 6, "1970-01-01T00:00:21.313387Z", "1970-01-01T00:00:26.3309Z"},
	{"auv-haizhe/train/AddWeight/AddWeight_0.csv", "time", "depth", 20, 197, "1970-01-03T08:13:29Z", "1970-01-03T08:13:39.05Z"},
	{"tennessee-eastman/d02_te.dat.gz", "", "c52", 1. / 180, 960, "1970-01-01T00:00:00Z", "1970-01-02T23:57:00Z"},
}

func TestRealLogs(t *testing.T) {
	dir := realData(t)
	for _, c := range realLogs {
		e, err := Measure(Opener(filepath.Join(dir, c.file), timed(rigOf(c.rate, c.channel), c.time)), RowRange{}, 0)
		from, to := e.From.Format(time.RFC3339Nano), e.To.Format(time.RFC3339Nano)
		if err != nil || e.Rows != c.rows || e.BadRows > 0 || from != c.from || to != c.to {
			t.Errorf("%s: %d rows, %d bad, %s to %s, %v; want %d rows, %s to %s", c.file, e.Rows, e.BadRows, from, to, err, c.rows, c.from, c.to)
		}
	}
}
