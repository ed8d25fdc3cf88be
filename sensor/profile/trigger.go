package profile

import (
	"errors"
	"fmt"
)

// Trigger has a piece of the stream captured in a file of its own.
type Trigger struct {
	On     string   `toml:"on"`               // "alarm", or a threshold: "Pressure > 0.8"
	Before Duration `toml:"before,omitempty"` // data time; 0: 30 s
	After  Duration `toml:"after,omitempty"`  // likewise
	Format string   `toml:"format,omitempty"` // csv or mcap; empty: csv
}

// Validate says what is wrong with a trigger, but for its condition, which
// takes the rig to understand.
func (t Trigger) Validate() error {
	switch {
	case t.On == "":
		return errors.New("a trigger has no condition: say on = \"alarm\" or on = \"Pressure > 0.8\"")
	case t.Before < 0, t.After < 0:
		return fmt.Errorf("trigger %q: before and after cannot be negative", t.On)
	case t.Format != "" && t.Format != "csv" && t.Format != "mcap":
		return fmt.Errorf("trigger %q: format = %q: want csv or mcap", t.On, t.Format)
	}
	return nil
}
