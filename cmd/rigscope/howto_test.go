package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// The example profiles that the README's how-tos start from hear what such
// devices say, whatever they are plugged into.
func TestHowTos(t *testing.T) {
	for _, c := range []struct {
		profile string
		period  time.Duration
		say     []func(i int) string // by port
		want    []string             // in the header of the readings, with a number in each row of some
	}{
		{"arduino.toml", 50 * time.Millisecond, []func(int) string{arduino}, []string{"motor_temp", "current", "voltage"}},
		{"nmea.toml", 200 * time.Millisecond, []func(int) string{receiver, sounder}, []string{"speed", "course", "depth", "water_temp"}},
		{"modbus.toml", 200 * time.Millisecond, []func(int) string{bus}, []string{"pressure", "flow", "power"}},
	} {
		t.Run(c.profile, func(t *testing.T) {
			t.Parallel()
			hearHowTo(t, c.profile, c.period, c.say, c.want)
		})
	}
}

func hearHowTo(t *testing.T, profile string, period time.Duration, say []func(int) string, want []string) {
	var wires []*wire
	for i := range say {
		wires = append(wires, newWire(t, fmt.Sprintf("dev%d", i)))
	}
	rig, record := plugged(t, profile, wires), filepath.Join(t.TempDir(), "heard.mcap")
	done := make(chan ran, 1)
	go func() { done <- rigscope(t, "record", "--rig", rig, "-o", record, "--for", "3s") }()
	for i := range int(2800 * time.Millisecond / period) {
		time.Sleep(period)
		for k, w := range wires {
			w.say(say[k](i))
		}
	}
	if r := <-done; r.code != 0 || !strings.Contains(r.err, " 0 bad, nothing lost") {
		t.Fatalf("record ended with %d: %s", r.code, r.err)
	}
	table := record + ".csv"
	if r := rigscope(t, "convert", record, table); r.code != 0 {
		t.Fatalf("convert ended with %d: %s", r.code, r.err)
	}
	text, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range want {
		if n := numbers(string(text), name); n < 5 {
			t.Errorf("%d numbers of %s:\n%s", n, name, text)
		}
	}
}

// plugged is an example profile with its ports replaced by wires, in order.
func plugged(t *testing.T, profile string, wires []*wire) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "examples", profile))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	text = regexp.MustCompile(`(?m)^port = "[^"]*"`).ReplaceAllFunc(text, func([]byte) []byte {
		n++
		return fmt.Appendf(nil, "port = %q", wires[n-1].name)
	})
	if n != len(wires) {
		t.Fatalf("%s has %d ports, want %d", profile, n, len(wires))
	}
	path := filepath.Join(t.TempDir(), profile)
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// numbers counts the rows of a table that have one under name.
func numbers(table, name string) (n int) {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	at := -1
	for i, h := range strings.Split(lines[0], ",") {
		if h == name {
			at = i
		}
	}
	for _, l := range lines[1:] {
		if cells := strings.Split(l, ","); at >= 0 && at < len(cells) && cells[at] != "" {
			n++
		}
	}
	return n
}

func arduino(i int) string {
	return fmt.Sprintf("motor_temp:%.1f,current:%.2f,voltage:%.1f\r\n", 41+float64(i)/10, 2.67, 48.1)
}

func receiver(i int) string {
	now := fmt.Sprintf("1200%02d.%d0", i/5, i%5*2)
	return sentence("GPRMC,"+now+",A,5250.5367,N,00542.3492,E,5.2,101.5,010626,,,A") + sentence("GPGGA,"+now+",5250.5367,N,00542.3492,E,1,09,1.0,-6.0,M,45.8,M,,")
}

func sounder(i int) string {
	return sentence(fmt.Sprintf("SDDPT,%.2f,0.5", 20+float64(i)/10)) + sentence("SDMTW,14.2,C")
}

func sentence(body string) string {
	sum := byte(0)
	for _, b := range []byte(body) {
		sum ^= b
	}
	return fmt.Sprintf("$%s*%02X\r\n", body, sum)
}

// bus is a master that asks unit 3 for pressure and flow, unit 7 for power,
// and their answers.
func bus(i int) string {
	power := binary.BigEndian.AppendUint32([]byte{7, 4, 4}, math.Float32bits(3800+float32(i)))
	return rtu(3, 3, 0, 0, 0, 2) + rtu(3, 3, 4, 3, 32, 4, 176) + rtu(7, 4, 0, 12, 0, 2) + rtu(power...)
}

// rtu is a Modbus frame with its check.
func rtu(body ...byte) string {
	sum := uint16(0xffff)
	for _, b := range body {
		sum ^= uint16(b)
		for range 8 {
			if sum&1 == 1 {
				sum = sum>>1 ^ 0xa001
			} else {
				sum >>= 1
			}
		}
	}
	return string(binary.LittleEndian.AppendUint16(body, sum))
}

// Every command line of the README is one that the program takes.
func TestReadmeCommands(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	lines := regexp.MustCompile("(?m)(?:^bin/|`)(rigscope [^`#\n]*)").FindAllStringSubmatch(string(text), -1)
	if len(lines) < 12 {
		t.Fatalf("only %d command lines were found", len(lines))
	}
	for _, l := range lines {
		args := strings.Fields(l[1])[1:]
		cmd, rest, err := new(app).rootCommand().Find(args)
		if err == nil {
			err = cmd.ParseFlags(rest)
		}
		if err == nil && len(args) > 0 && !cmd.HasParent() {
			err = fmt.Errorf("there is no command %q", args[0])
		}
		if err == nil && cmd.HasParent() {
			err = cmd.ValidateArgs(cmd.Flags().Args())
		}
		if err != nil && !(len(args) == 1 && strings.Contains(err.Error(), "one port")) { // "rigscope detect" names the command alone
			t.Errorf("%s: %v", l[1], err)
		}
	}
}
