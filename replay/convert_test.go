package replay

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const messy = "t;flow;note ;;on\n2020-01-01 00:00:00;1,50;say \"hi\";x;True\n" +
	"2020-01-01 00:00:01;-7,39E-30;a, b;NA;False\n2020-01-01 00:00:02;,5;007;+3\n2020-01-01 00:00:03;4;;\"\"\"q\"\"\";nan\n"

var conversions = []struct {
	name, in, out string
	opt           ConvertOptions
	want          string
	report        Report
}{
	{"CSV to CSV", messy, "out.csv", ConvertOptions{},
		"t,flow,note,c4,on\n2020-01-01 00:00:00,1.50,\"say \"\"hi\"\"\",x,True\n2020-01-01 00:00:01,-7.39E-30,\"a, b\",,False\n" +
			"2020-01-01 00:00:02,.5,007,+3,\n2020-01-01 00:00:03,4,,\"\"\"q\"\"\",\n",
		Report{Rows: 4, BadRows: 1, Problems: []string{"line 4: 4 cells for 5 columns: the rest is missing"}}},
	{"CSV to JSON lines", messy, "out.jsonl", ConvertOptions{},
		`{"t":"2020-01-01 00:00:00","flow":1.50,"note":"say \"hi\"","c4":"x","on":true}` + "\n" +
			`{"t":"2020-01-01 00:00:01","flow":-7.39E-30,"note":"a, b","c4":null,"on":false}` + "\n" +
			`{"t":"2020-01-01 00:00:02","flow":0.5,"note":"007","c4":3,"on":null}` + "\n" +
			`{"t":"2020-01-01 00:00:03","flow":4,"note":null,"c4":"\"q\"","on":null}` + "\n",
		Report{Rows: 4, BadRows: 1, Problems: []string{"line 4: 4 cells for 5 columns: the rest is missing"}}},
	{"rows", messy, "out.ndjson.gz", ConvertOptions{Rows: RowRange{1, 2}},
		`{"t":"2020-01-01 00:00:01","flow":-7.39E-30,"note":"a, b","c4":null,"on":false}` + "\n", Report{Rows: 1}},
	{"format told", messy, "out.txt.zst", ConvertOptions{Format: CSV, Rows: RowRange{3, 0}},
		"t,flow,note,c4,on\n2020-01-01 00:00:03,4,,\"\"\"q\"\"\",\n", Report{Rows: 1}},
	{"JSON lines to CSV", `{"a":1e3,"p":{"b":"x\ny"}}` + "\n" + `{"a":null,"p":{"b":true}}` + "\n", "out.CSV", ConvertOptions{},
		"a,p.b\n1e3,\"x\ny\"\n,true\n", Report{Rows: 2}},
	{"a lost row stays a row", "a\n1\n\x00\n3\n", "out.csv", ConvertOptions{}, "a\n1\n\"\"\n3\n",
		Report{Rows: 3, BadRows: 1, Problems: []string{"line 3: byte 0x00 is not text"}}},
	{"text that looks like a comment", `{"a":"#x","b":" y"}` + "\n", "out.csv", ConvertOptions{}, "a,b\n\"#x\",\" y\"\n", Report{Rows: 1}},
	{"control characters and Latin-1", "a,b\n\"x\ty\",caf\xe9\n", "out.jsonl", ConvertOptions{}, `{"a":"x\u0009y","b":"café"}` + "\n", Report{Rows: 1}},
}

func TestConvert(t *testing.T) {
	for _, c := range conversions {
		t.Run(c.name, func(t *testing.T) {
			in, out := filepath.Join(t.TempDir(), "in"), filepath.Join(t.TempDir(), c.out)
			if err := os.WriteFile(in, []byte(c.in), 0o600); err != nil {
				t.Fatal(err)
			}
			report, err := Convert(in, out, c.opt)
			if err != nil {
				t.Fatal(err)
			}
			if got := unpack(t, out); got != c.want || !reflect.DeepEqual(report, c.report) {
				t.Errorf("got\n%s%+v\nwant\n%s%+v", got, report, c.want, c.report)
			}
		})
	}
}

// unpack reads a file that may be compressed.
func unpack(t *testing.T, file string) string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	l := newLines(f, headBytes)
	if _, err := l.decompress(); err != nil {
		t.Fatal(err)
	}
	l.want(1 << 20)
	return string(l.buf[:l.end])
}

// To JSON lines and back to CSV is the same as straight to CSV.
func TestConvertRoundTrip(t *testing.T) {
	in := filepath.Join(realData(t), "ur3-cobotops", "ur3_block09.csv")
	dir := t.TempDir()
	straight, there, back := filepath.Join(dir, "a.csv"), filepath.Join(dir, "b.jsonl.zst"), filepath.Join(dir, "c.csv")
	for _, step := range [][2]string{{in, straight}, {in, there}, {there, back}} {
		report, err := Convert(step[0], step[1], ConvertOptions{})
		if err != nil || report.Rows != 618 || report.BadRows != 0 {
			t.Fatalf("%v: %+v, %v", step, report, err)
		}
	}
	got, want := unpack(t, back), strings.NewReplacer("True", "true", "False", "false").Replace(unpack(t, straight))
	if got != want {
		t.Error("the files differ")
	}
}

func TestConvertErrors(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in.csv")
	if err := os.WriteFile(in, []byte("a\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for out, want := range map[string]string{
		"x.xls":      "write x.xls: the name must end in .csv, .jsonl or .mcap; .gz or .zst may follow the first two",
		"x":          "write x: the name must end in .csv, .jsonl or .mcap; .gz or .zst may follow the first two",
		"x.gz":       "write x.gz: the name must end in .csv, .jsonl or .mcap; .gz or .zst may follow the first two",
		"x.mcap.zst": "write x.mcap.zst: MCAP files are packed inside: leave out .zst",
	} {
		if _, err := Convert(in, out, ConvertOptions{}); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", out, err, want)
		}
	}
	if _, err := Convert(filepath.Join(dir, "no.csv"), filepath.Join(dir, "out.csv"), ConvertOptions{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// A file that cannot be read to its end leaves the old output alone and
// nothing else behind.
func TestConvertKeepsOldFile(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.gz"), filepath.Join(dir, "out.csv")
	zipped := pack(t, benchLog(20_000))
	if err := errors.Join(os.WriteFile(in, zipped[:len(zipped)/2], 0o600), os.WriteFile(out, []byte("old"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := Convert(in, out, ConvertOptions{}); err == nil {
		t.Error("half a file was converted without an error")
	}
	if got, _ := os.ReadFile(out); string(got) != "old" {
		t.Errorf("the output is now %q", got)
	}
	if files, _ := os.ReadDir(dir); len(files) != 2 {
		t.Errorf("files left behind: %v", files)
	}
}
