// Package serial is the cable: it lists the serial ports of a machine, opens
// them, and reads several of them as one row of chunks. Start with Feed, which
// is what a live rig reads from; List and Detect help to set it up.
//
//   - List reads sysfs and /proc and opens no port, so that a board in use is
//     neither reset nor disturbed.
//   - Open takes a port for itself. Its errors are one sentence that says
//     what is in the way and what to do about it.
//   - Feed reads ports until it is closed. A pulled cable is a Lost chunk,
//     and the feed waits for the same device: by its link in
//     /dev/serial/by-id, then by vendor, product and serial number. Another
//     device in the same slot is left alone, and the note says so.
//   - Detect tries baud rates on one open port and says which is likely,
//     what speaks there, and why it thinks so.
//
// # What is stamped, and by which clock
//
// The T of a Data chunk is taken right after the read that gave it returned.
// Stamps come from the wall clock as it was at the start, carried on by the
// monotonic clock: a clock that is set back during a run does not turn the
// stamps back, one that is set forward by more than a second (or a machine
// that slept) moves them. Between ports they may be out of order by the few
// microseconds between two readers; the order of the chunks is that in which
// they were queued.
//
// # What is never lost in silence
//
// The readers wait for nobody. What Next does not fetch is queued up to a
// bound of memory; beyond it data still goes to the tap, which is the
// recorder, and Hidden and Shown chunks stand around what was not given to
// Next. Overruns, framing and parity errors that the driver counts are Hurt
// chunks.
//
// # Locks
//
// The kernel's own lock on a port does not hold back root. An open port also
// has a lock file in the old way, LCK..ttyUSB0 with a process number, which
// minicom, tio and others honour, and which is locked itself, so that two
// programs of ours cannot both take over a stale one.
//
// # Lines that reboot boards
//
// Opening a port raises DTR and RTS, which reboots an Arduino or an ESP32;
// the system does so before any program can ask it not to. Options.DTR off
// lowers both right after, which on most boards is too late to stop the
// reboot but lets them run: a boot banner must be expected.
//
// The package writes nothing to any device unless Options.AllowWrite is set.
// It knows no rig, no channel and no frame. List, locks, counters and RS-485
// are there on Linux; elsewhere they say that they are not.
package serial
