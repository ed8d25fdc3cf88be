package main

import (
	"io"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"rigscope/sources"
	"rigscope/sources/synth"
)

// A terminal that takes nothing for three seconds freezes the picture only:
// no reading and no verdict is lost, and the verdicts are those of a run that
// nothing held up. Then the picture goes on.
func TestStalledTerminalLosesNoVerdict(t *testing.T) {
	model, record, w := fastModel(t), filepath.Join(t.TempDir(), "run.mcap"), newWire(t, "dev")
	cmd := program(t, "live", "--model", model, "--port", w.name+"@115200", "--record", record)
	screen, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 50, Cols: 200})
	if err != nil {
		t.Fatal(err)
	}
	defer screen.Close()
	const seconds = 7 // the first few go to finding the format
	chs, frames := synth.Rig().Channels, fastFrames(seconds*fastRate)
	var said strings.Builder
	pace(seconds*fastRate, func(i int) {
		if i >= 4*fastRate && i%(fastRate/5) == 0 {
			screen.WriteString("\x0c") // some full repaints fill the terminal's buffer, and it stalls
		}
		line := labelled(chs, frames[i].V) + "\r\n"
		said.WriteString(line)
		w.say(line)
	})
	read := make(chan string, 1)
	go func() { // ends with the program
		b, _ := io.ReadAll(screen)
		read <- string(b)
	}()
	time.Sleep(500 * time.Millisecond)
	cmd.Process.Signal(syscall.SIGTERM)
	cmd.Wait()
	drawn, _, _ := strings.Cut(<-read, "\x18") // up to what gives the terminal back
	e := vt.NewEmulator(200, 50)
	io.WriteString(e, drawn)
	if !strings.Contains(e.String(), "SLOW SCREEN") {
		t.Errorf("nothing is said of a slow screen:\n%s", e.String())
	}
	r := rigscope(t, "replay", record, "--model", model, "--verify")
	if r.code != 0 || !strings.HasPrefix(r.out, "the same: ") {
		t.Errorf("verify ended with %d: %s%s", r.code, r.out, r.err)
	}
	var heard strings.Builder // without what was said before the port was open
	if err := eachChunk(record, func(c sources.Chunk) { heard.Write(c.Data) }); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(said.String(), heard.String()) || heard.Len() < said.Len()/3 {
		t.Errorf("%d bytes in the recording are not the last of the %d that were said", heard.Len(), said.Len())
	}
}
