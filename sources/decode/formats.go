package decode

import (
	"fmt"
	"strings"
)

// format is one line of the table of formats.
type format struct {
	name    string
	open    func(Options) (Decoder, error)
	generic bool                                        // it has no marks of its own
	binary  bool                                        // its bytes need not look like text
	fits    func(format, []byte, Options) (Guess, bool) // how a sample fits; nil: Rank leaves it out
}

// formats is the table.
func formats() []format {
	return []format{
		{name: "json", open: newJSON, fits: judge(0.99, "line", "JSON objects", marked)},
		{name: "teleplot", open: newTeleplot, fits: judge(0.99, "line", "teleplot", marked)},
		{name: "serialstudio", open: newSerialStudio, fits: judge(0.99, "frame", "/*…*/", marked)},
		{name: "nmea", open: newNMEA, fits: judgeNMEA},
		{name: "label", open: newLabel, fits: judge(0.98, "line", "label:value", labelled)},
		{name: "csv", open: newCSV, generic: true, fits: judge(0.95, "line", "separated numbers", separated)},
		{name: "modbus", open: newModbus, binary: true, fits: judgeBus},
		{name: "cobs", open: newCOBS, binary: true, fits: judge(0.98, "frame", "COBS frames of the layout", marked)},
		{name: "slip", open: newSLIP, binary: true, fits: judge(0.98, "frame", "SLIP frames of the layout", marked)},
	}
}

// New makes the decoder of a format.
func New(name string, opt Options) (Decoder, error) {
	for _, f := range formats() {
		if f.name == name {
			return f.open(opt)
		}
	}
	return nil, fmt.Errorf("unknown format %q: known are %s", name, strings.Join(Formats(), ", "))
}

// Formats are the names that New knows.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Binary says that what a format sends are no lines of text.
func Binary(name string) bool {
	for _, f := range formats() {
		if f.name == name {
			return f.binary
		}
	}
	return false
}
