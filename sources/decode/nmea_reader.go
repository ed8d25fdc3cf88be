package decode

import (
	"math"
	"time"

	"github.com/adrianmo/go-nmea"
)

// nmeaReader reads the fields of one sentence and keeps the first error.
type nmeaReader struct {
	p    *nmea.Parser
	out  []Field
	err  error
	void bool          // it says itself that its numbers do not count
	tod  time.Duration // time of day; negative if it tells none
	date time.Time     // midnight; zero if it tells none
}

func (r *nmeaReader) start(s nmea.BaseSentence, out []Field) {
	*r = nmeaReader{p: nmea.NewParser(s), out: out, tod: -1}
}

// text is the field i, empty where the sentence has none.
func (r *nmeaReader) text(i int) string {
	if i >= len(r.p.Fields) {
		return ""
	}
	return r.p.Fields[i]
}

// value is the number in field i, NaN where there is none.
func (r *nmeaReader) value(i int, name string) float64 {
	if r.text(i) == "" {
		return math.NaN()
	}
	f := r.p.NullFloat64(i, name)
	if math.IsInf(f.Value, 0) || math.IsNaN(f.Value) {
		r.p.SetErr(name, r.text(i))
	}
	if r.failed() {
		return math.NaN()
	}
	return f.Value
}

// failed keeps the first error and makes the parser go on after it.
func (r *nmeaReader) failed() bool {
	err := r.p.Err()
	if err == nil {
		return false
	}
	if r.err == nil {
		r.err = err
	}
	r.p = nmea.NewParser(r.p.BaseSentence)
	return true
}

// add gives out a number.
func (r *nmeaReader) add(name string, v float64, unit string) {
	r.out = append(r.out, Field{name, v, unit})
}

// num gives out field i times scale; NaN in a sentence that is void.
func (r *nmeaReader) num(i int, name, unit string, scale float64) {
	v := r.value(i, name) * scale
	if r.void {
		v = math.NaN()
	}
	r.add(name, v, unit)
}

// extra is num, where field i is filled.
func (r *nmeaReader) extra(i int, name, unit string, scale float64) {
	if r.text(i) != "" {
		r.num(i, name, unit, scale)
	}
}

// first gives out the first field of several that is filled: one quantity in
// several units. Unfilled, it is named without a value.
func (r *nmeaReader) first(name, unit string, of ...inUnit) {
	for _, f := range of {
		if r.text(f.i) != "" {
			r.num(f.i, name, unit, f.scale)
			return
		}
	}
	r.add(name, math.NaN(), unit)
}

// inUnit is a field and what its number is to be multiplied by.
type inUnit struct {
	i     int
	scale float64
}

// signed is the number in field i, negative where field i+1 says so.
func (r *nmeaReader) signed(i int, name, minus string) float64 {
	v := r.value(i, name)
	if r.text(i+1) == minus {
		return -v
	}
	return v
}

// position gives out field i to i+3: latitude, N or S, longitude, E or W.
func (r *nmeaReader) position(i int) {
	r.add("lat", r.angle(i, "N", "S", 90), "deg")
	r.add("lon", r.angle(i+2, "E", "W", 180), "deg")
}

// angle reads ddmm.mmmm and its direction.
func (r *nmeaReader) angle(i int, plus, minus string, most float64) float64 {
	s, to := r.text(i), r.text(i+1)
	if s == "" || r.void {
		return math.NaN()
	}
	v, err := nmea.ParseGPS(s + " " + to)
	minutes := math.Mod(r.value(i, "position"), 100)
	if err != nil || to != plus && to != minus || s[0] < '0' || s[0] > '9' || !(math.Abs(v) <= most) || minutes >= 60 {
		r.p.SetErr("position", s+" "+to)
		r.failed()
		return math.NaN()
	}
	return v
}

// clock takes the time of day in field i.
func (r *nmeaReader) clock(i int) {
	if r.text(i) == "" {
		return
	}
	t := r.p.Time(i, "time")
	if t.Hour > 23 || t.Minute > 59 || t.Second > 60 {
		r.p.SetErr("time", r.text(i))
	}
	if r.failed() {
		return
	}
	r.tod = time.Duration(t.Hour)*time.Hour + time.Duration(t.Minute)*time.Minute +
		time.Duration(t.Second)*time.Second + time.Duration(t.Millisecond)*time.Millisecond
}

// firstYear is before any receiver whose logs are still read; a receiver
// that has no fix yet often says 1980.
const firstYear = 1990

// calendar takes the date that text says.
func (r *nmeaReader) calendar(year, month, day int, text string) {
	date := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if date.Day() != day || int(date.Month()) != month {
		r.p.SetErr("date", text)
		r.failed()
	} else if year >= firstYear {
		r.date = date
	}
}

// ddmmyy takes the date in field i.
func (r *nmeaReader) ddmmyy(i int) {
	if r.text(i) == "" {
		return
	}
	d := r.p.Date(i, "date")
	if r.failed() {
		return
	}
	if d.YY < 80 {
		d.YY += 100
	}
	r.calendar(1900+d.YY, d.MM, d.DD, r.text(i))
}
