package decode

import (
	"fmt"
	"math"
	"slices"
	"time"
	"unicode/utf8"

	"rigscope/sources/notation"
)

// maxFields is how many names a trial remembers.
const maxFields = 256

// trial is what a decoder makes of a sample.
type trial struct {
	decoder Decoder
	records int
	bad     int      // since the first record
	fields  []string // in the order of first sight
	first   []string // of the first record, which may lack its beginning
	seen    map[string]int
	units   map[string]string // of names that the wire gives one
	values  int
	note    string // of a record
	clock   bool   // records tell the time
	whole   bool   // all values are whole numbers
	begin   int    // where the first record ends in the sample
	before  int    // bytes skipped up to there
	text    float64
}

// judge makes the judge of a format. sure is the confidence in a long sample
// without a fault; what completes "lines parse as"; check gives a factor for
// what counts of records do not tell.
func judge(sure float64, unit, what string, check func(*trial) float64) func(format, []byte, Options) (Guess, bool) {
	return func(f format, sample []byte, opt Options) (Guess, bool) {
		t := tryBoth(f, sample, opt)
		if t == nil || t.records == 0 {
			return Guess{}, false
		}
		return Guess{
			Format:     f.name,
			Confidence: sure * t.fit(len(sample)) * check(t),
			Evidence:   t.evidence(unit, what),
			Fields:     t.fields,
			Units:      t.unitsOf(t.fields),
			Bare:       t.bare(),
			Records:    t.records,
			Bad:        t.bad,
		}, true
	}
}

// tryBoth tries the sample and the sample without its first line, which may
// lack its beginning and so mislead a decoder about the rest.
func tryBoth(f format, sample []byte, opt Options) *trial {
	a := try(f, sample, opt)
	n := terminator(sample)
	if a == nil || n < 0 || a.bad == 0 {
		return a
	}
	if b := try(f, sample[n+1:], opt); b.records >= a.records && b.bad < a.bad {
		return b
	}
	return a
}

// try is nil if the options do not suffice for the format.
func try(f format, sample []byte, opt Options) *trial {
	d, err := f.open(opt)
	if err != nil {
		return nil
	}
	t := &trial{decoder: d, whole: true, seen: map[string]int{}, units: map[string]string{}}
	d.Push(sample, time.Time{}, t.take)
	t.trust()
	if t.text = 1; !f.binary {
		t.text = textShare(sample[t.begin:])
	}
	return t
}

// trust leaves out names that only the first of several records has: a piece
// of a name is a name, too.
func (t *trial) trust() {
	if t.records < 3 {
		return
	}
	t.fields = slices.DeleteFunc(t.fields, func(name string) bool {
		return t.seen[name] == 1 && slices.Contains(t.first, name)
	})
}

func (t *trial) take(rec *Record) {
	switch {
	case rec.Err == nil && t.records == 0:
		t.begin, t.before = rec.End, t.decoder.Stats().Skipped
		fallthrough
	case rec.Err == nil:
		t.records++
	case t.records > 0:
		t.bad++
	}
	if t.records == 1 && t.first == nil {
		for _, f := range rec.Fields {
			t.first = append(t.first, f.Name)
		}
	}
	if rec.Note != "" {
		t.note = rec.Note
	}
	t.clock = t.clock || !rec.Time.IsZero() || rec.Uptime >= 0
	for _, f := range rec.Fields {
		t.values++
		t.seen[f.Name]++
		if f.Unit != "" {
			t.units[f.Name] = f.Unit
		}
		t.whole = t.whole && (math.IsNaN(f.V) || f.V == math.Trunc(f.V))
		if len(t.fields) < maxFields && !slices.Contains(t.fields, f.Name) {
			t.fields = append(t.fields, f.Name)
		}
	}
}

// fit is 1 for many good records and nothing else.
func (t *trial) fit(size int) float64 {
	n := float64(t.records)
	good := n / (n + float64(t.bad))
	return good * good * t.covered(size) * n / (n + 1.5) * math.Pow(t.text, 4)
}

// covered is the share of the bytes behind the first record that belong to
// records.
func (t *trial) covered(size int) float64 {
	rest := size - t.begin
	if rest <= 0 {
		return 1
	}
	return 1 - float64(t.decoder.Stats().Skipped-t.before)/float64(rest)
}

func (t *trial) evidence(unit, what string) string {
	s := fmt.Sprintf("%d of %s parse as %s", t.records, notation.Count(t.records+t.bad, unit), what)
	if t.records+t.bad == 1 {
		s = fmt.Sprintf("1 %s parses as %s", unit, what)
	}
	s += ", " + notation.Count(len(t.fields), "field")
	if t.clock {
		s += ", with the device's time"
	}
	if t.note != "" {
		s += "; " + t.note
	}
	return s
}

func (t *trial) unitsOf(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = t.units[name]
	}
	return out
}

// bare says that nobody names the columns.
func (t *trial) bare() bool {
	r := t.row()
	return r != nil && r.by != byHeader && r.by != byProfile
}

// row is what reads the cells of formats without names; nil of others.
func (t *trial) row() *row {
	switch d := t.decoder.(type) {
	case *serialStudio:
		return &d.row
	case *text:
		if c, ok := d.grammar.(*csv); ok {
			return &c.row
		}
	}
	return nil
}

// textShare is how much of b is text. At the wrong baud rate little is.
func textShare(b []byte) float64 {
	good := 0
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r >= ' ' && r != 0x7f && (r != utf8.RuneError || n > 1) || r == '\t' || r == '\r' || r == '\n' {
			good += n
		}
		i += n
	}
	if len(b) == 0 {
		return 1
	}
	return float64(good) / float64(len(b))
}
