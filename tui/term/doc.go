// Package term puts pictures on a terminal at the other end of a slow line.
// Start with Open, which takes the terminal over, and Painter.Show.
//
// A picture is a rectangle of cells. Screen knows what the terminal shows at
// present and writes no more than the cells that differ. Painter does the
// writing on a goroutine of its own, so that nobody ever waits for a
// terminal: a picture that comes while the last is still being written takes
// the place of the one that waits. Governor says how many pictures a second
// the line can carry.
//
// It imports nothing of ours, asks the terminal nothing and knows no roles:
// what a colour number looks like is for Palette to say.
package term
