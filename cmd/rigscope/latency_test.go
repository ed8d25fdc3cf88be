package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"rigscope/inference"
	"rigscope/sensor"
	"rigscope/sources/decode"
)

// TestLatency measures from the last byte of a row to its verdict on
// standard output, and in the same run the least there can be: read, decode
// and one Infer, in one loop. Only the long form does.
func TestLatency(t *testing.T) {
	d, long := soakTime(t)
	if !long {
		t.Skip("takes two minutes: RIGSCOPE_SOAK=60s go test ./cmd/rigscope -run Latency -v")
	}
	model := soakModel(t)
	t.Run("live", func(t *testing.T) { liveLatency(t, model, d) })
	t.Run("bare", func(t *testing.T) { bareLatency(t, model, d) })
}

func liveLatency(t *testing.T, model string, d time.Duration) {
	w, rig := newWire(t, "fast"), filepath.Join(t.TempDir(), "rig.toml")
	os.WriteFile(rig, []byte(soakProfile(w.name)), 0o644)
	cmd := program(t, "live", "--rig", rig, "--model", model, "--json")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := make(chan map[int]time.Time, 1)
	go func() { said <- rowsSaid(out) }() // ends with the program
	time.Sleep(time.Second)
	_, written := soak(t.Context(), w, d)
	time.Sleep(200 * time.Millisecond)
	wall := time.Since(begin)
	cmd.Process.Signal(os.Interrupt)
	rows := <-said
	cmd.Wait()
	logLatencies(t, rows, written)
	t.Logf("%.0f %% of a core", 100*cpu(cmd.ProcessState, wall))
}

// bareLatency has nothing between the port and the network: no clock, no
// merging, no judge, no line to write.
func bareLatency(t *testing.T, file string, d time.Duration) {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m, err := engine(b)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	w := newWire(t, "fast")
	port, err := os.Open(w.name)
	if err != nil {
		t.Fatal(err)
	}
	defer port.Close()
	said := make(chan map[int]time.Time, 1)
	go func() { said <- rowsInferred(t, port, m) }() // ends with the pulled cable
	_, written := soak(t.Context(), w, d)
	time.Sleep(200 * time.Millisecond)
	w.pull()
	logLatencies(t, <-said, written)
}

// rowsInferred is when Infer was done with the window that ends with each row.
func rowsInferred(t *testing.T, port io.Reader, m inference.Model) map[int]time.Time {
	spec := m.Spec()
	d, err := decode.New("csv", decode.Options{})
	if err != nil {
		t.Error(err)
	}
	slider := sensor.NewSlider(spec.Rig, spec.Rig.Window, spec.Hop)
	masks, out := [][]bool{make([]bool, soakChannels)}, make([]inference.Output, 1)
	rows, row, buf := map[int]time.Time{}, 0, make([]byte, 16<<10)
	infer := func(r *decode.Record) {
		f := sensor.Frame{T: time.Unix(0, 0).Add(spec.Rig.Grid(row)), Row: row, V: make([]float64, soakChannels)}
		for c := range min(soakChannels, len(r.Fields)) {
			f.V[c] = r.Fields[c].V
		}
		if w, ok := slider.Push(f); ok {
			if err := m.Infer([]sensor.Window{w}, masks, out); err != nil {
				t.Error(err)
			}
			rows[row] = time.Now()
		}
		row++
	}
	for {
		n, err := port.Read(buf)
		d.Push(buf[:n], time.Time{}, infer)
		if err != nil {
			return rows
		}
	}
}

// logLatencies prints how long rows took from their last byte.
func logLatencies(t *testing.T, rows map[int]time.Time, written []time.Time) {
	var ms []float64
	for row, at := range rows {
		if row < len(written) && row > soakRate { // the first second warms up
			ms = append(ms, at.Sub(written[row]).Seconds()*1e3)
		}
	}
	slices.Sort(ms)
	if len(ms) < 100 {
		t.Fatalf("%d verdicts", len(ms))
	}
	t.Logf("%d verdicts: p50 %.2f ms, p99 %.2f ms, most %.1f ms", len(ms), ms[len(ms)/2], ms[len(ms)*99/100], ms[len(ms)-1])
}

// rowsSaid is when the verdict with each row came.
func rowsSaid(out io.Reader) map[int]time.Time {
	rows := map[int]time.Time{}
	in := bufio.NewReaderSize(out, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return rows
		}
		var v struct {
			Row *int   `json:"row"`
			T   string `json:"t"`
		}
		if bytes.HasPrefix(line, []byte(`{"v":1,"t"`)) && json.Unmarshal(line, &v) == nil && v.Row != nil {
			rows[*v.Row] = time.Now()
		}
	}
}
