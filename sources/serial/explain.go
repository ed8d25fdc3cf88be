package serial

import (
	"fmt"
	"slices"
	"strings"
)

// OpenError is why a port could not be opened.
type OpenError struct {
	Device string
	Why    string // what is in the way, and the mend
	Absent bool   // nothing is there; else it is, and does not let us in
	Err    error  // the system's word; nil if it was not asked
}

func (e *OpenError) Error() string { return "open " + e.Device + ": " + e.Why }

// Unwrap gives the system's word.
func (e *OpenError) Unwrap() error { return e.Err }

// permission says how to be let in to a device of the group.
func permission(group string) string {
	switch {
	case group == "" || group == "root":
		return `no permission, it belongs to root alone; a udev rule with GROUP="dialout", MODE="0660" opens it to a group`
	case joinedSince(group):
		return fmt.Sprintf("no permission, you are in its group %s but not in this session; log in again", group)
	}
	return fmt.Sprintf("no permission, it belongs to group %s; run: sudo usermod -aG %s $USER, then log in again", group, group)
}

// meddlers open ports on their own accord.
var meddlers = map[string]string{
	"ModemManager": "it probes new ports; run: sudo systemctl stop ModemManager",
	"brltty":       "it looks for braille displays; run: sudo systemctl stop brltty-udev, or remove the package brltty",
	"gpsd":         "it reads GPS receivers; run: sudo systemctl stop gpsd.socket gpsd",
}

func inUse(hs []Holder) string {
	if len(hs) == 0 {
		return "another program has it open; close that first (sudo fuser -v tells which)"
	}
	names := make([]string, len(hs))
	for i, h := range hs {
		names[i] = h.String()
	}
	why := "in use by " + strings.Join(names, " and ")
	for _, h := range hs {
		if mend := meddlers[h.Command]; mend != "" {
			return why + "; " + mend
		}
	}
	return why + "; close that first"
}

// notThere names the ports that are, those with the most alike names first.
func notThere(name string, there []Info) string {
	if len(there) == 0 {
		return "no such device, and this machine has no other serial port; is the cable in?"
	}
	there = slices.Clone(there)
	slices.SortStableFunc(there, func(a, b Info) int { return common(b.Device, name) - common(a.Device, name) })
	names := []string{}
	for _, i := range there[:min(len(there), 4)] {
		names = append(names, fmt.Sprintf("%s (%s)", i.Device, i.Title()))
	}
	more := ""
	if len(there) > 4 {
		more = fmt.Sprintf(" and %d more", len(there)-4)
	}
	return "no such device; there is " + strings.Join(names, ", ") + more
}

// common is how many letters a and b begin with alike.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
