package sensor

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// Channel is one measured quantity.
type Channel struct {
	Name     string        // column or field name in a log
	Label    string        // short name for screens; empty means Name
	Unit     string        // as printed; empty if it has none
	Modality string        // the kind of sensor it belongs to
	Lo, Hi   float64       // plausible range [Unit]; NaN is open
	MaxAge   time.Duration // how long a reading stays valid; 0 means 2.5 grid periods
}

// Short is the name a screen shows.
func (c Channel) Short() string {
	if c.Label != "" {
		return c.Label
	}
	return c.Name
}

// Rig says what is measured and how often. Channels of one modality are
// neighbours; channel numbers everywhere else are indices into Channels.
type Rig struct {
	Name     string
	Rate     float64  // [Hz] of the common time grid
	Window   int      // [frames] a model looks at; 0 is chosen in training
	Time     string   // log column with the time stamp; empty if none is known
	Ignore   []string // log columns that are no channels
	Channels []Channel
}

// Modality is a block of neighbouring channels of one kind.
type Modality struct {
	Name     string
	Channels []int // indices into Rig.Channels, ascending
}

// Modalities lists the blocks in channel order.
func (r Rig) Modalities() []Modality {
	var out []Modality
	for i, c := range r.Channels {
		if n := len(out); n == 0 || out[n-1].Name != c.Modality {
			out = append(out, Modality{Name: c.Modality})
		}
		last := &out[len(out)-1]
		last.Channels = append(last.Channels, i)
	}
	return out
}

// Names of the channels, in their order.
func (r Rig) Names() []string {
	out := make([]string, len(r.Channels))
	for i, c := range r.Channels {
		out[i] = c.Name
	}
	return out
}

// Index is the number of the channel with that name, or -1.
func (r Rig) Index(name string) int {
	for i, c := range r.Channels {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// Period is the time between two frames, rounded to a nanosecond. For the
// k-th frame use Grid, which does not accumulate that rounding.
func (r Rig) Period() time.Duration { return r.Grid(1) }

// Grid is the time of frame k after frame 0.
func (r Rig) Grid(k int) time.Duration {
	return time.Duration(math.Round(float64(k) / r.Rate * float64(time.Second)))
}

// MaxAge is how long a reading of channel c stays valid.
func (r Rig) MaxAge(c int) time.Duration {
	if a := r.Channels[c].MaxAge; a > 0 {
		return a
	}
	return time.Duration(2.5 * float64(time.Second) / r.Rate)
}

// Limits of a rig profile, wide enough for any rig and narrow enough that a
// typing error is caught before it allocates memory.
const (
	MinRate, MaxRate     = 1e-4, 1e5 // [Hz]
	MinWindow, MaxWindow = 16, 4096  // [frames]
	MaxChannels          = 256
)

// Validate reports the first thing about r that cannot be.
func (r Rig) Validate() error {
	switch {
	case len(r.Channels) == 0:
		return errors.New("the rig has no channels")
	case len(r.Channels) > MaxChannels:
		return fmt.Errorf("the rig has %d channels, at most %d are possible", len(r.Channels), MaxChannels)
	case !(r.Rate >= MinRate && r.Rate <= MaxRate):
		return fmt.Errorf("rate = %v Hz is not between %v and %v", r.Rate, MinRate, MaxRate)
	case r.Window != 0 && (r.Window < MinWindow || r.Window > MaxWindow || r.Window%8 != 0):
		return fmt.Errorf("window = %d is not a multiple of 8 between %d and %d", r.Window, MinWindow, MaxWindow)
	}
	return r.validateChannels()
}

func (r Rig) validateChannels() error {
	seen := map[string]bool{}
	for _, c := range r.Channels {
		switch {
		case c.Name == "":
			return errors.New("a channel has no name")
		case c.Modality == "":
			return fmt.Errorf("channel %q has no modality", c.Name)
		case seen[c.Name]:
			return fmt.Errorf("channel %q is there twice", c.Name)
		case c.Name == r.Time:
			return fmt.Errorf("channel %q is also the time column", c.Name)
		case c.Lo >= c.Hi:
			return fmt.Errorf("channel %q: lo = %v is not below hi = %v", c.Name, c.Lo, c.Hi)
		case c.MaxAge < 0:
			return fmt.Errorf("channel %q: max_age is negative", c.Name)
		}
		seen[c.Name] = true
	}
	blocks := map[string]bool{}
	for _, m := range r.Modalities() {
		if blocks[m.Name] {
			return fmt.Errorf("modality %q is there twice", m.Name)
		}
		blocks[m.Name] = true
	}
	return nil
}
