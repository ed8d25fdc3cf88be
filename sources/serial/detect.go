package serial

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"rigscope/sources/decode"
	"rigscope/sources/notation"
)

// DetectOptions say how to look; the zero value is right.
type DetectOptions struct {
	Options                             // how to open; a Baud is the only one tried
	Rates   []int                       // to try, likely ones first; nil: Rates
	Within  time.Duration               // 0: 3 s
	Rank    func(sample []byte) []Guess // best first; nil: decode.Rank with no options
}

// Guess is what is thought of a sample.
type Guess = decode.Guess

// Rates are those that sensors use, likely ones first. 1200 is not among
// them: it sends many Arduinos into their boot loader.
func Rates() []int {
	return []int{115200, 9600, 57600, 38400, 19200, 4800, 230400, 460800, 921600, 2400, 250000, 500000, 1000000}
}

// Finding is what was found on a port.
type Finding struct {
	Info       Info
	Pseudo     bool        // a pseudo-terminal, which has no baud: that of the candidates is 0
	Candidates []Candidate // best first; empty if it was silent or nothing fits
	Tries      []Try       // in the order in which the rates were first heard
	Bytes      int         // heard at all rates
	Sample     []byte      // what was heard at the best rate, or at the first
	Sure       bool        // the first candidate may be used without asking
	Note       string      // all that in one sentence
}

// Candidate is a rate and a format.
type Candidate struct {
	Baud       int
	Confidence float64 // of the guess, less the share of bytes without a stop bit
	Guess      Guess
}

// Try is what was heard at a rate.
type Try struct {
	Baud    int
	Bytes   int
	Framing int64 // bytes without a stop bit, where the driver counts them
	Err     error // the driver does not take the rate
}

// What a guess must reach to end the search, and to stay at its rate.
const (
	sureConfidence = 0.9
	sureRecords    = 3
	goodConfidence = 0.5
)

func sure(g Guess) bool { return g.Confidence >= sureConfidence && g.Records >= sureRecords }
func good(g Guess) bool { return g.Confidence >= goodConfidence && g.Records > g.Bad }

// Detect finds baud and format on one open port, which it closes. What it
// does not know it says; silence is a finding, not an error.
func Detect(ctx context.Context, device string, o DetectOptions) (Finding, error) {
	rates := o.rates()
	o.Options.Device, o.Options.Baud = device, rates[0]
	port, err := Open(o.Options)
	if err != nil {
		return Finding{}, err
	}
	defer port.Close()
	s := search{line: port, rank: o.ranking(), within: o.within()}
	if pseudo(port.info.Device) {
		rates = []int{0}
	}
	if err := s.run(ctx, rates); err != nil {
		return Finding{}, err
	}
	return s.finding(port.info), nil
}

func (o DetectOptions) rates() []int {
	switch {
	case o.Options.Baud > 0:
		return []int{o.Options.Baud}
	case len(o.Rates) > 0:
		return o.Rates
	}
	return Rates()
}

func (o DetectOptions) ranking() func([]byte) []Guess {
	if o.Rank == nil {
		return func(sample []byte) []Guess { return decode.Rank(sample, decode.Options{}) }
	}
	return o.Rank
}

func (o DetectOptions) within() time.Duration {
	if o.Within <= 0 {
		return 3 * time.Second
	}
	return o.Within
}

// finding weighs up what was heard.
func (s *search) finding(i Info) Finding {
	f := Finding{Info: i, Pseudo: pseudo(i.Device)}
	for _, h := range s.heard {
		f.Tries = append(f.Tries, Try{Baud: h.baud, Bytes: len(h.sample), Framing: h.framing, Err: h.err})
		f.Bytes += len(h.sample)
		f.Candidates = append(f.Candidates, h.candidates(s.rank)...)
	}
	slices.SortStableFunc(f.Candidates, func(a, b Candidate) int { return cmp.Compare(b.Confidence, a.Confidence) })
	f.Sample = s.sampleOf(f.Candidates)
	f.Sure = len(f.Candidates) > 0 && f.Candidates[0].Confidence >= sureConfidence && sure(f.Candidates[0].Guess)
	f.Note = f.sentence(s.within, s.silent())
	return f
}

func (h *hearing) candidates(rank func([]byte) []Guess) []Candidate {
	cs := []Candidate{}
	if len(h.sample) == 0 {
		return nil
	}
	clean := 1 - min(1, float64(h.framing)/float64(len(h.sample)))
	for _, g := range rank(h.sample) {
		if g.Confidence > 0 {
			cs = append(cs, Candidate{Baud: h.baud, Confidence: g.Confidence * clean, Guess: g})
		}
	}
	return cs
}

func (s *search) sampleOf(cs []Candidate) []byte {
	for _, h := range s.heard {
		if len(h.sample) > 0 && (len(cs) == 0 || h.baud == cs[0].Baud) {
			return h.sample
		}
	}
	return nil
}

// silent is how many rates nothing was heard at.
func (s *search) silent() int {
	n := 0
	for _, h := range s.heard {
		if len(h.sample) == 0 {
			n++
		}
	}
	return n
}

func (f Finding) sentence(within time.Duration, silent int) string {
	seldom := ""
	if silent > 0 && !f.Sure {
		seldom = fmt.Sprintf("; it speaks seldom, and nothing was heard at %s: look longer", notation.Count(silent, "rate"))
	}
	switch {
	case f.Bytes == 0:
		return fmt.Sprintf("silent: not a byte came in %v; is the sensor powered, and does its TX go to our RX?", within)
	case len(f.Candidates) == 0:
		return fmt.Sprintf("unknown: %s came and fit no format at %s", notation.Count(f.Bytes, "byte"), notation.Count(len(f.Tries)-silent, "rate")) + seldom
	case f.Sure:
		return f.Candidates[0].String()
	}
	return "perhaps " + f.Candidates[0].String() + seldom
}

// String is "9600 baud, label (41 of 43 lines ...)".
func (c Candidate) String() string {
	what := fmt.Sprintf("%s (%s)", c.Guess.Format, c.Guess.Evidence)
	if c.Baud == 0 {
		return what
	}
	return fmt.Sprintf("%d baud, %s", c.Baud, what)
}
