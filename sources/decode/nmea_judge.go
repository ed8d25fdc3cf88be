package decode

import "math"

// judgeNMEA is the judge of NMEA. Right checksums speak for themselves, with
// or without fields in their sentences, whatever else the port sends between
// them. Without any, NMEA is judged like other text.
func judgeNMEA(f format, sample []byte, opt Options) (Guess, bool) {
	g, ok := judge(0.99, "sentence", "NMEA 0183", marked)(f, sample, opt)
	if signed := signedNMEA(sample); ok && signed > 0 {
		g.Confidence = 0.99 * signed
	}
	return g, ok
}

// signedNMEA is 1 for many sentences with a right checksum and none with a
// wrong one, 0 where none has a right one. Among bytes of another kind it
// takes the more of them: a receiver of another protocol may greet in NMEA.
func signedNMEA(sample []byte) float64 {
	t := try(format{open: newNMEA, binary: true}, sample, Options{})
	right := float64(t.decoder.(*nmea0183).right)
	if right == 0 {
		return 0
	}
	doubtful := math.Max(0, float64(t.records+t.bad)-right) // cut, wrong, or signed with a number that cannot be read
	return right / (right + doubtful) * right / (right + 1.5/math.Max(t.covered(len(sample)), 1e-3))
}
