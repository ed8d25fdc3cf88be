package inference

// The constants of the state machine (picked on SKAB valve1). Only the
// alarm level is touchy: 1.35 gives F1 .838 at FAR .154, 1.65 gives .839 at
// .104, 1.8 gives .795.
const (
	changeAlarm = 1.5 // thr, in clean 99 % quantiles
	changeRise  = 4   // k [rows] above the alarm level in a row
	changeHold  = 30  // H [rows] below the clear level in a row
	changeFall  = 0.2 // ρ: a deviation is over at this share of its peak
	changeAgain = 1.5 // κ: growth over the level left behind that counts as new
)

// change says whether the process is in another state. One that ends at a
// new level is cleared when the deviation falls to a fifth of its peak, and
// raised again only if it grows half as much again.
type change struct {
	on    bool
	peak  float64 // largest score since it went on
	base  float64 // score left behind when it went off; 0 is none
	run   int     // [rows] above the alarm level
	quiet int     // [rows] below the clear level
}

// step takes the next score and says whether the change is on.
func (c *change) step(s float64) bool {
	if c.on {
		c.fall(s)
	} else {
		c.rise(s)
	}
	return c.on
}

func (c *change) rise(s float64) {
	c.base = min(c.base, s)
	if c.base <= changeAlarm {
		c.base = 0
	}
	c.run++
	if !(s > max(changeAlarm, changeAgain*c.base)) {
		c.run = 0
	}
	if c.run >= changeRise {
		*c = change{on: true, peak: s}
	}
}

func (c *change) fall(s float64) {
	c.peak = max(c.peak, s)
	c.quiet++
	if !(s < max(changeAlarm, changeFall*c.peak)) {
		c.quiet = 0
	}
	if c.quiet > changeHold {
		*c = change{}
		if s > changeAlarm {
			c.base = s
		}
	}
}
