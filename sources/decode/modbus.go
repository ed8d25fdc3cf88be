package decode

import (
	"fmt"
	"time"

	"rigscope/sources/notation"
)

// modbus listens to a Modbus RTU bus that a master polls: both its requests
// and the answers are on the wire. Each answer to a request for registers is
// a record with the numbers of the profile that it covers; writes are
// records without fields. A refusal, an answer that does not fit its request
// and a request without an answer are bad.
//
// Frames are found by their possible lengths and their CRC alone, so chunks
// may cut or glue them. Where the baud rate is given, a silent gap of 3.5
// characters helps to find the next frame behind a damaged one sooner.
type modbus struct {
	registers []register
	crc       func([]byte) uint32
	silence   time.Duration // 0: not known
	char      time.Duration // of one character of 11 bits

	buf    modbusFrame // bytes not yet read
	old    int         // of those, how many came before this push
	pos    int         // where in buf the next frame is looked for
	mark   int         // where in buf a silent gap was; 0: nowhere
	last   time.Time   // when the last byte came
	synced bool        // the latest frame was right
	lost   []byte      // passed over since then
	asked  request     // waits for its answer
	begun  bool        // a request was seen
	rec    Record      // reused
	stats  Stats
}

// request is what the master asked for; the zero value is nothing.
type request struct{ unit, function, first, count int }

func (q request) String() string {
	table := "holding"
	if q.function == 4 {
		table = "input"
	}
	return fmt.Sprintf("%d %s registers from %d", q.count, table, q.first)
}

// fits says whether b, of three bytes or more, begins like the answer.
func (q request) fits(b modbusFrame) bool {
	return q.count > 0 && q.unit == b.unit() && q.function == b.function() && int(b[2]) == 2*q.count
}

func newModbus(opt Options) (Decoder, error) {
	rs, err := newRegisters(opt.Registers)
	if err != nil {
		return nil, err
	}
	return newBus(rs, opt)
}

// judgeBus knows a Modbus by its checks, also where no registers are named.
func judgeBus(f format, sample []byte, opt Options) (Guess, bool) {
	nameless := len(opt.Registers) == 0
	if nameless {
		f.open = func(opt Options) (Decoder, error) { return newBus(nil, opt) }
	}
	g, ok := judge(0.98, "frame", "Modbus RTU", marked)(f, sample, opt)
	if nameless {
		g.Evidence += "; its registers are to be named in a profile"
	}
	return g, ok
}

func newBus(rs []register, opt Options) (Decoder, error) {
	c, err := newCheck("crc16-modbus")
	m := &modbus{registers: rs, crc: c.sum}
	if opt.Baud > 0 {
		m.char = 11 * time.Second / time.Duration(opt.Baud)
		m.silence = max(m.char*7/2, 1750*time.Microsecond) // the standard fixes it above 19200 baud
	}
	return m, err
}

func (m *modbus) Push(data []byte, at time.Time, emit func(*Record)) {
	m.listen(len(data), at)
	m.old = len(m.buf)
	m.buf = append(m.buf, data...)
	m.scan(false, emit)
	m.compact()
}

// listen marks a silent gap before n bytes of which the last came at the
// given time.
func (m *modbus) listen(n int, at time.Time) {
	first := at.Add(-time.Duration(max(n-1, 0)) * m.char)
	if n > 0 && m.silence > 0 && !m.last.IsZero() && first.Sub(m.last) > m.silence {
		m.mark = len(m.buf)
	}
	if n > 0 {
		m.last = at
	}
}

// Flush takes what is left for all that comes.
func (m *modbus) Flush(emit func(*Record)) {
	m.old, m.synced = len(m.buf), false // a cut end is no damage
	m.scan(true, emit)
	m.compact()
}

func (m *modbus) Reset() {
	m.stats.Skipped += len(m.buf)
	m.buf, m.mark, m.pos, m.old = m.buf[:0], 0, 0, 0
	m.lost, m.synced, m.begun, m.asked, m.last = m.lost[:0], false, false, request{}, time.Time{}
}

// Doubt does nothing: a checksum tells a piece of a frame.
func (m *modbus) Doubt() {}

func (m *modbus) Stats() Stats { return m.stats }

// scan reads the frames in buf, until it takes more bytes to tell.
func (m *modbus) scan(all bool, emit func(*Record)) {
	for m.pos < len(m.buf) {
		n, open := m.match(m.buf[m.pos:])
		switch {
		case n > 0:
			m.frame(m.buf[m.pos:m.pos+n-2], n, emit)
			m.pos += n
			m.lost, m.synced = m.lost[:0], true
		case open && !all && !m.behindGap():
			return
		default:
			m.lose(emit)
		}
	}
}

// match is the length of the frame at the start of b; open: a few bytes more
// may make one. The answer that is waited for comes first: its beginning may
// look like a request. Else the shorter one does, so as not to wait.
func (m *modbus) match(b modbusFrame) (n int, open bool) {
	x, y := modbusLengths(b)
	x, y = min(x, y), max(x, y)
	if len(b) > 2 && m.asked.fits(b) {
		x, y = 2*m.asked.count+5, 8
	}
	for _, n := range [...]int{x, y} {
		if n > len(b) {
			return 0, true
		}
		if n > 0 && m.right(b[:n]) {
			return n, false
		}
	}
	return 0, false
}

func (m *modbus) right(b modbusFrame) bool {
	body := b[:len(b)-2]
	return m.crc(body) == uint32(b[len(b)-2])|uint32(b[len(b)-1])<<8
}

// behindGap says whether a right frame starts at the silent gap: then what
// stands before it will not become one.
func (m *modbus) behindGap() bool {
	if m.mark <= m.pos || m.mark >= len(m.buf) {
		return false
	}
	n, _ := m.match(m.buf[m.mark:])
	return n > 0
}

// strayBytes is how many bytes between right frames are passed over without
// a word: a bus that changes its direction makes one or two.
const strayBytes = 3

// lose passes over a byte and says once that a damaged frame was there.
func (m *modbus) lose(emit func(*Record)) {
	m.lost = append(m.lost, m.buf[m.pos])
	if m.pos++; m.synced && len(m.lost) > strayBytes {
		m.synced, m.asked = false, request{}
		m.stats.Checksum++
		m.bad(0, emit, "no frame with a right CRC starts with % x", m.lost)
	}
	if !m.synced {
		m.lost = m.lost[:0]
	}
	m.stats.Skipped++
}

// compact keeps what is not yet read.
func (m *modbus) compact() {
	n := copy(m.buf, m.buf[m.pos:])
	m.mark = max(m.mark-m.pos, 0)
	m.buf, m.pos, m.old = m.buf[:n], 0, 0
}

// frame takes a right frame, of n bytes on the wire.
func (m *modbus) frame(f modbusFrame, n int, emit func(*Record)) {
	fn := f.function()
	switch {
	case fn >= 0x80:
		m.refused(f, n, emit)
	case (fn == 3 || fn == 4) && n == 8: // an answer has an odd number of bytes
		m.unanswered(emit)
		m.asked, m.begun = request{f.unit(), fn, f.word(2), f.word(4)}, true
	case fn == 3 || fn == 4:
		m.answer(f, n, emit)
	default:
		m.unanswered(emit)
		m.start(n)
		m.stats.Records++
		emit(&m.rec)
	}
}

// unanswered complains of the request before, if it still waits.
func (m *modbus) unanswered(emit func(*Record)) {
	q := m.asked
	if m.asked = (request{}); q.count > 0 {
		m.bad(0, emit, "unit %d did not answer the request for %v", q.unit, q)
	}
}

// refused takes an exception.
func (m *modbus) refused(f modbusFrame, n int, emit func(*Record)) {
	q, why := m.asked, modbusExceptions[f[2]]
	fn := f.function() &^ 0x80
	if q.count > 0 && q.unit == f.unit() && q.function == fn {
		m.asked = request{}
		m.bad(n, emit, "unit %d refused the request for %v: %s (exception %d)", f.unit(), q, why, f[2])
		return
	}
	m.bad(n, emit, "unit %d refused function %d: %s (exception %d)", f.unit(), fn, why, f[2])
}

// answer takes the registers of an answer.
func (m *modbus) answer(f modbusFrame, n int, emit func(*Record)) {
	q, have := m.asked, int(f[2])/2
	switch {
	case !m.begun: // its request came before we listened
		m.stats.Skipped += n
		return
	case q.unit != f.unit() || q.function != f.function():
		m.bad(n, emit, "unit %d answers with function %d what nobody asked", f.unit(), f.function())
		return
	case have != q.count:
		m.bad(n, emit, "unit %d answers with %s the request for %v", f.unit(), notation.Count(have, "register"), q)
		m.asked = request{}
		return
	}
	m.asked = request{}
	m.start(n)
	m.fill(q, f[3:])
	m.stats.Records++
	emit(&m.rec)
}

// fill adds the numbers among the registers that were asked for.
func (m *modbus) fill(q request, words modbusFrame) {
	for i := range m.registers {
		r := &m.registers[i]
		if r.device == q.unit && r.function == q.function && r.within(q.first, q.count) {
			m.rec.Fields = append(m.rec.Fields, Field{r.name, r.value(words[2*(r.address-q.first):]), r.unit})
		}
	}
}

// start begins the record that ends n bytes from pos.
func (m *modbus) start(n int) {
	m.rec = Record{End: max(m.pos+n-m.old, 0), Uptime: -1, Fields: m.rec.Fields[:0]}
}

// bad gives out what is wrong up to n bytes from pos.
func (m *modbus) bad(n int, emit func(*Record), format string, args ...any) {
	m.start(n)
	m.rec.Err = fmt.Errorf(format, args...)
	m.stats.Bad++
	emit(&m.rec)
}
