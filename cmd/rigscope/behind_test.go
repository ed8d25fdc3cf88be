package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"rigscope/sensor/profile"
	"rigscope/sources/synth"
)

// A program that falls behind so far that its queue is full leaves data out.
// The recording has it, and still gives the verdicts of the live run.
func TestLiveEqualsItsReplayAfterFallingBehind(t *testing.T) {
	w, record, model := newWire(t, "dev"), filepath.Join(t.TempDir(), "run.mcap"), fastModel(t)
	m, err := openModel(model)
	if err != nil {
		t.Fatal(err)
	}
	defer m.close()
	var out, talk bytes.Buffer
	a := &app{streams: streams{nil, &out, &talk}}
	p := profile.Profile{Rig: m.Spec().Rig, Sources: []profile.Source{{Name: "dev", Port: w.name, Baud: 115200, Format: "label"}}}
	r, err := a.startRig(p, m, starting{record: record})
	if err != nil {
		t.Fatal(err)
	}
	r.feed.SetLimit(16 << 10)
	chs, frames := synth.Rig().Channels, fastFrames(600)
	done := make(chan error, 1)
	pace(600, func(i int) {
		if i == 200 { // up to here nobody has read
			go func() { done <- a.printLive(t.Context(), r) }()
		}
		w.say(labelled(chs, frames[i].V) + "\r\n")
	})
	hidden := r.feed.State()[0].Unseen
	r.feed.Stop()
	if err := joinFirst(<-done, r.close()); err != nil {
		t.Fatal(err)
	}
	if n := len(parse(t, out.String()).verdicts); hidden == 0 || n < 30 {
		t.Fatalf("%d bytes were hidden and %d verdicts given, want some: %s", hidden, n, talk.String())
	}
	v := rigscope(t, "replay", record, "--model", model, "--verify")
	if v.code != 0 || !strings.HasPrefix(v.out, "the same: ") {
		t.Errorf("verify ended with %d: %s%s", v.code, v.out, v.err)
	}
	s := rigscope(t, "score", record, "--model", model, "--json", "-")
	if got, want := digest(s.out), digest(out.String()); got != want {
		t.Errorf("digest %s of the score, %s live", got, want)
	}
}
