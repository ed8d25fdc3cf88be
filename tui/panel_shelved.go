package tui

import (
	"rigscope/inference"
)

// shelvedWord is the state of a rig whose only alarms are on the shelf.
const shelvedWord = "SHELVED"

// shelvedSentence names what is on the shelf, and what goes on nevertheless.
func (p headline) shelvedSentence() sentence {
	if len(p.past) > 0 {
		return p.over(p.past[0])
	}
	s := sentence{mark: markShelved(), label: shelvedWord}
	if p.now.state == inference.Process {
		left := countdown(p.shelved(origin{inference.Process, -1}))
		s.words, s.short = []word{strong(inkBright, "the process moved")}, "the process moved"
		s.right = []word{say(inkText, left+" left").ranked(1).after(2)}
		return s
	}
	on := p.now.faults()
	text := p.names[on[0]] + " " + p.shortFault(on[0])
	s.words, s.short = []word{strong(inkBright, text)}, text
	if more := len(on) - 1; more > 0 {
		s.words = append(s.words, strong(inkBright, "and "+plural(more, "other")).ranked(1))
	}
	s.words = append(s.words, p.instead(on[0])...)
	left := countdown(p.shelved(origin{inference.Fault, on[0]}))
	s.right = []word{say(inkText, left+" left").ranked(1).after(2), strong(inkKey, "E z").ranked(3).after(2), say(inkDim, "takes it down").ranked(3)}
	return s
}
