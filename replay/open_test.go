package replay

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func TestOpenErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "read test: there is nothing in it"},
		{"blank", " \n\r\n\t", "read test: there is nothing in it"},
		{"BOM only", "\xef\xbb\xbf", "read test: there is nothing in it"},
		{"MCAP", "\x89MCAP0\r\n\x01", "read test: an MCAP file must be an ordinary file: save it to one first"},
		{"packed MCAP", string(pack(t, []byte("\x89MCAP0\r\n\x01"))), "read test: it is a packed MCAP file: unpack it first, its inside is packed anyway"},
		{"UTF-16", "\xff\xfea\x00", "read test: it is UTF-16 text: save it as UTF-8, or use iconv -f UTF-16 -t UTF-8"},
		{"JSON array", "[\n {\"a\":1}]", "read test: a JSON array is not JSON lines: write one object a line, as jq -c '.[]' does"},
		{"binary", "ULog\x01\x12\x35\x01\x00\n\x00\x01\n\x02", "read test: it is neither CSV nor JSON lines nor a capture in a known format: most of its first lines are not text"},
		{"no gzip", "\x1f\x8b\x08", "read test: unexpected EOF"},
		{"one endless line", string(bytes.Repeat([]byte("9"), 2*maxLine)),
			"read test: it begins with a line of more than 1 MiB or with 64 blank lines, so it is no table"},
	} {
		if _, err := readBytes([]byte(c.text)); err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

func TestOpenCompressed(t *testing.T) {
	const text, want = "a,b\n1,2\n", "a|b\n1|2\n"
	e, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, content := range [][]byte{[]byte(text), pack(t, []byte(text)), e.EncodeAll([]byte(text), nil)} {
		file := filepath.Join(t.TempDir(), "named.jsonl") // the name does not matter
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		table, err := Open(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := dump(t, table); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		table.Close()
	}
}

// pack is text as a gzip file.
func pack(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(text)
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A gzip file that was cut off gives its rows and then the reason.
func TestOpenCutOff(t *testing.T) {
	zipped := pack(t, benchLog(20_000))
	table, err := readBytes(zipped[:len(zipped)/2])
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = table.Next()
	}
	if table.rec.Row < 5000 || table.rec.Row > 15_000 {
		t.Errorf("stopped after row %d", table.rec.Row)
	}
	if got := err.Error(); !bytes.HasSuffix([]byte(got), []byte(": unexpected EOF")) {
		t.Errorf("got %s", got)
	}
}
