package profile

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const good = `
name = "loop"
rate = 2.5
window = 64
time = "datetime"
ignore = ["label"]

[[modality]]
name = "vibration"
channels = [
  { name = "a1", label = "Accel 1", unit = "g", lo = 0.0, hi = 2.0 },
  { name = "a2", unit = "g", max_age = "1.5s" },
]

[[modality]]
name = "thermal"
channels = [{ name = "t", unit = "°C" }]

[[trigger]]
on = "a1 > 1.5"
before = "10s"
format = "mcap"

[[source]]
port = "/dev/ttyUSB0"
baud = 115200
format = "auto"
columns = ["a1", "a2"]
`

func TestParse(t *testing.T) {
	p, err := Parse(good)
	if err != nil {
		t.Fatal(err)
	}
	r := p.Rig
	if r.Name != "loop" || r.Rate != 2.5 || r.Window != 64 || r.Time != "datetime" || len(r.Channels) != 3 {
		t.Errorf("%+v", r)
	}
	if c := r.Channels[0]; c.Short() != "Accel 1" || c.Modality != "vibration" || c.Lo != 0 || c.Hi != 2 {
		t.Errorf("%+v", c)
	}
	if c := r.Channels[1]; !math.IsNaN(c.Lo) || c.MaxAge != 1500*time.Millisecond {
		t.Errorf("%+v", c)
	}
	if len(p.Sources) != 1 || p.Sources[0].Baud != 115200 {
		t.Errorf("%+v", p.Sources)
	}
}

// Every mistake is one sentence that names what and where.
func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "rate is missing: say how many frames a second the rig has, such as rate = 1.0"},
		{"syntax", "rate = ", `line 1: unexpected EOF; expected value`},
		{"unknown key", "rate = 1.0\nrats = 2", `unknown key "rats": is it misspelt?`},
		{"unknown channel key", "rate = 1.0\n[[modality]]\nname = 'm'\nchannels = [{name='a', low=1.0}]", `unknown key "modality.channels.low": is it misspelt?`},
		{"no channels", "rate = 1.0", "the rig has no channels"},
		{"no modality name", "rate = 1.0\n[[modality]]\nchannels = [{name='a'}]", `the modality of channel "a" has no name`},
		{"twice", "rate = 1.0\n[[modality]]\nname='m'\nchannels = [{name='a'},{name='a'}]", `channel "a" is there twice`},
		{"split modality", "rate=1.0\n[[modality]]\nname='m'\nchannels=[{name='a'}]\n[[modality]]\nname='n'\nchannels=[{name='b'}]\n[[modality]]\nname='m'\nchannels=[{name='c'}]", `modality "m" is there twice`},
		{"rate", "rate = 0.0\n[[modality]]\nname='m'\nchannels = [{name='a'}]", "rate = 0 Hz is not between 0.0001 and 100000"},
		{"nan rate", "rate = nan\n[[modality]]\nname='m'\nchannels = [{name='a'}]", "rate = NaN Hz is not between 0.0001 and 100000"},
		{"window", "rate = 1.0\nwindow = 60\n[[modality]]\nname='m'\nchannels = [{name='a'}]", "window = 60 is not a multiple of 8 between 16 and 4096"},
		{"limits", "rate = 1.0\n[[modality]]\nname='m'\nchannels = [{name='a', lo=2.0, hi=1.0}]", `channel "a": lo = 2 is not below hi = 1`},
		{"time is a channel", "rate=1.0\ntime='a'\n[[modality]]\nname='m'\nchannels=[{name='a'}]", `channel "a" is also the time column`},
		{"source", "rate=1.0\n[[modality]]\nname='m'\nchannels=[{name='a'}]\n[[source]]\nbaud=9600", "source 1 has no port"},
		{"trigger", "rate=1.0\n[[modality]]\nname='m'\nchannels=[{name='a'}]\n[[trigger]]\nbefore='9s'", "a trigger has no condition: say on = \"alarm\" or on = \"Pressure > 0.8\""},
		{"trigger format", "rate=1.0\n[[modality]]\nname='m'\nchannels=[{name='a'}]\n[[trigger]]\non='alarm'\nformat='xls'", "trigger \"alarm\": format = \"xls\": want csv or mcap"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Parse(c.text); err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestLoadNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rig.toml")
	if err := os.WriteFile(path, []byte("rate = 1.0"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path); err == nil || err.Error() != path+": the rig has no channels" {
		t.Error(err)
	}
	if _, err := Load(path + "x"); err == nil || !strings.HasPrefix(err.Error(), "read rig profile: open ") {
		t.Error(err)
	}
}

func TestExamplesAreValid(t *testing.T) {
	files, err := filepath.Glob("../../docs/examples/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	for _, f := range files {
		if _, err := Load(f); err != nil {
			t.Error(err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(good)
	f.Add("rate = 1e400")
	f.Add("rate = 1.0\n[[modality]]\nname='m'\nchannels = [{name='a', max_age='-1s'}]")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Parse(text)
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') {
				t.Errorf("more than one line: %q", err)
			}
			return
		}
		if err := p.Rig.Validate(); err != nil {
			t.Errorf("accepted a rig that is not valid: %v", err)
		}
		b, err := p.Rig.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Rig.UnmarshalJSON(b); err != nil {
			t.Errorf("the rig does not read back: %v\n%s", err, b)
		}
	})
}

// What is written is read back as it was.
func TestEncodeIsParsedBack(t *testing.T) {
	want, err := Parse(good + "offset = \"-1.5s\"\ndtr = false\nlayout = [{name = \"p\", type = \"u16\", scale = 0.1}, {type = \"u8\", count = 2}]\n")
	if err != nil {
		t.Fatal(err)
	}
	text, err := want.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("%s\n%s", diff, text)
	}
}
