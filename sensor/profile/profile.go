// Package profile reads rig profiles, the TOML files in which an engineer
// says what a rig measures. Start with Load. The format is described in
// docs/formats.md; a key it does not know is an error, since a misspelt
// limit that is silently ignored is worse than none.
//
// It is a room of its own because sensor itself imports nothing but the
// standard library.
package profile

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/BurntSushi/toml"

	"rigscope/sensor"
)

// Profile is a rig and, for live rigs, where its readings come from.
type Profile struct {
	Rig      sensor.Rig
	Sources  []Source
	Triggers []Trigger
}

// file is the TOML as it is written.
type file struct {
	Name     string     `toml:"name"`
	Rate     float64    `toml:"rate"`
	Window   int        `toml:"window,omitempty"`
	Time     string     `toml:"time,omitempty"`
	Ignore   []string   `toml:"ignore,omitempty"`
	Modality []modality `toml:"modality"`
	Source   []Source   `toml:"source,omitempty"`
	Trigger  []Trigger  `toml:"trigger,omitempty"`
}

type modality struct {
	Name     string    `toml:"name"`
	Channels []channel `toml:"channels"`
}

type channel struct {
	Name   string   `toml:"name"`
	Label  string   `toml:"label,omitempty"`
	Unit   string   `toml:"unit,omitempty"`
	Lo     *float64 `toml:"lo,omitempty"`
	Hi     *float64 `toml:"hi,omitempty"`
	MaxAge Duration `toml:"max_age,omitempty"`
}

// Load reads a profile file. Errors name the file, and the line where the
// mistake has one.
func Load(path string) (Profile, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return Profile{}, fmt.Errorf("read rig profile: %w", err)
	}
	p, err := Parse(string(b))
	if err != nil {
		return Profile{}, fmt.Errorf("%s: %w", path, err)
	}
	if p.Rig.Name == "" {
		p.Rig.Name = strings.TrimSuffix(filepath.Base(path), ".toml")
	}
	return p, nil
}

// Parse reads a profile.
func Parse(text string) (Profile, error) {
	var f file
	meta, err := toml.Decode(text, &f)
	if err != nil {
		return Profile{}, tidy(err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return Profile{}, fmt.Errorf("unknown key %q: is it misspelt?", extra[0].String())
	}
	if !meta.IsDefined("rate") {
		return Profile{}, fmt.Errorf("rate is missing: say how many frames a second the rig has, such as rate = 1.0")
	}
	p := Profile{Rig: f.rig(), Sources: f.Source, Triggers: f.Trigger}
	return p, p.validate()
}

func (f file) rig() sensor.Rig {
	r := sensor.Rig{Name: f.Name, Rate: f.Rate, Window: f.Window, Time: f.Time, Ignore: f.Ignore}
	for _, m := range f.Modality {
		for _, c := range m.Channels {
			r.Channels = append(r.Channels, sensor.Channel{
				Name: c.Name, Label: c.Label, Unit: c.Unit, Modality: m.Name,
				Lo: limit(c.Lo), Hi: limit(c.Hi), MaxAge: time.Duration(c.MaxAge),
			})
		}
	}
	return r
}

func limit(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

func (p Profile) validate() error {
	for i, s := range p.Sources {
		if err := s.validate(); err != nil {
			return fmt.Errorf("source %d%w", i+1, err)
		}
	}
	for _, t := range p.Triggers {
		if err := t.Validate(); err != nil {
			return err
		}
	}
	for _, c := range p.Rig.Channels {
		if c.Modality == "" {
			return fmt.Errorf("the modality of channel %q has no name", c.Name)
		}
	}
	return p.Rig.Validate()
}

// tidy makes one printable line of a TOML error, which may quote the text.
func tidy(err error) error {
	text := strings.TrimPrefix(err.Error(), "toml: ")
	if e, ok := err.(toml.ParseError); ok {
		text = fmt.Sprintf("line %d: %s", e.Position.Line, strings.TrimSuffix(e.Message, "."))
	}
	printable := func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}
	return errors.New(strings.Join(strings.Fields(strings.Map(printable, text)), " "))
}
