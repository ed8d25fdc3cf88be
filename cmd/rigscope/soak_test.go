package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"rigscope/replay/mcap"
	"rigscope/sources"
)

// A fast rig: 24 channels at 1 kHz over one port.
const (
	soakChannels = 24
	soakRate     = 1000 // [Hz]
)

// soakTime is how long the fast rig runs: RIGSCOPE_SOAK=60s runs the long
// form, which trains a model first.
func soakTime(t *testing.T) (d time.Duration, long bool) {
	text := os.Getenv("RIGSCOPE_SOAK")
	if text == "" {
		return 4 * time.Second, false
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d, true
}

func soakProfile(port string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "name = \"soak\"\nrate = %d\nwindow = 128\n", soakRate)
	for m := range 3 {
		fmt.Fprintf(&b, "[[modality]]\nname = \"m%d\"\nchannels = [", m)
		for c := range soakChannels / 3 {
			fmt.Fprintf(&b, "{ name = \"c%d\" }, ", m*soakChannels/3+c)
		}
		b.WriteString("]\n")
	}
	if port != "" {
		fmt.Fprintf(&b, "[[source]]\nport = %q\nbaud = 4000000\nformat = \"csv\"\n", port)
	}
	return b.String()
}

// soakRow is row i of the fast rig: three motions that all channels share.
func soakRow(i int, rng *rand.Rand) string {
	var b strings.Builder
	for c := range soakChannels {
		t, x := float64(i)/soakRate, 0.0
		for k := range 3 {
			x += math.Sin(2*math.Pi*t*float64(3+5*k)+float64(k)) * math.Cos(float64(c*(k+1)))
		}
		if c > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%.4f", x+.05*rng.NormFloat64())
	}
	return b.String() + "\n"
}

func soakHeader() string {
	var names []string
	for c := range soakChannels {
		names = append(names, fmt.Sprintf("c%d", c))
	}
	return strings.Join(names, ",") + "\n"
}

// soakModel is trained on 20 s of the fast rig.
func soakModel(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	log, rig, model := filepath.Join(dir, "log.csv"), filepath.Join(dir, "rig.toml"), filepath.Join(dir, "soak.onnx")
	var b strings.Builder
	b.WriteString(soakHeader())
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range 20 * soakRate {
		b.WriteString(soakRow(i, rng))
	}
	os.WriteFile(log, []byte(b.String()), 0o644)
	os.WriteFile(rig, []byte(soakProfile("")), 0o644)
	if r := rigscope(t, "train", log, "--rig", rig, "-o", model, "--epochs", "1"); r.code != 0 {
		t.Fatalf("train ended with %d: %s", r.code, r.err)
	}
	return model
}

// program is the command line as a process of its own: this very binary, or
// for figures one that is built as for users.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	bin := os.Args[0]
	if _, long := soakTime(t); long {
		bin = filepath.Join(t.TempDir(), "rigscope")
		if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	cmd := exec.Command(bin, args...)
	cmd.Env = append(os.Environ(), asProgram+"=1", "TERM=xterm-256color", "LANG=C.UTF-8")
	return cmd
}

// soak feeds the wire at the rig's pace and says when each row was written.
func soak(ctx context.Context, w *wire, d time.Duration) (bytes int64, written []time.Time) {
	rng := rand.New(rand.NewPCG(2, 2))
	head := soakHeader()
	w.say(head)
	bytes = int64(len(head))
	begin := time.Now()
	for i := 0; time.Since(begin) < d && ctx.Err() == nil; i++ {
		time.Sleep(time.Until(begin.Add(time.Duration(i) * time.Second / soakRate)))
		row := soakRow(i, rng)
		w.say(row)
		bytes += int64(len(row))
		written = append(written, time.Now())
	}
	return bytes, written
}

// cpu is the share of one core that a process has used since it began.
func cpu(p *os.ProcessState, wall time.Duration) float64 {
	return float64(p.UserTime()+p.SystemTime()) / float64(wall)
}

// A screen that nobody reads stalls nothing: every byte of 24 channels at
// 1 kHz is in the recording.
func TestStalledScreenLosesNothing(t *testing.T) {
	d, long := soakTime(t)
	w, dir := newWire(t, "fast"), t.TempDir()
	rig, record := filepath.Join(dir, "rig.toml"), filepath.Join(dir, "soak.mcap")
	if err := os.WriteFile(rig, []byte(soakProfile(w.name)), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"live", "--rig", rig, "--record", record}
	if long {
		args = append(args, "--model", soakModel(t))
	}
	cmd := program(t, args...)
	begin := time.Now()
	screen, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 50, Cols: 200})
	if err != nil {
		t.Fatal(err)
	}
	waitOpen(t, record)
	sent, rows := soak(t.Context(), w, d)
	time.Sleep(300 * time.Millisecond) // the last bytes are on their way
	wall := time.Since(begin)
	go io.Copy(io.Discard, screen) // now somebody looks, so that it can end
	cmd.Process.Signal(syscall.SIGTERM)
	cmd.Wait()
	if got := recordedBytes(t, record); got != sent {
		t.Errorf("%d of %d bytes of %d rows are in the recording", got, sent, len(rows))
	}
	t.Logf("%d rows, %.1f kB/s, %.0f %% of a core", len(rows), float64(sent)/d.Seconds()/1e3, 100*cpu(cmd.ProcessState, wall))
}

// waitOpen waits until the recording knows that the port is open.
func waitOpen(t *testing.T, record string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		found := false
		eachChunk(record, func(c sources.Chunk) { found = found || c.Kind == sources.Opened })
		if found {
			return
		}
	}
	t.Fatal("the port was not opened")
}

func recordedBytes(t *testing.T, record string) (n int64) {
	t.Helper()
	if err := eachChunk(record, func(c sources.Chunk) { n += int64(len(c.Data)) }); err != nil {
		t.Fatal(err)
	}
	return n
}

func eachChunk(record string, give func(sources.Chunk)) error {
	rec, err := mcap.OpenRecording(record)
	if err != nil {
		return err
	}
	defer rec.Close()
	chunks, err := rec.Chunks()
	if err != nil {
		return err
	}
	for {
		c, err := chunks.Next(context.Background())
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		give(c)
	}
}
