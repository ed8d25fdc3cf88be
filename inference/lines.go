package inference

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"math"
	"strconv"
	"time"

	"rigscope/sensor"
)

// LineVersion is the schema version of verdict lines.
const LineVersion = 1

// lineTime is RFC 3339 in UTC with nanoseconds, always nine of them.
const lineTime = "2006-01-02T15:04:05.000000000Z"

// Lines writes verdicts as JSON, one object a line: a header, a line per
// verdict, a summary with the digest of the verdict lines. The format is a
// contract (docs/formats.md).
type Lines struct {
	OnVerdict func(v *Verdict, line []byte) // told of every verdict line; may be nil
	w         io.Writer
	sum       hash.Hash
}

// NewLines writes to w. It does not buffer.
func NewLines(w io.Writer) *Lines { return &Lines{w: w, sum: sha256.New()} }

// Header names the program and the model.
type Header struct {
	App    string     `json:"app"`
	Model  string     `json:"model,omitempty"` // "sha256:…"; left out if nothing is judged
	Rig    sensor.Rig `json:"rig"`
	Hop    int        `json:"hop"`
	Window int        `json:"window"`
	FAR    float64    `json:"far"`
}

// Summary closes a run. Rows and Row-like numbers count data rows.
type Summary struct {
	Rows    int            `json:"rows"`
	Frames  int            `json:"frames"`
	Windows int            `json:"windows"`
	BadRows int            `json:"bad_rows"`
	Late    int            `json:"late"`
	Alarms  int            `json:"alarms"` // times an alarm was raised
	States  map[string]int `json:"states"` // windows in each state
	Digest  string         `json:"digest"`
}

// Header writes the first line.
func (l *Lines) Header(h Header) error {
	b, err := line(struct {
		V      int    `json:"v"`
		Header Header `json:"header"`
	}{LineVersion, h})
	if err != nil {
		return err
	}
	return l.write(b)
}

// Verdict writes one verdict and takes it into the digest.
func (l *Lines) Verdict(v *Verdict) error {
	b, err := line(toLine(v))
	if err != nil {
		return err
	}
	l.sum.Write(b)
	if l.OnVerdict != nil {
		l.OnVerdict(v, b)
	}
	return l.write(b)
}

// Digest covers every verdict line so far.
func (l *Lines) Digest() string { return "sha256:" + hex.EncodeToString(l.sum.Sum(nil)) }

// Summary writes the last line, with the digest filled in.
func (l *Lines) Summary(s Summary) error {
	s.Digest = l.Digest()
	b, err := line(struct {
		V       int     `json:"v"`
		Summary Summary `json:"summary"`
	}{LineVersion, s})
	if err != nil {
		return err
	}
	return l.write(b)
}

// line is v with its end.
func line(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("write a verdict line: %w", err)
	}
	return append(b, '\n'), nil
}

func (l *Lines) write(b []byte) error {
	if _, err := l.w.Write(b); err != nil {
		return fmt.Errorf("write a verdict line: %w", err)
	}
	return nil
}

type verdictLine struct {
	V          int            `json:"v"`
	T          string         `json:"t"`
	Row        int            `json:"row"`
	State      State          `json:"state"`
	Score      number         `json:"score"`
	P          number         `json:"p"`
	TailP      number         `json:"p_tail,omitempty"`
	Alarm      bool           `json:"alarm"`
	Witness    []Witnessing   `json:"witness,omitempty"`
	Shift      number         `json:"shift,omitempty"`
	Frozen     bool           `json:"frozen,omitempty"`
	Abstained  bool           `json:"abstained,omitempty"`
	Process    *processLine   `json:"process,omitempty"`
	Drill      *Injection     `json:"drill,omitempty"`
	Modalities []modalityLine `json:"modalities"`
	Channels   []channelLine  `json:"channels"`
}

// processLine is there while the process witness is on.
type processLine struct {
	Channel string `json:"channel"`
	Feature string `json:"feature"`
	Times   number `json:"times"`
	Above   bool   `json:"above"`
}

type modalityLine struct {
	Name  string `json:"name"`
	Score number `json:"score"`
	P     number `json:"p"`
}

type channelLine struct {
	Name     string `json:"name"`
	Score    number `json:"score"`
	P        number `json:"p"`
	Alarm    bool   `json:"alarm"`
	Kind     string `json:"kind,omitempty"`
	KindP    number `json:"kind_p,omitempty"`
	Second   string `json:"second,omitempty"`
	SecondP  number `json:"second_p,omitempty"`
	Rule     string `json:"rule,omitempty"`
	Status   Status `json:"status"`
	Raw      number `json:"raw"`
	Value    number `json:"value"`
	Sigma    number `json:"sigma"`
	Evidence number `json:"evidence"`
}

// number is null where it is NaN or infinite, and the shortest text that
// reads back to the same bits elsewhere.
type number float64

// MarshalJSON writes the number.
func (n number) MarshalJSON() ([]byte, error) {
	if f := float64(n); !math.IsNaN(f) && !math.IsInf(f, 0) {
		return strconv.AppendFloat(nil, f, 'g', -1, 64), nil
	}
	return []byte("null"), nil
}

func toLine(v *Verdict) verdictLine {
	out := verdictLine{V: LineVersion, T: v.T.UTC().Format(lineTime), Row: v.Row, State: v.State,
		Score: rounded(v.Score), P: rounded(v.P), TailP: significant(v.TailP), Alarm: v.Alarm, Witness: v.Witness, Shift: rounded(v.Shift), Frozen: v.Frozen, Abstained: v.Abstained, Drill: v.Drill}
	if v.Process.On && v.Process.Channel >= 0 {
		out.Process = &processLine{v.Channels[v.Process.Channel].Name, v.Process.Feature, rounded(v.Process.Times), v.Process.Above}
	}
	for _, m := range v.Modalities {
		out.Modalities = append(out.Modalities, modalityLine{m.Name, rounded(m.Score), rounded(m.P)})
	}
	for _, c := range v.Channels {
		out.Channels = append(out.Channels, channelLine{c.Name, rounded(c.Score), rounded(c.P), c.Alarm, c.Kind,
			rounded(c.KindP), c.Second, rounded(c.SecondP), c.Rule, c.Status, number(c.Raw), number(c.Value), number(c.Sigma), rounded(c.Evidence)})
	}
	return out
}

// rounded keeps four decimals, more would only pretend.
func rounded(x float64) number { return number(math.Round(x*1e4) / 1e4) }

// significant keeps three digits of a number that may be very small.
func significant(x float64) number {
	v, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	return number(v)
}

// ParseLineTime reads a time as verdict lines write it.
func ParseLineTime(s string) (time.Time, error) { return time.Parse(lineTime, s) }
