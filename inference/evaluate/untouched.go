package evaluate

import (
	"rigscope/inference/baselines"
)

// quiet hops end an alarm episode; less is one engineer called once.
const quiet = 8

// untouched judges clean segments, one after the other.
func (t *trial) untouched(segments [][][]float64) (Untouched, error) {
	var flagged, damage, n, days float64
	episodes := 0
	for _, seg := range segments {
		ws := baselines.Windows([][][]float64{seg}, t.t, t.t/8)
		js, err := t.method.Judge(ws)
		if err != nil {
			return Untouched{}, err
		}
		alarms := make([]bool, len(js))
		for i, j := range js {
			if alarms[i] = j.Score > t.threshold; alarms[i] {
				flagged++
			}
			damage += t.worstRMS(Mend(ws[i], j, t.threshold).X, ws[i].X, nil)
		}
		episodes += countEpisodes(alarms)
		n, days = n+float64(len(js)), days+float64(len(seg[0]))/t.rig.Rate/86400
	}
	return Untouched{Figure(flagged / n), Figure(float64(episodes) / days), Figure(damage / n), int(n)}, nil
}

// countEpisodes counts runs of alarms; up to quiet hops without one do not
// end a run.
func countEpisodes(alarms []bool) int {
	n, since := 0, quiet+1
	for _, a := range alarms {
		switch {
		case !a:
			since++
		default:
			if since > quiet {
				n++
			}
			since = 0
		}
	}
	return n
}
