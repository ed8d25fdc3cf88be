package sensor

import (
	"encoding/json"
	"math"
	"time"
)

// rigJSON and channelJSON are the written form of a rig, in verdict files
// and in model metadata: the words of the TOML profile, open limits left out.
type rigJSON struct {
	Name     string        `json:"name"`
	Rate     float64       `json:"rate"`
	Window   int           `json:"window,omitempty"`
	Time     string        `json:"time,omitempty"`
	Ignore   []string      `json:"ignore,omitempty"`
	Channels []channelJSON `json:"channels"`
}

type channelJSON struct {
	Name     string   `json:"name"`
	Label    string   `json:"label,omitempty"`
	Unit     string   `json:"unit,omitempty"`
	Modality string   `json:"modality"`
	Lo       *float64 `json:"lo,omitempty"`
	Hi       *float64 `json:"hi,omitempty"`
	MaxAge   string   `json:"max_age,omitempty"`
}

// MarshalJSON writes the rig as JSON, which has no NaN for an open limit.
func (r Rig) MarshalJSON() ([]byte, error) {
	out := rigJSON{r.Name, r.Rate, r.Window, r.Time, r.Ignore, make([]channelJSON, len(r.Channels))}
	for i, c := range r.Channels {
		out.Channels[i] = channelJSON{c.Name, c.Label, c.Unit, c.Modality, closed(c.Lo), closed(c.Hi), age(c.MaxAge)}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote and validates it.
func (r *Rig) UnmarshalJSON(b []byte) error {
	var in rigJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*r = Rig{Name: in.Name, Rate: in.Rate, Window: in.Window, Time: in.Time, Ignore: in.Ignore}
	for _, c := range in.Channels {
		d, err := time.ParseDuration(orZero(c.MaxAge))
		if err != nil {
			return err
		}
		r.Channels = append(r.Channels, Channel{c.Name, c.Label, c.Unit, c.Modality, open(c.Lo), open(c.Hi), d})
	}
	return r.Validate()
}

func closed(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}

func open(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

func age(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func orZero(s string) string {
	if s == "" {
		return "0s"
	}
	return s
}
