package main

import (
	"encoding/json"
	"fmt"
	"time"

	"rigscope/replay/mcap"
	"rigscope/sensor"
	"rigscope/sources/faults"
)

// drillLabel is a drill as a recording keeps it, in the text of a label: once
// when it begins and once when it has ended. The bytes of the ports are
// recorded before it, so with both a run can be judged anew to the same
// verdicts.
type drillLabel struct {
	Drill    int        `json:"drill"` // its number, from 1
	Kind     string     `json:"kind"`
	Channels []string   `json:"channels"`
	Size     []float64  `json:"size,omitempty"` // of each channel, as the kind has it [unit]
	Count    int        `json:"count,omitempty"`
	Seed     uint64     `json:"seed"`
	Lasts    int64      `json:"lasts_ns"` // as it was ordered
	From     time.Time  `json:"from"`     // its first frame
	To       time.Time  `json:"to"`       // the first frame after it; foreseen until over
	Over     bool       `json:"over"`
	Cut      faults.Cut `json:"cut,omitempty"` // why before its time
}

func labelOf(r faults.Run, rig sensor.Rig) drillLabel {
	l := drillLabel{Drill: r.ID, Kind: string(r.Kind), Size: r.Size, Count: r.Count, Seed: r.Seed,
		Lasts: int64(r.Lasts), From: r.From, To: r.To, Over: r.Over, Cut: r.Cut}
	for _, c := range r.Channels {
		l.Channels = append(l.Channels, rig.Channels[c].Name)
	}
	return l
}

// run is the way back.
func (l drillLabel) run(rig sensor.Rig) (faults.Run, error) {
	r := faults.Run{ID: l.Drill, From: l.From, To: l.To}
	r.Order = faults.Order{Kind: faults.Kind(l.Kind), Size: l.Size, Count: l.Count, Seed: l.Seed, Lasts: time.Duration(l.Lasts)}
	for _, name := range l.Channels {
		c := rig.Index(name)
		if c < 0 {
			return r, fmt.Errorf("drill %d is on %q, which the rig does not have", l.Drill, name)
		}
		r.Channels = append(r.Channels, c)
	}
	return r, nil
}

// labelDrills lets a recording have what a drill did, at the time of the data.
func (r *liveRun) labelDrills(d *drills) {
	r.drills = d
	d.src.OnChange = func(run faults.Run) {
		if r.rec == nil {
			return
		}
		text, err := json.Marshal(labelOf(run, d.rig))
		if err != nil { // a size that is no number is refused before it gets here
			return
		}
		at := run.From
		if run.Over {
			at = run.To
		}
		r.rec.Label(at, string(text))
	}
}

// drillsIn are the drills of a recording, in order. What a label says last of
// one counts; labels of others are passed over.
func drillsIn(rec *mcap.Recording, rig sensor.Rig) ([]faults.Run, error) {
	var runs []faults.Run
	err := rec.Labels(func(n mcap.Note) error {
		var l drillLabel
		if json.Unmarshal([]byte(n.Text), &l) != nil || l.Drill == 0 {
			return nil
		}
		r, err := l.run(rig)
		if err != nil {
			return err
		}
		if n := len(runs); n > 0 && runs[n-1].ID == r.ID {
			runs[n-1] = r
		} else {
			runs = append(runs, r)
		}
		return nil
	})
	return runs, err
}
