package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rigscope/inference"
	"rigscope/pipeline"
)

var update = flag.Bool("update", false, "write the goldens anew")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what it was; go test ./report -update writes it anew", name)
	}
}

func written(t *testing.T, in Incident) (html, text string) {
	t.Helper()
	var h, x bytes.Buffer
	if err := in.HTML(&h); err != nil {
		t.Fatal(err)
	}
	if err := in.Text(&x); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, h.Bytes())
	fitsColumns(t, x.String())
	return h.String(), x.String()
}

// wellFormed reads the page as XML, which is stricter than HTML.
func wellFormed(t *testing.T, page []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(page))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("the page is not well-formed: %v", err)
		}
	}
}

func fitsColumns(t *testing.T, text string) {
	t.Helper()
	for i, line := range strings.Split(text, "\n") {
		if n := cells(line); n > textWidth {
			t.Errorf("line %d has %d columns: %s", i+1, n, line)
		}
	}
}

func TestGoldens(t *testing.T) {
	html, text := written(t, testIncident())
	golden(t, "incident.html", html)
	golden(t, "incident.txt", text)
	for i, r := range text {
		if r > '~' {
			t.Fatalf("the text holds %q at byte %d: only words from elsewhere may be more than ASCII", r, i)
		}
	}
}

// What an engineer must be told stands in both forms.
func TestBothFormsSayWhatMatters(t *testing.T) {
	html, text := written(t, testIncident())
	for _, want := range []string{
		"Pressure read up to 0.61 bar too high from 10:16:13 to 10:17:13 UTC (60 s)", "an estimate from the other sensors",
		"It was acknowledged on the console.", "Nobody has acknowledged it yet.", "valve was being turned",
		"bias, probability .93; the next likeliest is gain, .04", "network, rules (rate)", "electrical, score .10: Current",
		"Oil stood still from 10:17:53 UTC to the end of this report (39 s). Shown instead: no number", "Flow: its level was up, 7 times its usual swing",
		"7f3a99c0ffee7f3a99c0ffee", "clean.csv", "rows :400", "nominal 1 %, achieved 1.2 %", "Oil: the others do not predict them",
		"line 12: nonsense", "estimate, never a reading",
	} {
		flat := strings.Join(strings.Fields(text), " ")
		if !strings.Contains(html, want) {
			t.Errorf("HTML does not say %q", want)
		}
		if !strings.Contains(flat, want) {
			t.Errorf("the text does not say %q", want)
		}
	}
	if strings.Contains(html, "somebody") {
		t.Error("the folder of a training log is nobody's business")
	}
}

func TestOneEvent(t *testing.T) {
	in := FromSnapshot(testSnapshot(), 2)
	if !in.One || len(in.Episodes) != 3 || !in.From.Equal(at(40)) || !in.To.Equal(at(220)) {
		t.Errorf("from %v to %v, %d events", in.From, in.To, len(in.Episodes))
	}
	if h := in.Health[1]; h.Frames != 181 || h.Corrected != 64 {
		t.Errorf("%d frames, %d corrected", h.Frames, h.Corrected)
	}
	if all := FromSnapshot(testSnapshot(), 99); all.One || len(all.Episodes) != 4 {
		t.Error("an unknown event is not all")
	}
}

// Names, units, notes and notices out of a log are text and nothing else.
func TestHostileNames(t *testing.T) {
	evil := "</title><script>alert(1)</script>\x1b[31m\x00\u202e\" onload='x' {{.}} &amp;"
	in := testIncident()
	in.Rig.Name, in.Source, in.By = evil, evil, evil
	in.Notes[0].Text, in.Episodes[0].Text, in.Model.Name = evil, evil, evil
	in.Spec.Provenance.Logs[0] = evil
	for c := range in.Rig.Channels {
		in.Rig.Channels[c].Name, in.Rig.Channels[c].Unit, in.Rig.Channels[c].Modality = evil, evil, evil
	}
	html, text := written(t, in)
	if strings.Contains(html, "<script") || strings.Contains(html, "' onload") || strings.ContainsAny(html+text, "\x1b\x00\u202e") {
		t.Error("a name got out of its place")
	}
	if !strings.Contains(html, "&lt;script&gt;") {
		t.Error("the name is not there at all")
	}
}

// A channel that never said anything has no numbers, and nothing breaks.
func TestSilentChannel(t *testing.T) {
	s := testSnapshot()
	for i := range testN {
		s.Raw[1][i], s.Value[1][i], s.Status[1][i] = math.NaN(), math.NaN(), inference.Missing
	}
	in := FromSnapshot(s, 0)
	in.Spec = testSpec()
	html, text := written(t, in)
	if strings.Contains(html, "NaN") || strings.Contains(text, "NaN") || strings.Contains(html, "Inf") {
		t.Error("a number that is none is shown as one")
	}
	if h := in.Health[1]; h.Missing != testN || h.Gaps != 1 || h.LongestGap != testN*time.Second || !math.IsNaN(h.Mean()) {
		t.Errorf("%+v", h)
	}
	if !strings.Contains(html, "nothing was measured") {
		t.Error("the gap is not explained")
	}
}

func TestNothingAtAll(t *testing.T) {
	html, _ := written(t, FromSnapshot(&pipeline.Snapshot{}, 0))
	if !strings.Contains(html, "There was no model") {
		t.Error("an empty report does not say why")
	}
}

// A long log with hundreds of alarms stays small, and a single wild sample
// is still in the picture.
func TestLongLogStaysSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	s := testSnapshot()
	const n = 60_000
	for i := testN; i < n; i++ {
		s.Times, s.State = append(s.Times, at(i)), append(s.State, inference.OK)
		for c := range s.Raw {
			x := float64(c+1) + .1*math.Sin(float64(i)) + .03*math.Cos(1.7*float64(i))
			s.Raw[c], s.Value[c] = append(s.Raw[c], x), append(s.Value[c], x)
			s.Status[c], s.Score[c] = append(s.Status[c], inference.Status(1+i%2)), append(s.Score[c], .5+.5*math.Sin(float64(i)))
		}
	}
	s.Judged = n
	for i := range 450 {
		e := s.Events[1]
		e.ID, e.From, e.To = 5+i, at(300+i*100), at(380+i*130)
		s.Events = append(s.Events, e)
	}
	s.Raw[1][45_000] = 77
	in := FromSnapshot(s, 0)
	in.Spec = testSpec()
	html, text := written(t, in)
	if len(html) > 2_000_000 || len(text) > 1_000_000 {
		t.Errorf("HTML of %d bytes, text of %d", len(html), len(text))
	}
	kept := 0
	for _, e := range in.Episodes {
		if e.Trace == nil {
			continue
		}
		for _, b := range e.Trace.Buckets {
			if b.Raw.Hi == 77 {
				kept++
				break
			}
		}
	}
	if kept == 0 {
		t.Error("the spike is gone")
	}
}
