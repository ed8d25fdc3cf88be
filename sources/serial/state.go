package serial

import "time"

// PortState is how one port of a feed is doing, for screens.
type PortState struct {
	Device     string // as it was asked for
	Info       Info   // as it is, or was last, open; the zero Info before
	Connected  bool
	Since      time.Time // when it was connected or lost
	Why        string    // why it is not connected: one sentence
	Bytes      int64     // received
	Chunks     int64     // reads that gave something
	Unseen     int64     // bytes that were tapped and not given to Next, because the queue was full
	Reconnects int       // times it came back
	Counted    bool      // its driver counts what is in Hurt
	Hurt       Counters  // since the feed began
	Last       time.Time // when the last byte came; zero before the first

	gap int64 // bytes since the queue was full
}

// State is a copy of how every port is doing, in the order of the feed's
// ports. Safe from any goroutine.
func (f *Feed) State() []PortState {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]PortState(nil), f.states...)
}
