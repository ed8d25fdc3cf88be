package faults

import (
	"fmt"
	"slices"
	"time"

	"rigscope/sensor"
)

// Order is a fault to be put into a running stream.
type Order struct {
	Kind     Kind      // one of Labels; Incon is another time's data on all channels
	Channels []int     // that break, ascending
	Size     []float64 // [len(Channels)] how big; meaning and unit are the kind's. Stuck and Incon have none
	Count    int       // of spikes; 0 is one in 16 samples
	Lasts    time.Duration
	Seed     uint64 // of what the kind draws by chance
}

func (o Order) clone() Order {
	o.Channels, o.Size = slices.Clone(o.Channels), slices.Clone(o.Size)
	return o
}

// sized says whether a size tells anything about the kind.
func (k Kind) sized() bool { return k != Stuck && k != Incon }

// valid says what no stream of rig could do.
func (o Order) valid(rig sensor.Rig) error {
	if o.Kind != Incon {
		if _, err := o.Kind.model(); err != nil {
			return err
		}
	}
	switch {
	case len(o.Channels) == 0:
		return fmt.Errorf("no channel is to break")
	case o.Lasts <= 0:
		return fmt.Errorf("it lasts %v: nothing would happen", o.Lasts)
	case o.Count < 0:
		return fmt.Errorf("count = %d is negative", o.Count)
	case o.Kind.sized() && len(o.Size) != len(o.Channels):
		return fmt.Errorf("%d sizes for %d channels", len(o.Size), len(o.Channels))
	}
	for i, c := range o.Channels {
		if c < 0 || c >= len(rig.Channels) {
			return fmt.Errorf("the rig has no channel %d", c)
		}
		if i > 0 && c <= o.Channels[i-1] {
			return fmt.Errorf("channel %q is named twice or out of order", rig.Channels[c].Name)
		}
		if !o.Kind.sized() {
			continue
		}
		if err := o.Kind.must().validate(o.Size[i]); err != nil {
			return fmt.Errorf("%s of %q: %w", o.Kind, rig.Channels[c].Name, err)
		}
	}
	return nil
}

// possible says why the stream as it is cannot do what is ordered.
func (d *Driller) possible(o Order) error {
	rig := d.src.Rig()
	if err := o.valid(rig); err != nil {
		return err
	}
	if need := max(d.window, fewest); d.seen < need {
		return fmt.Errorf("a drill needs %d frames before it, there are %d so far: wait a little", need, d.seen)
	}
	for i, c := range o.Channels {
		name := rig.Channels[c].Short()
		switch {
		case d.dead[c] >= d.window:
			return fmt.Errorf("%s has given no reading for %d frames: there is nothing to damage", name, d.dead[c])
		case o.Kind == Delay && o.Size[i] >= float64(d.window):
			return fmt.Errorf("a delay of %g frames is as long as the window of %d: choose a shorter one", o.Size[i], d.window)
		}
	}
	return nil
}
