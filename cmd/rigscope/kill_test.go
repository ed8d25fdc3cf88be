package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"rigscope/replay/mcap"
	"rigscope/sources"
	"rigscope/sources/synth"
)

// A live run that is killed leaves a recording that lacks at most its last
// second and whose replay gives the verdicts of the run up to there.
func TestKilledLiveRunLeavesItsRecording(t *testing.T) {
	model, record, w := fastModel(t), filepath.Join(t.TempDir(), "run.mcap"), newWire(t, "dev")
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var talk bytes.Buffer
	live := exec.Command(program, "live", "--model", model, "--port", w.name+"@115200", "--json", "--record", record)
	live.Env, live.Stderr = append(os.Environ(), asProgram+"=1"), &talk
	if err := live.Start(); err != nil {
		t.Fatal(err)
	}
	const seconds = 7
	chs, frames := synth.Rig().Channels, fastFrames(seconds*fastRate)
	var said strings.Builder
	var lastSecond int // how much had been said a second before the end
	pace(seconds*fastRate, func(i int) {
		line := labelled(chs, frames[i].V) + "\r\n"
		said.WriteString(line)
		w.say(line)
		if i == (seconds-1)*fastRate {
			lastSecond = said.Len()
		}
	})
	if err := live.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := live.Wait(); err == nil || err.Error() != "signal: killed" {
		t.Fatalf("it ended with %v before it was killed: %s", err, talk.String())
	}
	heard := heardBytes(t, record)
	at := strings.Index(said.String(), heard)
	if at < 0 || heard == "" {
		t.Fatalf("%d bytes in the recording are not what was said", len(heard))
	}
	if end := at + len(heard); end < lastSecond {
		t.Errorf("the recording ends %d bytes before its last second", lastSecond-end)
	}
	r := rigscope(t, "replay", record, "--model", model, "--verify")
	same := regexp.MustCompile(`^the same: (\d+) verdicts; the recording was cut`).FindStringSubmatch(r.out)
	if r.code != 0 || same == nil {
		t.Fatalf("verify ended with %d: %s%s", r.code, r.out, r.err)
	}
	if n, _ := strconv.Atoi(same[1]); n < 30 {
		t.Errorf("%d verdicts in %d s", n, seconds)
	}
}

// heardBytes are all that the only port of a cut recording said.
func heardBytes(t *testing.T, path string) string {
	t.Helper()
	rec, err := mcap.OpenRecording(path)
	if err != nil {
		t.Fatal(err)
	}
	defer rec.Close()
	if rec.Info().Closed {
		t.Error("the recording says that it was closed")
	}
	chunks, err := rec.Chunks()
	if err != nil {
		t.Fatal(err)
	}
	var heard strings.Builder
	for c, err := chunks.Next(t.Context()); err == nil; c, err = chunks.Next(t.Context()) {
		if c.Kind == sources.Data {
			heard.Write(c.Data)
		}
	}
	return heard.String()
}

// What a run that cannot start leaves behind is no recording in the way of
// the next try.
func TestNoRecordingOfARunThatDidNotStart(t *testing.T) {
	record := filepath.Join(t.TempDir(), "run.mcap")
	rig := filepath.Join(t.TempDir(), "rig.toml")
	text := strings.Replace(pumpProfile(), "time = \"time\"\n", "", 1) + "[[source]]\nport = \"/dev/rigscope-none\"\nformat = \"label\"\n"
	if err := os.WriteFile(rig, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"live", "--json", "--rig", rig, "--record", record}, {"record", "--rig", rig, "-o", record}} {
		r := rigscope(t, args...)
		if r.code != exitPort || !strings.HasPrefix(r.err, "rigscope: open /dev/rigscope-none: no such device") || strings.Count(r.err, "\n") != 1 {
			t.Errorf("%s ended with %d: %s", args[0], r.code, r.err)
		}
		if _, err := os.Stat(record); err == nil {
			t.Errorf("%s left %s", args[0], record)
		}
	}
}

// A port of the profile that is absent is waited for while another is there.
func TestAbsentPortOfTheProfileIsWaitedFor(t *testing.T) {
	a, later := newWire(t, "usb-Left_one-if00"), filepath.Join(t.TempDir(), "usb-Right_one-if00")
	rig := filepath.Join(t.TempDir(), "rig.toml")
	text := "rate = 10\n[[modality]]\nname = \"m\"\nchannels = [{name = \"p\"}, {name = \"q\"}]\n"
	for _, port := range []string{a.name[:len(a.name)-6] + "*", later[:len(later)-6] + "*"} { // patterns
		text += "[[source]]\nport = \"" + port + "\"\nformat = \"label\"\n"
	}
	if err := os.WriteFile(rig, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	done := startLive(t.Context(), "--rig", rig, "--json", "--for", "6s")
	b := newWire(t, "usb-Right_one-if00")
	pace(5*fastRate, func(i int) {
		if i == 2*fastRate {
			if err := os.Symlink(b.slave.Name(), later); err != nil {
				t.Error(err)
			}
		}
		if i%10 == 0 {
			a.say("p:" + strconv.Itoa(i) + "\n")
			b.say("q:" + strconv.Itoa(i) + "\n")
		}
	})
	live := <-done
	if live.code != 0 {
		t.Fatalf("live ended with %d: %s", live.code, live.err)
	}
	v := parse(t, live.out).verdicts
	status := func(i, channel int) any { return v[i]["channels"].([]any)[channel].(map[string]any)["status"] }
	if got := status(0, 1); got != "missing" {
		t.Errorf("before its port is there q is %v", got)
	}
	if p, q := status(len(v)-15, 0), status(len(v)-15, 1); p != "measured" || q != "measured" {
		t.Errorf("at the end p is %v and q is %v, want both measured; %s", p, q, live.err)
	}
}

func TestNamesOfPorts(t *testing.T) {
	for port, want := range map[string]string{
		"/dev/ttyUSB0": "ttyUSB0",
		"/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A10K1234-if00-port0": "FTDI_FT232R_USB_UART_A10K1234",
		"/dev/serial/by-id/usb-Arduino*":                                 "Arduino",
		"/dev/serial/by-id/*A10K1234*":                                   "A10K1234",
		"/dev/ttyUSB*":                                                   "ttyUSB",
		"/dev/serial/by-id/*":                                            "port",
	} {
		if got := nameOf(port); got != want {
			t.Errorf("%s is called %q, want %q", port, got, want)
		}
	}
}
