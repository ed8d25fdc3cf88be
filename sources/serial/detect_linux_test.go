package serial

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

func TestDetectOnAPseudoTerminal(t *testing.T) {
	c := plug(t)
	stop := make(chan bool)
	defer close(stop)
	go func() { // ends with stop
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				fmt.Fprintf(c, "temp:%d.5\n", i)
			}
		}
	}()
	begun := time.Now()
	f, err := Detect(t.Context(), c.device, DetectOptions{Options: Options{LockDir: t.TempDir()}})
	if err != nil {
		t.Fatal(err)
	}
	if !f.Sure || !f.Pseudo || len(f.Candidates) != 1 || f.Candidates[0].Baud != 0 || !strings.HasPrefix(f.Note, "label (") {
		t.Errorf("got %+v", f)
	}
	if f.Bytes == 0 || len(f.Sample) != f.Bytes {
		t.Errorf("%d bytes, sample of %d", f.Bytes, len(f.Sample))
	}
	if took := time.Since(begun); took > time.Second {
		t.Errorf("took %v, though it was sure early", took)
	}
}

func TestDetectSilence(t *testing.T) {
	c := plug(t)
	f, err := Detect(t.Context(), c.device, DetectOptions{Within: 200 * time.Millisecond, Options: Options{LockDir: t.TempDir()}})
	if want := "silent: not a byte came in 200ms; is the sensor powered, and does its TX go to our RX?"; err != nil || f.Note != want || f.Sure {
		t.Errorf("got %+v, %v, want %q", f, err, want)
	}
}

func TestDetectEndsWithItsContext(t *testing.T) {
	c := plug(t)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := Detect(ctx, c.device, DetectOptions{Options: Options{LockDir: t.TempDir()}}); err != context.Canceled {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestDetectWhatFitsNothing(t *testing.T) {
	c := plug(t)
	send(t, c, strings.Repeat("\xff\x00noise", 40))
	f, err := Detect(t.Context(), c.device, DetectOptions{Within: 300 * time.Millisecond, Options: Options{LockDir: t.TempDir()}})
	if want := "unknown: 280 bytes came and fit no format at 1 rate"; err != nil || f.Note != want || f.Sure || len(f.Sample) != 280 {
		t.Errorf("got %q, %v, want %q", f.Note, err, want)
	}
}

// TestDetectBaud listens to a wire that is sampled as a UART does it: baud
// has no effect on a pseudo-terminal, so this one part is simulated.
func TestDetectBaud(t *testing.T) {
	t.Parallel()
	for _, baud := range []int{115200, 9600, 38400, 4800, 460800, 921600, 2400} {
		w := &wire{sent: baud, heard: DefaultBaud, begun: time.Now()}
		s := search{line: w, rank: DetectOptions{}.ranking(), within: 3 * time.Second}
		begun := time.Now()
		if err := s.run(t.Context(), Rates()); err != nil {
			t.Fatal(err)
		}
		f := s.finding(Info{Device: "wire"})
		if !f.Sure || f.Candidates[0].Baud != baud || !strings.HasPrefix(f.Note, fmt.Sprint(baud, " baud, label (")) {
			t.Errorf("%d baud: got %q, %+v", baud, f.Note, f.Tries)
		}
		t.Logf("%d baud found in %v", baud, time.Since(begun).Round(time.Millisecond))
	}
}

// TestDetectIsNeverSureOfNoise: a rate that is not tried is not guessed.
func TestDetectIsNeverSureOfNoise(t *testing.T) {
	t.Parallel()
	for _, baud := range []int{31250, 150000} {
		w := &wire{sent: baud, heard: DefaultBaud, begun: time.Now()}
		s := search{line: w, rank: DetectOptions{}.ranking(), within: time.Second}
		if err := s.run(t.Context(), Rates()); err != nil {
			t.Fatal(err)
		}
		if f := s.finding(Info{Device: "wire"}); f.Sure || f.Bytes == 0 {
			t.Errorf("%d baud: got %q, %+v", baud, f.Note, f.Candidates)
		}
	}
}

// TestDetectSeldom: a few lines are enough for a guess, not to be sure.
func TestDetectSeldom(t *testing.T) {
	t.Parallel()
	w := &wire{sent: DefaultBaud, heard: DefaultBaud, begun: time.Now(), every: 600 * time.Millisecond}
	s := search{line: w, rank: DetectOptions{}.ranking(), within: 2 * time.Second}
	if err := s.run(t.Context(), Rates()); err != nil {
		t.Fatal(err)
	}
	f := s.finding(Info{Device: "wire"})
	start, end := "perhaps 115200 baud, label (", "; it speaks seldom, and nothing was heard at 12 rates: look longer"
	if !strings.HasPrefix(f.Note, start) || !strings.HasSuffix(f.Note, end) || f.Sure {
		t.Errorf("got %q, want %s...%s", f.Note, start, end)
	}
}

// wire sends "temp:N.5\n" at one rate and is heard at another.
type wire struct {
	sent, heard int           // [Bd]
	every       time.Duration // between lines; 0: a pause of 15 bits
	begun       time.Time
	bits        []bool // as they are on the wire, at the rate sent
	at          float64
	lines       int
	framing     int64
}

func (w *wire) SetBaud(baud int) error {
	w.fill()
	w.heard, w.at = baud, float64(len(w.bits)) // what came before is thrown away
	return nil
}

func (w *wire) Counters() (Counters, bool) { return Counters{Framing: w.framing}, true }

// Read gives what came in the next few milliseconds.
func (w *wire) Read(b []byte) (int, error) {
	time.Sleep(5 * time.Millisecond)
	w.fill()
	n := 0
	for n < len(b) {
		c, ok := w.receive()
		if !ok {
			break
		}
		b[n] = c
		n++
	}
	return n, nil
}

// fill puts on the wire what was sent until now.
func (w *wire) fill() {
	for now := int(time.Since(w.begun).Seconds() * float64(w.sent)); len(w.bits) < now; {
		if w.every > 0 {
			idle := w.lines*int(w.every.Seconds()*float64(w.sent)) + 100 - len(w.bits)
			for range max(0, min(idle, now-len(w.bits))) {
				w.bits = append(w.bits, true)
			}
			if len(w.bits) >= now {
				return
			}
		}
		for _, c := range fmt.Appendf(nil, "temp:%d.5\n", 20+w.lines%10) {
			w.send(c)
		}
		for range 15 { // without a pause, who starts to listen within a byte may never find its edge
			w.bits = append(w.bits, true)
		}
		w.lines++
	}
}

func (w *wire) send(c byte) {
	w.bits = append(w.bits, false)
	for i := range 8 {
		w.bits = append(w.bits, c>>i&1 == 1)
	}
	w.bits = append(w.bits, true)
}

// receive waits for a falling edge and samples in the middle of each bit.
func (w *wire) receive() (byte, bool) {
	width := float64(w.sent) / float64(w.heard) // of a bit, in bits of the sender
	for int(w.at) < len(w.bits) && w.high(w.at) {
		w.at++
	}
	start := math.Floor(w.at)
	if start+10*width >= float64(len(w.bits)) {
		return 0, false
	}
	var c byte
	for i := range 8 {
		if w.high(start + (1.5+float64(i))*width) {
			c |= 1 << i
		}
	}
	w.at = start + 9.5*width
	if !w.high(w.at) {
		w.framing++
		w.at++
	}
	return c, true
}

func (w *wire) high(at float64) bool { return int(at) >= len(w.bits) || w.bits[int(at)] }

// A cable that is pulled while one listens ends it with a sentence.
func TestDetectOnAPulledCable(t *testing.T) {
	c := plug(t)
	go func() {
		time.Sleep(100 * time.Millisecond)
		c.Close()
	}()
	_, err := Detect(t.Context(), c.device, DetectOptions{})
	if want := "read " + c.device + ": the cable was pulled, or the device restarted"; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
}
