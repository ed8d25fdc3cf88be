package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"rigscope/replay/mcap"
	"rigscope/sources/synth"
)

// A drill on the demo rig: it says so from its first frame on, names the
// sensor that was broken, and keeps the mark when it is over.
func TestDrillOnTheDemo(t *testing.T) {
	s := newSession(t, "demo", "--speed", "8")
	s.shows("14 of 14 sensors agree")
	s.types("i")
	s.shows("FAULT DRILL")
	s.types("\r")
	s.shows(`DEMO 8×  DRILL`)
	s.shows(`▲ DRILL FAULT +Voltage reads \d`)
	s.shows(`DRILL 1 bias \+3 σ`)
	s.shows(`over +found after`)
	s.types("E")
	s.shows(`Voltage +DRILL 1: \w+ +\+`)
	s.types("\x1b")
	s.shows("MEASURED")
	s.types("D")
	s.shows(`put in +bias \+3 σ on Voltage, for 10 s\s`)
	s.shows(`sensor +right: Voltage`)
	s.shows(`kind +(right|wrong)`) // on a steady voltage a bias and a gain look alike
	s.ends("q")
}

// A live run with drills is recorded as the rig said it: the bytes are those
// of the cable, a replay knows nothing of drills, and with their labels the
// verdicts of the live run are found again to the byte.
func TestRecordingOfARunWithDrills(t *testing.T) {
	model, record, w := fastModel(t), filepath.Join(t.TempDir(), "run.mcap"), newWire(t, "dev")
	chs, frames := synth.Rig().Channels, fastFrames(3000)
	stop, still := make(chan struct{}), make(chan struct{})
	var said strings.Builder
	s := newSession(t, "live", "--model", model, "--port", w.name+"@115200", "--record", record)
	go func() { // ends with stop
		defer close(still)
		tick := time.NewTicker(time.Second / fastRate)
		defer tick.Stop()
		for _, f := range frames {
			select {
			case <-stop:
				return
			case <-tick.C:
				line := labelled(chs, f.V) + "\r\n"
				said.WriteString(line)
				w.say(line)
			}
		}
	}()
	s.shows("(?s)MEASURED.*log ")
	time.Sleep(500 * time.Millisecond)                                                  // a window and some
	for i, keys := range []string{"1i\r", "2i\x1b[B\x1b[C\x1b[B\x1b[B\x1b[C\x1b[C\r"} { // a bias to its end, a longer drift that is stopped
		s.types(keys)
		s.shows(fmt.Sprintf(`DRILL %d `, i+1)) // LIVE DRILL may be the one before
		if i == 1 {
			s.shows(`i x stop drill`) // before, x does nothing
			s.types("x")
			s.shows(`drill 2 ends with the next frame`)
			time.Sleep(200 * time.Millisecond) // it has come
			break
		}
		s.shows(`DRILL 1 .* over`)
	}
	close(stop)
	<-still
	s.does("q", "The recording ends with this screen")
	talk := s.ends("q")
	if !strings.Contains(talk, "; 2 drills were run") {
		t.Errorf("the end says %q", talk)
	}

	rec, err := mcap.OpenRecording(record)
	if err != nil {
		t.Fatal(err)
	}
	defer rec.Close()
	if heard := rawBytes(t, rec); len(heard) < 10000 || !strings.Contains(said.String(), heard) {
		t.Errorf("%d bytes in the recording are not what the cable said", len(heard))
	}
	var labels []string
	err = rec.Labels(func(n mcap.Note) error { labels = append(labels, n.Text); return nil })
	if err != nil || len(labels) != 4 || !strings.Contains(labels[3], `"kind":"drift"`) || !strings.Contains(labels[3], `"cut":"stopped"`) {
		t.Errorf("labels %q, %v", labels, err)
	}
	r := rigscope(t, "replay", record, "--model", model, "--verify")
	if r.code != 0 || !regexp.MustCompile(`^the same: \d+ verdicts, [1-9]\d* of them of what drills put in \(2 run\), not of the rig\n$`).MatchString(r.out) {
		t.Errorf("verify ended with %d: %s%s", r.code, r.out, r.err)
	}
	if r = rigscope(t, "replay", record, "--model", model, "--json"); r.code != 0 || strings.Contains(r.out, `"drill"`) {
		t.Errorf("the replay ended with %d and knows of drills", r.code)
	}
}

// rawBytes are all that the only port said.
func rawBytes(t *testing.T, rec *mcap.Recording) string {
	t.Helper()
	chunks, err := rec.Chunks()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for {
		c, err := chunks.Next(t.Context())
		switch {
		case errors.Is(err, io.EOF):
			return out.String()
		case err != nil:
			t.Fatal(err)
		}
		out.Write(c.Data)
	}
}
