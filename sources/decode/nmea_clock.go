package decode

import "time"

// nmeaClock keeps the time of the epoch: the instant that consecutive
// sentences are about. Times of day come with many sentences, dates with few.
type nmeaClock struct {
	day   time.Time     // midnight of the date; zero until one is told
	tod   time.Duration // time of day
	epoch int           // counts the times of day told; 0: none yet
}

// halfDay is how far a time of day may jump before it means another date.
const halfDay = 12 * time.Hour

// set takes what a sentence tells: a time of day, negative if none, and a
// midnight, zero if none.
func (c *nmeaClock) set(tod time.Duration, date time.Time) {
	if tod < 0 {
		return
	}
	switch {
	case !date.IsZero():
		c.day = date
	case c.day.IsZero() || c.epoch == 0:
	case tod < c.tod-halfDay:
		c.day = c.day.AddDate(0, 0, 1)
	case tod > c.tod+halfDay: // a late one from before midnight
		c.day = c.day.AddDate(0, 0, -1)
	}
	if tod != c.tod || c.epoch == 0 {
		c.epoch++
	}
	c.tod = tod
}

// time is that of the epoch; zero until a date is told.
func (c *nmeaClock) time() time.Time {
	if c.day.IsZero() {
		return time.Time{}
	}
	return c.day.Add(c.tod)
}
