package profile

import (
	"bytes"
	"fmt"
	"math"

	"github.com/BurntSushi/toml"
)

// Encode writes a profile as TOML that Parse reads back.
func (p Profile) Encode() (string, error) {
	r := p.Rig
	f := file{Name: r.Name, Rate: r.Rate, Window: r.Window, Time: r.Time, Ignore: r.Ignore, Source: p.Sources, Trigger: p.Triggers}
	for _, m := range r.Modalities() {
		out := modality{Name: m.Name}
		for _, i := range m.Channels {
			c := r.Channels[i]
			out.Channels = append(out.Channels, channel{Name: c.Name, Label: c.Label, Unit: c.Unit,
				Lo: bound(c.Lo), Hi: bound(c.Hi), MaxAge: Duration(c.MaxAge)})
		}
		f.Modality = append(f.Modality, out)
	}
	var b bytes.Buffer
	e := toml.NewEncoder(&b)
	e.Indent = ""
	if err := e.Encode(f); err != nil {
		return "", fmt.Errorf("write rig profile: %w", err)
	}
	return b.String(), nil
}

// bound is a limit as the file has it, nil where it is open.
func bound(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}
