package decode

import (
	"fmt"
	"time"

	"github.com/adrianmo/go-nmea"

	"rigscope/sources/notation"
)

// nmea0183 reads NMEA 0183: sentences such as
//
//	$GPGGA,152505.00,5547.82113,N,02334.14130,E,1,04,2.72,37.0,M,26.9,M,,*6B
//
// from any number of talkers, with binary noise between them. Sentences that
// it does not know, AIS (!AIVDM) among them, are records without fields.
// A sentence with a wrong checksum is bad and has no fields. One without a
// checksum is read until the port has sent a right one; from then on it is
// bad, for then it was cut.
//
// The time is that of the epoch: of the latest sentence with a time of day,
// on the date of the latest RMC or ZDA. Sentences without a time of their
// own carry that of the epoch they follow. There is no time before the first
// date.
type nmea0183 struct {
	scan   nmeaScan
	clock  nmeaClock
	parser nmea.SentenceParser
	read   nmeaReader // of the sentence at hand
	right  int        // sentences with a right checksum; from the first on, those without are bad
	stats  Stats
	rec    Record
}

func newNMEA(Options) (Decoder, error) {
	n := &nmea0183{}
	n.parser.CheckCRC = func(nmea.BaseSentence, string) error { return nil } // the scanner did
	n.parser.CustomParsers = map[string]nmea.ParserFunc{}
	for kind, read := range nmeaSentences() {
		n.parser.CustomParsers[kind] = func(s nmea.BaseSentence) (nmea.Sentence, error) {
			n.read.start(s, n.rec.Fields)
			read(&n.read)
			return nil, n.read.err
		}
	}
	return n, nil
}

func (n *nmea0183) Push(data []byte, _ time.Time, emit func(*Record)) {
	for i := 0; i < len(data); {
		end, taken := n.scan.next(data[i])
		if taken {
			i++
		}
		if end != nmeaOpen {
			n.finish(end, i, emit)
		}
	}
	n.stats.Skipped += n.scan.noisy()
}

func (n *nmea0183) Flush(emit func(*Record)) {
	if len(n.scan.text) > 0 {
		n.finish(nmeaCut, 0, emit)
	}
}

func (n *nmea0183) Reset() {
	n.stats.Skipped += len(n.scan.take())
	n.scan = nmeaScan{text: n.scan.text}
}

// Doubt does nothing: a checksum tells a piece of a sentence.
func (n *nmea0183) Doubt() {}

func (n *nmea0183) Stats() Stats { return n.stats }

// epoch tells which fix the latest record belongs to, counted from 1, and
// its time of day; 0 before the first.
func (n *nmea0183) epoch() (int, time.Duration) { return n.clock.epoch, n.clock.tod }

// finish gives out the sentence that the scanner holds.
func (n *nmea0183) finish(how nmeaEnd, end int, emit func(*Record)) {
	text := n.scan.take()
	n.stats.Skipped += n.scan.noisy()
	if !nmeaLikely(how, text) {
		n.stats.Skipped += len(text)
		return
	}
	n.rec = Record{End: end, Uptime: -1, Fields: n.rec.Fields[:0]}
	n.rec.Err = n.judge(how, text)
	if n.rec.Err == nil {
		n.rec.Err = n.parse(text)
	}
	n.rec.Time = n.clock.time()
	n.count(how)
	emit(&n.rec)
}

// judge says why a sentence cannot be trusted.
func (n *nmea0183) judge(how nmeaEnd, text []byte) error {
	name := nmeaAddress(text)
	switch {
	case how == nmeaCut:
		return fmt.Errorf("%s is cut after %s", name, notation.Count(len(text), "byte"))
	case how == nmeaWrong:
		return fmt.Errorf("%s has the checksum %s, its bytes give %s", name, text[len(text)-2:], nmea.Checksum(string(text[1:len(text)-3])))
	case how == nmeaBare && n.right > 0:
		return fmt.Errorf("%s has no checksum, others of this port have", name)
	}
	return nil
}

// parse reads the fields of the sentences we know.
func (n *nmea0183) parse(text []byte) error {
	_, kind, err := nmea.ParsePrefix(string(nmeaAddress(text)))
	if err != nil || text[0] == '!' || n.parser.CustomParsers[kind] == nil {
		return nil
	}
	_, err = n.parser.Parse(string(text))
	n.rec.Fields = n.read.out
	if !n.read.void || !n.read.date.IsZero() { // a receiver without a fix and a date does not know the time
		n.clock.set(n.read.tod, n.read.date)
	}
	return err
}

func (n *nmea0183) count(how nmeaEnd) {
	if how == nmeaRight {
		n.right++
	}
	if n.rec.Err == nil {
		n.stats.Records++
		return
	}
	n.stats.Bad++
	if how == nmeaWrong {
		n.stats.Checksum++
	}
}
