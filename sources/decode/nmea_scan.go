package decode

// maxSentence is the longest sentence that is read [bytes]. The standard
// allows 82; receivers with many satellites and makers' own types send more.
const maxSentence = 512

// nmeaEnd is how a sentence ended.
type nmeaEnd uint8

const (
	nmeaOpen  nmeaEnd = iota // it did not
	nmeaRight                // with a right checksum
	nmeaWrong                // with a wrong one
	nmeaBare                 // at the end of the line without one
	nmeaCut                  // by noise, by the start of another or by its length
)

// nmeaScan finds sentences in a stream: from $ or ! to the two digits behind
// the asterisk, or else to the end of the line.
type nmeaScan struct {
	text    []byte // from its $ or ! on; empty: between sentences
	star    int    // where in text the asterisk stands; 0: none yet
	inLine  bool   // something of this line has been seen
	comment bool   // the line starts with #, as in the logs of gpsd
	noise   int    // bytes between sentences that were not asked for yet
}

// next takes a byte, unless it ended a sentence by not belonging to it.
func (s *nmeaScan) next(c byte) (end nmeaEnd, taken bool) {
	switch {
	case len(s.text) == 0:
		s.between(c)
		return nmeaOpen, true
	case s.star > 0:
		return s.digit(c)
	case c == '\r' || c == '\n':
		return nmeaBare, false
	case c == '$' || c == '!' || c < ' ' || c > '~' || len(s.text) == maxSentence:
		return nmeaCut, false
	case c == '*':
		s.star = len(s.text)
	}
	s.text = append(s.text, c)
	return nmeaOpen, true
}

// between looks for the start of a sentence.
func (s *nmeaScan) between(c byte) {
	switch {
	case c == '\n':
		s.inLine, s.comment = false, false
		return
	case c == '\r':
		return
	case (c == '$' || c == '!') && !s.comment:
		s.text = append(s.text, c)
	default:
		s.comment = (s.comment || c == '#' && !s.inLine) && c >= ' ' && c <= '~'
		s.noise++
	}
	s.inLine = true
}

// digit takes what stands behind the asterisk.
func (s *nmeaScan) digit(c byte) (nmeaEnd, bool) {
	if unhex(c) < 0 {
		return nmeaCut, false
	}
	s.text = append(s.text, c)
	if len(s.text) < s.star+3 {
		return nmeaOpen, true
	}
	if want := unhex(s.text[s.star+1])<<4 | unhex(c); int(xorOf(s.text[1:s.star])) != want {
		return nmeaWrong, true
	}
	return nmeaRight, true
}

// take gives the sentence and is ready for the next. The text is valid until
// the next byte.
func (s *nmeaScan) take() []byte {
	text := s.text
	s.text, s.star = s.text[:0], 0
	return text
}

// noisy gives the bytes between sentences since it was asked last.
func (s *nmeaScan) noisy() int {
	n := s.noise
	s.noise = 0
	return n
}

// nmeaAddress is the talker and the type: the capitals and digits at the
// start.
func nmeaAddress(text []byte) []byte {
	n := 1
	for n < len(text) && (text[n] >= 'A' && text[n] <= 'Z' || text[n] >= '0' && text[n] <= '9') {
		n++
	}
	return text[1:n]
}

// nmeaLikely says whether text is a sentence and not noise with a $ in it.
func nmeaLikely(how nmeaEnd, text []byte) bool {
	n := len(nmeaAddress(text))
	switch how {
	case nmeaRight:
		return true
	case nmeaWrong:
		return n > 0
	default:
		return n >= 3 && len(text) > n+1 && text[n+1] == ','
	}
}

func xorOf(b []byte) (x byte) {
	for _, c := range b {
		x ^= c
	}
	return x
}

// unhex is the value of a hexadecimal digit, -1 if it is none.
func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}
