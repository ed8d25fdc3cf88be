package tui

import (
	"fmt"
	"math"
	"strings"
	"time"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// headline is the state of the rig in one sentence.
type headline struct{ *scene }

// Draw fills one row.
func (p headline) Draw(g chart.Grid) {
	if p.layout.tooSmall {
		p.needsRoom(g)
		return
	}
	s := p.spelt(p.recalled(p.verdict()))
	ground := groundBar
	if s.label == "FAULT" {
		ground = groundFault
	}
	g.Fill(chart.Cell{Ground: ground})
	x := p.label(g, s)
	edge := g.W - 1
	if s.fresh && g.W-x-chart.Width(s.short) >= len(freshWord)+2 {
		edge = g.W - len(freshWord)
		g.Text(edge, 0, freshWord, s.pen())
	}
	words, right := s.fit(edge - x - 1)
	writeRight(g, edge, 0, right...)
	write(g, x, 0, words...)
}

func (p headline) spelt(s sentence) sentence {
	for i := range s.words {
		s.words[i].text = p.spell(s.words[i].text)
	}
	s.short = p.spell(s.short)
	return s
}

// label draws the state's mark and word on its own ground.
func (p headline) label(g chart.Grid, s sentence) int {
	label := p.drillLabel(s) + s.label
	text := fmt.Sprintf(" %c %s ", s.mark.glyph, label)
	if p.opt.Glyphs == chart.ASCII && s.mark.letter != 0 {
		text = " " + asciiSign(s.mark.letter) + " " + label + " "
	}
	return g.Text(0, 0, text, s.pen()) + p.cols.margin
}

// drillLabel is the word before the state of a drill.
func (p headline) drillLabel(s sentence) string {
	_, on := drillAt(p.shown, p.now.t)
	if s.label == overWord {
		on = p.past[0].Drill > 0
	}
	if !on {
		return ""
	}
	return drillWord + " "
}

// freshWord stands at the right until the alarm is acknowledged.
const freshWord = " NEW "

// recalled adds that other alarms have passed unseen.
func (p headline) recalled(s sentence) sentence {
	n := len(p.past)
	if s.label == overWord {
		n--
	}
	if n > 0 && s.mark.glyph != 0 {
		s.right = append([]word{say(inkWatch, fmt.Sprintf("%d more over", n)).after(2).ranked(4)}, s.right...)
	}
	return s
}

// overWord is the state of a rig that is well again before anybody has seen
// what was wrong.
const overWord = "OVER"

// over tells of an alarm that has passed unseen, or that came and went after
// the frozen picture.
func (p headline) over(e pipeline.Event) sentence {
	s := sentence{mark: markOver(), label: overWord, words: []word{strong(inkBright, p.was(e))}, short: p.what(e)}
	if isFault(e) {
		s.short = p.names[e.Channel] + " " + s.short
	}
	when := clock(e.From.Sub(p.start()))
	if e.From.After(p.now.t) {
		when = age(e.From.Sub(p.now.t)) + " after this picture"
	}
	s.right = []word{
		say(inkText, when).ranked(1).after(2), say(inkText, "for "+p.lasted(e)).ranked(5),
		strong(inkKey, "a").ranked(2).after(2), say(inkDim, "acknowledges").ranked(2),
	}
	return s
}

func (p headline) needsRoom(g chart.Grid) {
	text := fmt.Sprintf("rigscope needs %dx%d", leastW, leastH)
	if len(text) > g.W {
		text = fmt.Sprintf("%dx%d", leastW, leastH)
	}
	g.Text(0, 0, text, chart.Cell{Ink: inkWatch, Bold: true})
}

// verdict chooses the sentence, the gravest first.
func (p headline) verdict() sentence {
	switch {
	case p.newest != nil && p.newest.Err != nil:
		return p.broken()
	case p.shown == nil || p.now.blank():
		return p.waiting()
	case p.frozen && p.alarmSince() != nil:
		return p.since(*p.alarmSince())
	case len(p.faults) > 0:
		return p.fault()
	case p.hushed():
		return p.shelvedSentence()
	case p.unmodelled():
		return plain(markUnknown(), "NO MODEL", "signals only, no verdicts")
	case p.now.state == "":
		return p.learning()
	case p.now.state == inference.Process:
		return p.process()
	case p.now.state == inference.Unknown:
		return p.unknown()
	case p.now.state == inference.Fault:
		return plain(markFault(), "FAULT", "a sensor disagrees with the others")
	case len(p.past) > 0:
		return p.over(p.past[0])
	}
	return p.ok()
}

// waiting tells which ports keep it waiting.
func (p headline) waiting() sentence {
	s := plain(markUnknown(), "WAITING", "for the first data")
	for _, port := range p.linked.Ports {
		switch {
		case !port.Open:
			s.words = append(s.words, say(inkWatch, chart.Clean(port.Why)).after(2).ranked(2))
		case port.Readings == 0:
			s.words = append(s.words, say(inkText, chart.Cut(chart.Clean(port.Name), 24)+" "+port.mute()).after(2).ranked(1))
		}
	}
	return s
}

func (p headline) broken() sentence {
	text := chart.Clean(p.newest.Err.Error())
	return plain(mark{'×', 0, "", inkWatch, groundWatch}, "ENDED", text)
}

// alarmSince is a sensor's alarm that began after the frozen picture.
func (p headline) alarmSince() *pipeline.Event {
	for i := len(p.newest.Events) - 1; i >= 0; i-- {
		if e := p.newest.Events[i]; isFault(e) && e.To.IsZero() && e.From.After(p.now.t) && p.shelved(originOf(e)) == 0 {
			return &e
		}
	}
	return nil
}

func (p headline) since(e pipeline.Event) sentence {
	text := fmt.Sprintf("%s, %s after this picture", p.names[e.Channel], age(e.From.Sub(p.now.t)))
	return plain(markFault(), "FAULT", text)
}

func (p headline) fault() sentence {
	c := p.faults[0]
	r := p.now.readings[c]
	text := p.names[c] + " " + p.complaint(c)
	s := sentence{mark: markFault(), label: "FAULT", short: p.names[c] + " " + p.shortFault(c)}
	if p.now.abstained {
		text, s.short = p.names[c]+" or another sensor", p.names[c]+" or another"
	}
	s.words = []word{strong(inkBright, text)}
	if r.kind != "" && !strings.Contains(text, r.kind) && p.w >= wideFrom {
		s.words = append(s.words, say(inkText, r.kind).after(2).ranked(4), word{text: sureWords(r), ink: inkText, rank: 6})
	}
	if more := len(p.faults) - 1; more > 0 {
		s.words = append(s.words, strong(inkFault, fmt.Sprintf("and %d more", more)).ranked(1))
	}
	s.words = append(s.words, p.instead(c)...)
	if p.now.frozen {
		s.words = append(s.words, say(inkText, "a fault or a new regime, not noise").after(2).ranked(7))
	}
	s.words = append(s.words, ranked(p.threshold(), 8)...)
	if p.w >= wideFrom {
		s.right = []word{say(inkText, "NE 107 "+string(p.diagnosis(c, r.kind, r.offset).Status)).ranked(5).after(2)}
	}
	s.fresh = p.isNew(c)
	if !r.since.IsZero() {
		s.right = append(s.right, say(inkText, "for "+age(p.now.t.Sub(r.since))).ranked(3).after(2))
	}
	return s
}

// sureWords is ", sure .93", as far as it is known.
func sureWords(r reading) string {
	if math.IsNaN(r.sure()) {
		return ""
	}
	return ", sure " + chart.Prob(r.sure())
}

func ranked(words []word, rank int) []word {
	for i := range words {
		words[i].rank = rank
	}
	return words
}

// instead is what is shown in place of the reading.
func (p headline) instead(c int) []word {
	r := p.now.readings[c]
	switch {
	case p.now.abstained:
		return []word{
			say(inkText, "the two cannot be told apart").after(2).ranked(4),
			strong(inkWatch, "nothing corrected").ranked(2).after(2),
		}
	case r.status == inference.Corrected:
		return []word{
			say(inkText, "showing").after(2).ranked(5),
			strong(inkEstimate, p.estimate(c)).ranked(2).after(1 + narrow(p.w)),
			say(inkText, "instead").ranked(5),
		}
	case r.status == inference.Withheld:
		return []word{strong(inkWatch, "× withheld").after(2).ranked(2)}
	}
	return nil
}

// narrow is the extra blank before an estimate that no word announces.
func narrow(w int) int {
	if w < wideFrom {
		return 1
	}
	return 0
}

func (p headline) process() sentence {
	var names []string
	for k, b := range p.blocks {
		if p.now.modalities[k] >= inference.AlarmScore {
			names = append(names, b.name)
		}
	}
	text := "the sensors disagree together"
	if len(names) == len(p.blocks) && len(names) > 2 {
		text = "all modalities disagree"
	} else if len(names) > 1 {
		text = strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1] + " disagree"
	} else if len(names) == 1 {
		text = names[0] + " and the rest disagree"
	}
	s := sentence{mark: markProcess(), label: "PROCESS", short: "no sensor is accused"}
	if seen := p.sighted(p.now.sight, true); seen != "" {
		text, s.short = seen, p.sighted(p.now.sight, false)
	}
	s.words = []word{strong(inkBright, text), say(inkText, "no sensor is accused").after(2).ranked(1)}
	if p.now.frozen {
		s.words = append(s.words, say(inkText, "a fault or a new regime, not noise: relearn if it stays").after(2).ranked(3))
	}
	s.words = append(s.words, ranked(p.threshold(), 4)...)
	s.fresh = p.unseen()
	if e := p.open(inference.Process); e != nil {
		s.right = []word{say(inkText, "for "+age(p.now.t.Sub(e.From))).ranked(2)}
	}
	return s
}

// open is the latest event of a state that covers this moment.
func (s *scene) open(state inference.State) *pipeline.Event {
	for i := len(s.shown.Events) - 1; i >= 0; i-- {
		if e := s.shown.Events[i]; e.State == state && covers(e, s.now.t, hopOf(s.shown)) {
			return &e
		}
	}
	return nil
}

func (p headline) learning() sentence {
	n, need := len(p.shown.Times), p.shown.Model.Window
	if p.now.i >= p.shown.Judged && p.shown.Judged > 0 {
		return plain(markUnknown(), "UNKNOWN", "no verdict on this moment")
	}
	if n >= need {
		return plain(markUnknown(), "LEARNING", "the first verdict is being made")
	}
	s := sentence{mark: markUnknown(), label: "LEARNING", short: fmt.Sprintf("%d of %d frames", n, need)}
	left := time.Duration(float64(need-n) / p.shown.Rig.Rate * float64(time.Second))
	s.words = []word{
		strong(inkBright, fmt.Sprintf("%d of %d frames collected", n, need)),
		say(inkText, "first verdict in "+age(left)).after(2).ranked(1),
	}
	return s
}

func (p headline) unknown() sentence {
	s := plain(markUnknown(), "UNKNOWN", "too little valid data for a verdict")
	s.short = "too little valid data"
	if gone := p.absent(); len(gone) > 0 {
		s.words = append(s.words, say(inkText, "missing: "+list(gone, 3)).after(2).ranked(1))
	}
	return s
}

// absent names the channels without a reading.
func (s *scene) absent() []string {
	var out []string
	for c, r := range s.now.readings {
		if math.IsNaN(r.raw) {
			out = append(out, s.names[c])
		}
	}
	return out
}

func (p headline) ok() sentence {
	agree, measured := 0, true
	for c, r := range p.now.readings {
		if m := p.marks[c]; m.letter == 0 {
			agree++
		}
		measured = measured && r.status == inference.Measured
	}
	text := fmt.Sprintf("%d of %s agree", agree, plural(len(p.names), "sensor"))
	s := sentence{mark: markOK(), label: "OK", words: []word{strong(inkBright, text)}, short: text}
	if gone := p.absent(); len(gone) > 0 {
		s.words = append(s.words, say(inkText, "missing: "+list(gone, 2)).after(2).ranked(1))
	}
	if w := p.watched(); w >= 0 {
		s.words = append(s.words, say(inkWatch, "watching "+p.names[w]+" "+chart.Prob(p.now.readings[w].score)).after(2).ranked(1))
	}
	s.words = append(s.words, say(inkDim, "quiet for "+age(p.now.t.Sub(p.quietSince()))).after(3).ranked(3))
	s.words = append(s.words, ranked(p.threshold(), 4)...)
	if measured && (p.w >= wideFrom || p.threshold() == nil) {
		s.right = []word{say(inkDim, "every value shown is measured").ranked(5)}
	}
	return s
}

// watched is the channel to watch with the highest score, or -1.
func (p headline) watched() int {
	for _, c := range highest(p.now.scores()) {
		if p.marks[c].letter == 'W' {
			return c
		}
	}
	return -1
}

// quietSince is the end of the last alarm before this moment, or the start.
func (p headline) quietSince() time.Time {
	since := p.start()
	for _, e := range p.shown.Events {
		if isAlarm(e) && e.To.After(since) && !e.To.After(p.now.t) {
			since = e.To
		}
	}
	return since
}
