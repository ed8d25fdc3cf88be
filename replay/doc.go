// Package replay reads recordings. Open gives the rows of a file as text,
// whatever separator, decimal mark or compression it has, or if it is the
// raw bytes of a port, whatever wire format; NewLog maps them
// to the channels of a rig; New puts them on the rig's time grid as a
// sources.Source; Pace lets that source keep the recorded time.
//
// docs/formats.md has the reading rules. The package knows no model and no
// screen, and only Pace reads a clock.
package replay
