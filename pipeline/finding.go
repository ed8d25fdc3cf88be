package pipeline

import (
	"time"

	"rigscope/inference"
)

// Finding is what the clearest verdict of an event said, for those who ask
// later on what grounds.
type Finding struct {
	T          time.Time                   // of the verdict; zero: there is none
	Score      float64                     // of the rig
	P, TailP   float64                     // as in the verdict
	Abstained  bool                        // it was not clear which sensor it was
	Channel    inference.ChannelVerdict    // of the accused, without its Trace; zero if the event is about none
	Modalities []inference.ModalityVerdict // [M]; never written again
}

// finding is what v says about channel c, -1 for none.
func finding(v *inference.Verdict, c int) Finding {
	f := Finding{T: v.T, Score: v.Score, P: v.P, TailP: v.TailP, Abstained: v.Abstained, Modalities: v.Modalities}
	if c >= 0 {
		f.Channel = v.Channels[c]
		f.Channel.Trace = nil // of every hop: it would keep the whole run in memory
	}
	return f
}

// clearer prefers verdicts that name the kind, then those with more evidence.
func (f Finding) clearer(than Finding) bool {
	if named, was := f.Channel.KindP > 0, than.Channel.KindP > 0; named != was {
		return named
	}
	if f.Channel.Evidence != than.Channel.Evidence {
		return f.Channel.Evidence > than.Channel.Evidence
	}
	return f.Score > than.Score
}
