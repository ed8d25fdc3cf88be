package serial

import (
	"context"
	"errors"
	"time"
)

// line is what a search listens to: a Port.
type line interface {
	Read(b []byte) (int, error)
	SetBaud(baud int) error
	Counters() (Counters, bool)
}

// search goes round the rates until one is sure or the time is up.
type search struct {
	line   line
	rank   func([]byte) []Guess
	within time.Duration
	heard  []*hearing
}

// hearing is what came at one rate, over all rounds.
type hearing struct {
	baud    int
	sample  []byte
	framing int64
	err     error
	best    Guess

	judged int       // length of the sample when it was last ranked
	when   time.Time // it was
}

// How long to listen at a rate once bytes flow. Silence tells nothing of the
// rate, as even a wrong one gives bytes, so it is waited out.
const (
	enoughBytes = 48                     // to tell noise from text
	someBytes   = 4 * enoughBytes        // for text to fit a format, if it fits any
	glance      = 120 * time.Millisecond // after which fewer must do
	longLook    = 700 * time.Millisecond // at a rate that is neither good nor plain wrong
	maxSample   = 64 << 10               // [bytes] a rate
)

func (s *search) run(ctx context.Context, rates []int) error {
	ctx, cancel := context.WithTimeoutCause(ctx, s.within, errTimeUp)
	defer cancel()
	for _, baud := range rates {
		s.heard = append(s.heard, &hearing{baud: baud})
	}
	for round := 0; ctx.Err() == nil && s.usable(); round++ {
		for i, h := range s.heard {
			if sure, err := s.visit(ctx, h, round+i > 0); sure || err != nil {
				return err
			}
		}
	}
	if context.Cause(ctx) == errTimeUp {
		return nil
	}
	return ctx.Err()
}

// errTimeUp is the ordinary end of a search.
var errTimeUp = errors.New("the time is up")

func (s *search) usable() bool {
	for _, h := range s.heard {
		if h.open() {
			return true
		}
	}
	return false
}

// open says that there may be more to learn at this rate.
func (h *hearing) open() bool { return h.err == nil && len(h.sample) < maxSample }

// visit listens at one rate; true if that settles it.
func (s *search) visit(ctx context.Context, h *hearing, change bool) (bool, error) {
	if !h.open() || ctx.Err() != nil {
		return false, nil
	}
	if change && h.baud > 0 && len(s.heard) > 1 {
		if h.err = s.line.SetBaud(h.baud); h.err != nil {
			return false, nil
		}
	}
	before, _ := s.line.Counters()
	err := s.listen(ctx, h)
	after, _ := s.line.Counters()
	h.framing += after.minus(before).Framing
	return sure(h.best) && h.clean(), err
}

// clean says that a tenth of the bytes at most had no stop bit.
func (h *hearing) clean() bool { return h.framing*10 <= int64(len(h.sample)) }

// listen ends when the rate is sure or looks wrong.
func (s *search) listen(ctx context.Context, h *hearing) error {
	buf := make([]byte, 4096)
	var first time.Time
	for from := len(h.sample); ctx.Err() == nil; {
		n, err := s.line.Read(buf)
		if err != nil {
			return err
		}
		if n > 0 && first.IsZero() {
			first = time.Now()
		}
		h.sample = append(h.sample, buf[:n]...)
		if !first.IsZero() && s.enough(h, len(h.sample)-from, time.Since(first)) {
			return nil
		}
	}
	return nil
}

// enough judges what came at this visit, n bytes in the time since the first.
func (s *search) enough(h *hearing, n int, since time.Duration) bool {
	if n < enoughBytes && since < glance {
		return false
	}
	h.judge(s.rank)
	switch {
	case sure(h.best) || !h.open():
		return true
	case good(h.best):
		return false // until the end: noise does not parse
	case len(h.sample) < someBytes && isText(h.sample):
		return false // one that speaks seldom; noise is not text
	case h.best.Confidence > 0:
		return since > longLook
	}
	return len(s.heard) > 1
}

// judge ranks the sample again if it grew by a quarter, or after a while:
// at high rates each read is a small part of it.
func (h *hearing) judge(rank func([]byte) []Guess) {
	grown := len(h.sample) - h.judged
	if grown == 0 || grown < h.judged/4 && time.Since(h.when) < glance {
		return
	}
	h.judged, h.when = len(h.sample), time.Now()
	h.best = Guess{}
	if gs := rank(h.sample); len(gs) > 0 {
		h.best = gs[0]
	}
}

// isText says that all but a twentieth of the bytes are letters, digits, signs
// and the ends of lines.
func isText(sample []byte) bool {
	n := 0
	for _, b := range sample {
		if b >= ' ' && b <= '~' || b == '\n' || b == '\r' || b == '\t' {
			n++
		}
	}
	return n*20 >= len(sample)*19
}
