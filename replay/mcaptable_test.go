package replay

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	fox "github.com/foxglove/mcap/go/mcap"
	"pgregory.net/rapid"

	"rigscope/replay/mcap"
	"rigscope/sources/notation"
)

var began = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

// record writes a recording of two ports and gives its name.
func record(t *testing.T, fill func(*mcap.Recorder)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "run.mcap")
	r, err := mcap.NewRecorder(path, mcap.RunInfo{Ports: []string{"left", "right"}})
	if err != nil {
		t.Fatal(err)
	}
	fill(r)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func openFile(t *testing.T, path string) *Table {
	t.Helper()
	table, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { table.Close() })
	return table
}

// The table of a recording is its readings, with the time of the data. Only
// names that two ports have carry their port.
func TestRecordingAsTable(t *testing.T) {
	path := record(t, func(r *mcap.Recorder) {
		r.Event(began, "no row")
		r.Row(0, 0, began.Add(time.Second), began, []string{"Flow", "T"}, []float64{1.5, math.NaN()})
		r.Row(1, 0, began.Add(time.Second), began.Add(time.Millisecond), []string{"T"}, []float64{20})
		r.Row(0, 1, began.Add(time.Second), began.Add(time.Second), []string{"Flow", "T", "late"}, []float64{1e300, -0.25, 3})
	})
	want := "time|Flow|left.T|late|right.T\n" +
		"2026-11-24T08:00:00.000000000Z|1.5|||\n" +
		"2026-11-24T08:00:00.001000000Z||||20\n" +
		"2026-11-24T08:00:01.000000000Z|1e+300|-0.25|3|\n"
	if got := dump(t, openFile(t, path)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestRecordingWithoutReadings(t *testing.T) {
	path := record(t, func(r *mcap.Recorder) { r.Marker(began, "x") })
	_, err := Open(path)
	want := "read " + path + ": there are no readings in it: replay it with the profile of its rig; its topics are /markers (1 message)"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// foreign is a file of another program: topic, encoding and data of each
// message, one second apart.
func foreign(t testing.TB, messages ...[3]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := fox.NewWriter(&b, &fox.WriterOptions{Chunked: true, Compression: fox.CompressionLZ4, IncludeCRC: true})
	if err != nil {
		t.Fatal(err)
	}
	errs := []error{w.WriteHeader(&fox.Header{Library: "test"})}
	channels := map[string]uint16{}
	for i, m := range messages {
		id, known := channels[m[0]]
		if !known {
			id = uint16(len(channels))
			channels[m[0]] = id
			errs = append(errs, w.WriteChannel(&fox.Channel{ID: id, Topic: m[0], MessageEncoding: m[1]}))
		}
		if m[2] != "" {
			errs = append(errs, w.WriteMessage(&fox.Message{ChannelID: id, LogTime: uint64(i) * 1e9, Data: []byte(m[2])}))
		}
	}
	if err := errors.Join(append(errs, w.Close())...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func save(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.mcap")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestForeignTable(t *testing.T) {
	path := save(t, foreign(t,
		[3]string{"/imu", "json", `{"id":"a","acc":{"x":1,"y":[2,-3.5]}}`},
		[3]string{"/camera", "protobuf", "\x00\x01"},
		[3]string{"/pump", "json", `{"on":true,"flow":null}`},
		[3]string{"/imu", "json", `{"acc":{"x":`},
		[3]string{"/imu", "json", `{"acc":{"x":7e-3},"id":"b","temp":20}`},
		[3]string{"/log", "json", `{"text":"x"}`},
	))
	want := "time|/imu.acc.x|/imu.acc.y[0]|/imu.acc.y[1]|/imu.temp|/pump.on\n" +
		"1970-01-01T00:00:00.000000000Z|1|2|-3.5||\n" +
		"1970-01-01T00:00:02.000000000Z|||||true\n" +
		"! message 4: bad JSON at character 13: want a value\n" +
		"1970-01-01T00:00:03.000000000Z|||||\n" +
		"1970-01-01T00:00:04.000000000Z|7e-3|||20|\n"
	if got := dump(t, openFile(t, path)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestForeignErrors(t *testing.T) {
	for _, c := range []struct {
		name     string
		messages [][3]string
		want     string
	}{
		{"nothing", nil, "there is nothing in it"},
		{"silent", [][3]string{{"/a", "cdr", ""}}, "there are no messages in it; its topics are /a (no messages)"},
		{"binary", [][3]string{{"/a", "cdr", "x"}, {"/b", "", "x"}, {"/a", "cdr", "x"}, {"/c", "cdr", ""}},
			"its messages are cdr, of no named encoding, and only JSON with numbers can be read: export them as CSV or JSON lines " +
				"with the program that recorded them; its topics are /a (2 messages), /b (1 message), /c (no messages)"},
		{"text", [][3]string{{"/a", "json", `{"x":"y"}`}},
			"its messages are json, and only JSON with numbers can be read: export them as CSV or JSON lines " +
				"with the program that recorded them; its topics are /a (1 message)"},
	} {
		path := save(t, foreign(t, c.messages...))
		if _, err := Open(path); err == nil || err.Error() != "read "+path+": "+c.want {
			t.Errorf("%s: got %v\nwant %s", c.name, err, c.want)
		}
	}
}

// Every bag of ROS 2 opens far enough to say what is in it.
func TestRosBags(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(realData(t), "mcap-rosbag2", "*.mcap"))
	if len(files) != 12 {
		t.Fatalf("%d files, want 12", len(files))
	}
	messages := 0
	for _, file := range files {
		_, err := Open(file)
		if err == nil || !strings.Contains(err.Error(), "its messages are cdr, and only JSON") {
			t.Errorf("%s: got %v", filepath.Base(file), err)
			continue
		}
		for _, part := range strings.Split(err.Error(), " (")[1:] {
			n := 0
			fmt.Sscanf(part, "%d message", &n)
			messages += n
		}
	}
	t.Logf("%d messages in %d bags", messages, len(files))
}

// threeRows is a file with one chunk a row.
func threeRows(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := mcap.NewWriter(&b, mcap.RunInfo{}, mcap.Columns{Numbers: []string{"x"}, Time: mcap.TimeNone})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		pad := strings.Repeat(" ", 1<<20)
		if err := w.Row(i, began, fmt.Appendf(nil, `{"x":%d}%s`, i, pad)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A damaged chunk is one bad row; the rows behind it are read.
func TestDamagedTable(t *testing.T) {
	file := threeRows(t)
	at := chunkAt(file, 1)
	file[at] ^= 1
	want := fmt.Sprintf("x\n0\n! message 2: the chunk at byte %d: its checksum does not fit\n\n2\n", at-33)
	if got := dump(t, openFile(t, save(t, file))); got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// chunkAt finds the checksum of a chunk, from 0.
func chunkAt(file []byte, n int) (at int) {
	packing := []byte("\x04\x00\x00\x00zstd") // behind the checksum
	for ; n >= 0; n-- {
		at += 1 + bytes.Index(file[at+1:], packing)
	}
	return at - 4
}

// A recording cut by a power failure is converted up to there, which is told.
func TestConvertCutRecording(t *testing.T) {
	file := threeRows(t)
	cut := chunkAt(file, 2)
	in, out := save(t, file[:cut]), filepath.Join(t.TempDir(), "out.csv")
	got := convert(t, in, out, ConvertOptions{})
	want := Report{Rows: 2, Problems: []string{"the file was not closed or is damaged: no whole record in its last 33 bytes"}}
	if !reflect.DeepEqual(got, want) || unpack(t, out) != "x\n0\n1\n" {
		t.Errorf("got %+v\nwant %+v\n%s", got, want, unpack(t, out))
	}
}

// FuzzMCAPTable holds what FuzzTable does.
func FuzzMCAPTable(f *testing.F) {
	f.Add(foreign(f, [3]string{"/a", "json", `{"x":1}`}, [3]string{"/b", "cdr", "x"}, [3]string{"/a", "json", `{"x":[2,{"y":null}]}`}))
	f.Add(plainJSON(f))
	f.Fuzz(func(t *testing.T, file []byte) {
		table, err := mcapTable(bytes.NewReader(file), int64(len(file)))
		if err == nil {
			checkTable(t, table)
		}
	})
}

// plainJSON is a file that is not packed and has no checksums.
func plainJSON(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := fox.NewWriter(&b, &fox.WriterOptions{Chunked: true})
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(w.WriteHeader(&fox.Header{}), w.WriteChannel(&fox.Channel{Topic: "/a", MessageEncoding: "json"}),
		w.WriteMessage(&fox.Message{Data: []byte(`{"x":1,"y":[true]}`)}), w.WriteMessage(&fox.Message{Data: []byte(`{"z":2.5}`)}), w.Close())
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// There and back again every cell is the same, if numbers are written as
// they are in JSON.
func TestConvertThroughMCAP(t *testing.T) {
	for _, text := range []string{
		"time,flow,note\n2026-01-01T00:00:00Z,1.50,\n2026-01-01T00:00:01Z,,ok\nnever,-7.39E-30,\"a \"\"b\"\"\"\n",
		"a,b\n1,0.1\n2,-3\n",
		"datetime,Zähler µ\n2020-03-09 10:14:33,12345678901234567890\n2020-03-09 10:14:34,0\n",
	} {
		in := save(t, []byte(text))
		there, back := filepath.Join(t.TempDir(), "there.mcap"), filepath.Join(t.TempDir(), "back.csv")
		convert(t, in, there, ConvertOptions{})
		convert(t, there, back, ConvertOptions{})
		if got := unpack(t, back); got != text {
			t.Errorf("got\n%swant\n%s", got, text)
		}
	}
}

func convert(t testing.TB, in, out string, opt ConvertOptions) Report {
	t.Helper()
	report, err := Convert(in, out, opt)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestConvertAnyNumbers(t *testing.T) {
	dir := t.TempDir()
	in, there, back := filepath.Join(dir, "in.csv"), filepath.Join(dir, "there.mcap"), filepath.Join(dir, "back.csv")
	rapid.Check(t, func(rt *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.Float64(), 2, 2), 1, 20).Draw(rt, "rows")
		text := "a,b\n"
		for _, r := range rows {
			text += fmt.Sprintf("%v,%v\n", r[0], r[1])
		}
		if err := os.WriteFile(in, []byte(text), 0o600); err != nil {
			rt.Fatal(err)
		}
		convert(t, in, there, ConvertOptions{})
		convert(t, there, back, ConvertOptions{})
		table := openFile(t, back)
		for i, want := range rows {
			rec, err := table.Next()
			if err != nil {
				rt.Fatal(err)
			}
			for j := range want {
				got, _ := notation.Point.Number(rec.Cells[j])
				if w, _ := notation.Point.Number(fmt.Appendf(nil, "%v", want[j])); got != w && !(math.IsNaN(got) && math.IsNaN(w)) {
					rt.Errorf("row %d: got %v, want %v", i, got, w)
				}
			}
		}
	})
}

// A public log keeps its rows, numbers and times on the way.
func TestConvertRealThroughMCAP(t *testing.T) {
	in := filepath.Join(realData(t), "skab", "valve1", "2.csv")
	dir := t.TempDir()
	straight, there, back := filepath.Join(dir, "a.csv"), filepath.Join(dir, "b.mcap"), filepath.Join(dir, "c.csv")
	for _, step := range [][2]string{{in, straight}, {in, there}, {there, back}} {
		if r := convert(t, step[0], step[1], ConvertOptions{}); r.Rows != 1075 || r.BadRows != 0 {
			t.Fatalf("%v: %+v", step, r)
		}
	}
	if unpack(t, back) != unpack(t, straight) {
		t.Error("the files differ")
	}
	part := filepath.Join(dir, "d.csv")
	if r := convert(t, there, part, ConvertOptions{Rows: RowRange{100, 107}}); r.Rows != 7 {
		t.Errorf("got %+v, want 7 rows", r)
	}
	lines := strings.SplitAfter(unpack(t, straight), "\n")
	if got, want := unpack(t, part), lines[0]+strings.Join(lines[101:108], ""); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	e, err := Measure(Opener(there, timed(rigOf(1, "Pressure"), "datetime")), RowRange{}, 0)
	from, to := e.From.Format(time.RFC3339), e.To.Format(time.RFC3339)
	if err != nil || e.Rows != 1075 || from != "2020-03-09T10:54:34Z" || to != "2020-03-09T11:14:33Z" {
		t.Errorf("%+v, %v", e, err)
	}
}
