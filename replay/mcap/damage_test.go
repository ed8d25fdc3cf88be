package mcap

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"reflect"
	"testing"
	"time"

	fox "github.com/foxglove/mcap/go/mcap"

	"rigscope/sources"
)

// small makes a file of several chunks and says what is in it.
func small(t testing.TB) (file []byte, want []sources.Chunk) {
	t.Helper()
	e, err := newEncoder(testInfo())
	if err != nil {
		t.Fatal(err)
	}
	r := new(Recorder)
	r.begin(testInfo().Ports)
	for i := range 12 {
		c := sources.Chunk{Port: i % 2, T: began.Add(time.Duration(i) * time.Second), Data: fmt.Appendf(nil, "%d,%d\n", i, i*i)}
		if i%5 == 0 {
			c = sources.Chunk{Port: i % 2, Kind: sources.Opened, T: c.T, Note: "ttyUSB0"}
		}
		want = append(want, c)
		r.Chunk(c)
		r.Row(i%2, i, c.T, c.T, []string{"a"}, []float64{float64(i)})
		if i%3 == 2 {
			if err := e.batch(r.queue.take(true)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := e.end(ending{"sha256:1", r.chunks, 0}); err != nil {
		t.Fatal(err)
	}
	return e.out.Bytes(), want
}

// from opens a file in memory.
func from(file []byte) (*Recording, error) {
	r := &Recording{file: bytes.NewReader(file), Closer: io.NopCloser(nil), name: "x.mcap", size: int64(len(file))}
	return r, r.open()
}

// opcodes says what is in a file, where.
func opcodes(t testing.TB, file []byte) (ops []fox.OpCode, at []int64) {
	t.Helper()
	in := newRecords(bytes.NewReader(file), magicSize, int64(len(file)))
	for {
		from := in.at
		op, _, err := in.next(func(fox.OpCode, uint64) bool { return false })
		if err != nil {
			return ops, at
		}
		ops, at = append(ops, op), append(at, from)
	}
}

// Wherever a file is cut, all chunks of the file that are whole are read, in
// order, and there is no other error.
func TestCutAtEveryByte(t *testing.T) {
	file, want := small(t)
	ops, at := opcodes(t, file)
	for n := range len(file) {
		whole := 0 // messages in whole chunks
		for i, op := range ops {
			if op == fox.OpChunk && at[i+1] <= int64(n) {
				whole += 3
			}
		}
		r, err := from(file[:n])
		if n < magicSize {
			if err != ErrMagic {
				t.Fatalf("cut at %d: got %v", n, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("cut at %d: %v", n, err)
		}
		got, bad := readChunks(t, r)
		if len(bad) > 0 || len(got) != whole || whole > 0 && !reflect.DeepEqual(got, want[:whole]) {
			t.Fatalf("cut at %d: got %d of %d chunks, %q", n, len(got), whole, bad)
		}
		if info := r.Info(); info.Closed || info.Cut < 0 || info.Cut > 1000 {
			t.Fatalf("cut at %d: %+v", n, info)
		}
	}
}

// Any byte of the file may be wrong: no panic, and whatever is read was
// written, in order.
func TestEveryByteDamaged(t *testing.T) {
	file, want := small(t)
	known := map[string]int{}
	for i, c := range want {
		known[fmt.Sprint(c)] = i
	}
	wrong := 0
	for n := magicSize; n < len(file); n++ {
		file[n] ^= 0x15
		r, err := from(file)
		if err != nil {
			t.Fatalf("byte %d: %v", n, err)
		}
		got, _ := readChunks(t, r)
		last := -1
		for _, c := range got {
			i, ok := known[fmt.Sprint(c)]
			if !ok || i <= last {
				wrong++
				t.Logf("byte %d: chunk %v was never written", n, c)
			}
			last = i
		}
		file[n] ^= 0x15
	}
	if wrong > 0 {
		t.Errorf("%d wrong chunks", wrong)
	}
}

// A chunk with a wrong checksum takes its three messages with it, and says
// so; the others are read although the first chunk first named the topics.
func TestDamagedChunk(t *testing.T) {
	file, want := small(t)
	ops, at := opcodes(t, file)
	for i, op := range ops {
		if op != fox.OpChunk {
			continue
		}
		bad := bytes.Clone(file)
		binary.LittleEndian.PutUint32(bad[at[i]+recordHeader+24:], 1)
		r, err := from(bad)
		if err != nil {
			t.Fatal(err)
		}
		got, errs := readChunks(t, r)
		first := bytes.Count(opsBefore(ops[:i]), []byte{byte(fox.OpChunk)}) * 3
		rest := append(append([]sources.Chunk{}, want[:first]...), want[first+3:]...)
		if !reflect.DeepEqual(got, rest) {
			t.Errorf("got %v\nwant %v", got, rest)
		}
		hole := "at " + began.Add(time.Duration(first+3)*time.Second).Format(time.RFC3339Nano) + ": 3 chunks are missing before this one"
		if first == 9 {
			hole = "at the end: 3 chunks are missing"
		}
		wantErrs := []string{fmt.Sprintf("the chunk at byte %d: its checksum does not fit", at[i]), hole}
		if !reflect.DeepEqual(errs, wantErrs) {
			t.Errorf("got %q\nwant %q", errs, wantErrs)
		}
	}
}

func opsBefore(ops []fox.OpCode) []byte {
	b := make([]byte, len(ops))
	for i, op := range ops {
		b[i] = byte(op)
	}
	return b
}

// others are files as other writers make them: without chunks, or packed in
// other ways.
func others(t testing.TB) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for name, opt := range map[string]fox.WriterOptions{
		"no chunks":   {},
		"plain":       {Chunked: true},
		"lz4":         {Chunked: true, Compression: fox.CompressionLZ4, IncludeCRC: true},
		"zstd":        {Chunked: true, Compression: fox.CompressionZSTD, IncludeCRC: true},
		"no indexes":  {SkipMessageIndexing: true, SkipChunkIndex: true, SkipStatistics: true},
		"small chunk": {Chunked: true, ChunkSize: 1},
	} {
		var b bytes.Buffer
		w, err := fox.NewWriter(&b, &opt)
		if err != nil {
			t.Fatal(err)
		}
		info := RunInfo{Ports: []string{"p"}}
		err = errors.Join(w.WriteHeader(&fox.Header{}), w.WriteMetadata(&fox.Metadata{Name: startName, Metadata: info.metadata()}),
			w.WriteChannel(&fox.Channel{ID: 9, Topic: "/raw/p", MessageEncoding: encodingRaw, Metadata: map[string]string{keyPort: "0"}}),
			w.WriteMessage(&fox.Message{ChannelID: 9, LogTime: 5, Data: []byte("first")}),
			w.WriteMessage(&fox.Message{ChannelID: 9, Sequence: 1, LogTime: 6, Data: []byte("second")}), w.Close())
		if err != nil {
			t.Fatal(err)
		}
		files[name] = b.Bytes()
	}
	return files
}

func TestOtherPackings(t *testing.T) {
	for name, file := range others(t) {
		r, err := from(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, bad := readChunks(t, r)
		if len(got) != 2 || string(got[0].Data) != "first" || string(got[1].Data) != "second" || len(bad) > 0 {
			t.Errorf("%s: got %v, %q", name, got, bad)
		}
	}
}

func FuzzRecording(f *testing.F) {
	file, _ := small(f)
	f.Add(file)
	f.Add(file[:len(file)/2])
	for _, file := range others(f) {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := from(file)
		if err != nil {
			return
		}
		readChunks(t, r)
		if err := r.Verdicts(func([]byte) error { return nil }); err != nil {
			t.Log(err)
		}
	})
}
