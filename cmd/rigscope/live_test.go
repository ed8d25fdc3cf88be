package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"rigscope/replay/mcap"
	"rigscope/sources/synth"
)

// startLive runs live in this process; the channel gives how it ended.
func startLive(ctx context.Context, args ...string) (done chan ran) {
	done = make(chan ran, 1)
	go func() {
		null, _ := os.Open(os.DevNull)
		defer null.Close()
		var out, talk bytes.Buffer
		code := run(ctx, append([]string{"live"}, args...), streams{null, &out, &talk})
		done <- ran{code, out.String(), talk.String()}
	}()
	return done
}

// Two ports of other formats with a gap, garbage, a pulled cable and a board
// that starts again: the replay of the recording gives the verdicts of the
// live run, to the byte.
func TestLiveEqualsItsReplay(t *testing.T) {
	model, record := fastModel(t), filepath.Join(t.TempDir(), "run.mcap")
	chs, frames := synth.Rig().Channels, fastFrames(900)
	a, b := newWire(t, "a"), newWire(t, "b")
	done := startLive(t.Context(), "--model", model, "--port", a.name+"@115200", "--port", b.name+"@115200", "--json", "--for", "11s", "--record", record)
	pace(900, func(i int) {
		v := frames[i].V
		switch {
		case i == 500:
			a.pull()
		case i == 560:
			a.plug()
			a.say("\x00\xffrst:0x1 (POWERON)\r\nboot\r\n")
		case i >= 650 && i < 700: // a gap on both
			return
		}
		if i < 500 || i >= 560 {
			a.say(labelled(chs[:7], v[:7]) + "\r\n")
		}
		if i%100 == 0 {
			b.say(header(chs[7:]) + "\n")
		}
		if i%97 == 0 {
			b.say("\xfe\xfe garbage ,,\x01\n")
		}
		b.say(row(v[7:]) + "\n")
	})
	live := <-done
	if live.code != 0 {
		t.Fatalf("live ended with %d: %s", live.code, live.err)
	}
	if n := len(parse(t, live.out).verdicts); n < 100 {
		t.Fatalf("%d verdicts in 9 s: %s", n, live.err)
	}
	r := rigscope(t, "replay", record, "--model", model, "--verify")
	if r.code != 0 || !strings.HasPrefix(r.out, "the same: ") {
		t.Fatalf("verify ended with %d: %s%s", r.code, r.out, r.err)
	}
	r = rigscope(t, "replay", record, "--model", model, "--json")
	if got, want := digest(r.out), digest(live.out); got != want {
		t.Errorf("digest %s of the replay, %s live", got, want)
	}
	r = rigscope(t, "score", record, "--model", model, "--json", "-")
	if got, want := digest(r.out), digest(live.out); got != want {
		t.Errorf("digest %s of the score, %s live", got, want)
	}
}

var digestText = regexp.MustCompile(`"digest":"([^"]+)"`)

func digest(out string) string {
	if m := digestText.FindStringSubmatch(out); m != nil {
		return m[1]
	}
	return "none"
}

// A log with the device's own time gives over a cable, as fast as it goes,
// the verdicts that score gives for the file.
func TestLiveEqualsScoreOfTheSameLog(t *testing.T) {
	log, err := os.ReadFile(in(t, "incident.csv"))
	if err != nil {
		t.Fatal(err)
	}
	model, w, rig := trainedModel(t), newWire(t, "dev"), filepath.Join(t.TempDir(), "rig.toml")
	text := pumpProfile() + fmt.Sprintf("[[source]]\nport = %q\nbaud = 921600\nformat = \"csv\"\n", w.name)
	if err := os.WriteFile(rig, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	done := startLive(t.Context(), "--rig", rig, "--model", model, "--json", "--for", "6s")
	go func() { // ends with the log, which live reads to its end
		w.heard()
		for _, l := range strings.SplitAfter(string(log), "\n") {
			w.say(l)
		}
	}()
	live := <-done
	want := rigscope(t, "score", in(t, "incident.csv"), "--model", model, "--json", "-")
	if live.code != 0 {
		t.Fatalf("live ended with %d: %s", live.code, live.err)
	}
	got, whole := verdictLines(live.out), verdictLines(want.out)
	whole = whole[:len(whole)-1] // at the end of a file the rest is judged; a port may go on
	if len(got) < len(whole) || !slices.Equal(got[:len(whole)], whole) {
		t.Errorf("%d verdicts live, %d of the score, not the same; %s", len(got), len(whole), live.err)
	}
}

func verdictLines(out string) []string {
	return slices.DeleteFunc(strings.Split(out, "\n"), func(l string) bool { return !strings.HasPrefix(l, `{"v":1,"t":`) })
}

// A recording whose verdicts are not those of its bytes is found out.
func TestVerifyFindsADifference(t *testing.T) {
	model, w, dir := fastModel(t), newWire(t, "a"), t.TempDir()
	made, forged := filepath.Join(dir, "made.mcap"), filepath.Join(dir, "forged.mcap")
	done := startLive(t.Context(), "--model", model, "--port", w.name+"@115200", "--json", "--for", "5s", "--record", made)
	chs, frames := synth.Rig().Channels, fastFrames(400)
	pace(400, func(i int) { w.say(labelled(chs, frames[i].V) + "\n") })
	if live := <-done; live.code != 0 {
		t.Fatalf("live ended with %d: %s", live.code, live.err)
	}
	forge(t, made, forged)
	if r := rigscope(t, "replay", made, "--model", model, "--verify"); r.code != 0 {
		t.Errorf("the true one ended with %d: %s", r.code, r.err)
	}
	r := rigscope(t, "replay", forged, "--model", model, "--verify")
	if r.code != exitFault || !strings.HasPrefix(r.err, "verdict 3 differs\n") {
		t.Errorf("the forged one ended with %d: %s", r.code, r.err)
	}
}

// forge copies a recording with another third verdict.
func forge(t *testing.T, from, to string) {
	t.Helper()
	rec, err := mcap.OpenRecording(from)
	if err != nil {
		t.Fatal(err)
	}
	defer rec.Close()
	out, err := mcap.NewRecorder(to, rec.Info().RunInfo)
	if err != nil {
		t.Fatal(err)
	}
	chunks, err := rec.Chunks()
	if err != nil {
		t.Fatal(err)
	}
	for c, err := chunks.Next(t.Context()); err == nil; c, err = chunks.Next(t.Context()) {
		out.Chunk(c)
	}
	n := 0
	err = rec.Verdicts(func(line []byte) error {
		if n++; n == 3 {
			line = bytes.Replace(line, []byte(`"state":"`), []byte(`"state":"not `), 1)
		}
		out.Verdict(time.Time{}, line)
		return nil
	})
	out.Finish("")
	if err := errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
}

// A port that is opened behind its header gives the rig its channels in the
// rig's order, and says so.
func TestLiveTakesTheRigsOrderBehindTheHeader(t *testing.T) {
	model, w := fastModel(t), newWire(t, "dev")
	frames := fastFrames(250)
	done := startLive(t.Context(), "--model", model, "--port", w.name+"@115200", "--json", "--for", "1s")
	pace(250, func(i int) { w.say(row(frames[i].V) + "\n") })
	live := <-done
	if live.code != 0 {
		t.Fatalf("live ended with %d: %s", live.code, live.err)
	}
	if n := len(parse(t, live.out).verdicts); n < 2 {
		t.Errorf("%d verdicts: %s", n, live.err)
	}
	if got := strings.Count(live.err, "no header line seen: columns taken in the rig's order"); got != 2 {
		t.Errorf("it was told %d times, want when listening and when reading:\n%s", got, live.err)
	}
}
