package term

import "time"

// Stats is how the line does.
type Stats struct {
	Rate  float64 // [B/s] written, mean of the last five seconds
	Slow  int     // writes so far that took longer than a tenth of a second
	Over  bool    // the last picture had no room in the budget
	Bytes int64   // written so far
}

// meter counts what is written and how long it takes. The painter owns it.
type meter struct {
	budget float64 // [B/s]; 0 is no limit
	sent   []sent  // of the last five seconds, oldest first
	bytes  int64
	slow   int
	over   bool
}

type sent struct {
	at time.Time
	n  int
}

const meanOver = 5 * time.Second

func (m *meter) wrote(now time.Time, n int) {
	old := 0
	for old < len(m.sent) && now.Sub(m.sent[old].at) >= meanOver {
		old++
	}
	m.sent = append(m.sent[:copy(m.sent, m.sent[old:])], sent{now, n})
	m.bytes += int64(n)
}

// since is how much was written in the last d, d ≤ meanOver.
func (m *meter) since(now time.Time, d time.Duration) (n int) {
	for i := len(m.sent) - 1; i >= 0 && now.Sub(m.sent[i].at) < d; i-- {
		n += m.sent[i].n
	}
	return n
}

// reserve is what a picture may need beyond the room it was given.
const reserve = 64

// room is how many bytes may be written now. No second gets more than the
// budget, so no five seconds do; a little more than a second is looked at,
// because bytes are counted when they have been written.
func (m *meter) room(now time.Time) int {
	if m.budget <= 0 {
		return 1 << 30
	}
	return int(m.budget) - m.since(now, time.Second+50*time.Millisecond) - reserve
}

func (m *meter) stats(now time.Time) Stats {
	return Stats{Rate: float64(m.since(now, meanOver)) / meanOver.Seconds(), Slow: m.slow, Over: m.over, Bytes: m.bytes}
}
