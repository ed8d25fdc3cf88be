package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"rigscope/inference"
	"rigscope/sensor"
	"rigscope/sensor/profile"
	"rigscope/tui"
)

// trigger is a condition that has a piece of the stream captured when it
// becomes true.
type trigger struct {
	profile.Trigger
	channel int // of the threshold; -1: any alarm
	above   bool
	limit   float64
	held    bool         // the threshold was crossed at the last number
	accused map[int]bool // channels in alarm at the last verdict; -1 is the process
}

// newTrigger understands "alarm", "NAME > 0.8" and "NAME < 0.8".
func newTrigger(t profile.Trigger, rig sensor.Rig) (*trigger, error) {
	on := strings.TrimSpace(t.On)
	if on == "alarm" {
		return &trigger{Trigger: t, channel: -1}, nil
	}
	at := strings.LastIndexAny(on, "<>")
	if at < 0 {
		return nil, fmt.Errorf("trigger %q: want alarm, or a threshold such as \"Pressure > 0.8\"", t.On)
	}
	name, number := strings.TrimSpace(on[:at]), strings.TrimSpace(on[at+1:])
	limit, err := strconv.ParseFloat(number, 64)
	if err != nil || limit != limit {
		return nil, fmt.Errorf("trigger %q: %q is not a number", t.On, number)
	}
	c := channelCalled(rig, name)
	if c < 0 {
		return nil, fmt.Errorf("trigger %q: the rig has no channel %q: it has %s", t.On, name, channelNames(rig))
	}
	return &trigger{Trigger: t, channel: c, above: on[at] == '>', limit: limit}, nil
}

// channelCalled finds a channel by name or label, or by either in any case.
func channelCalled(rig sensor.Rig, name string) int {
	for i, c := range rig.Channels {
		if c.Name == name || c.Label == name {
			return i
		}
	}
	for i, c := range rig.Channels {
		if strings.EqualFold(c.Name, name) || strings.EqualFold(c.Label, name) {
			return i
		}
	}
	return -1
}

func channelNames(rig sensor.Rig) string {
	var names []string
	for _, c := range rig.Channels {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}

// firedBy says why the trigger fires at a frame; "" if it does not. v is the
// verdict that ends with this frame, nil for all others.
func (t *trigger) firedBy(f sensor.Frame, v *inference.Verdict) string {
	switch {
	case t.channel >= 0:
		return t.crossed(f.V[t.channel])
	case v != nil:
		return t.alarmed(v)
	}
	return ""
}

// crossed fires when the number comes beyond the limit. A missing one proves
// nothing.
func (t *trigger) crossed(x float64) string {
	if x != x {
		return ""
	}
	held := t.held
	if t.above {
		t.held = x > t.limit
	} else {
		t.held = x < t.limit
	}
	if held || !t.held {
		return ""
	}
	return strings.TrimSpace(t.On)
}

// alarmed fires for each channel that is newly accused, and for the process.
func (t *trigger) alarmed(v *inference.Verdict) (why string) {
	now := map[int]bool{}
	for c, ch := range v.Channels {
		if now[c] = ch.Alarm; ch.Alarm && !t.accused[c] && why == "" {
			why = "alarm " + ch.Name
		}
	}
	if now[-1] = v.State == inference.Process; now[-1] && !t.accused[-1] && why == "" {
		why = "alarm process"
	}
	t.accused = now
	return why
}

// triggerFlags are those of the commands that watch.
type triggerFlags struct {
	on            []string
	before, after time.Duration
	dir, format   string
}

func (t *triggerFlags) add(f flagSet) {
	f.StringArrayVar(&t.on, "trigger", nil, `capture what is around an alarm ("alarm") or a threshold ("Pressure > 0.8"); may be given again`)
	f.DurationVar(&t.before, "before", defaultSpan, "data that a capture has before its trigger")
	f.DurationVar(&t.after, "after", defaultSpan, "and after it")
	f.StringVar(&t.dir, "captures", ".", "folder for the files of captures")
	f.StringVar(&t.format, "capture-format", "csv", "csv or mcap")
}

// flagSet is what it takes of pflag.FlagSet.
type flagSet interface {
	StringArrayVar(p *[]string, name string, value []string, usage string)
	DurationVar(p *time.Duration, name string, value time.Duration, usage string)
	StringVar(p *string, name, value, usage string)
}

// defaultSpan is what a capture has on either side.
const defaultSpan = 30 * time.Second

// triggers are those of the flags and of a profile.
func (t triggerFlags) triggers(rig sensor.Rig, of []profile.Trigger) ([]*trigger, error) {
	var out []*trigger
	for _, on := range t.on {
		p := profile.Trigger{On: on, Before: profile.Duration(t.before), After: profile.Duration(t.after), Format: t.format}
		if err := p.Validate(); err != nil {
			return nil, usage("--trigger: %w", err)
		}
		one, err := newTrigger(p, rig)
		if err != nil {
			return nil, usage("--%w", err)
		}
		out = append(out, one)
	}
	for _, p := range of {
		if p.Before == 0 {
			p.Before = profile.Duration(defaultSpan)
		}
		if p.After == 0 {
			p.After = profile.Duration(defaultSpan)
		}
		one, err := newTrigger(p, rig)
		if err != nil {
			return nil, inConfig(err)
		}
		out = append(out, one)
	}
	return out, tooLong(out, rig)
}

// maxCaptured bounds the frames of one capture, and so what waits in memory.
const maxCaptured = 1 << 18

func tooLong(ts []*trigger, rig sensor.Rig) error {
	for _, t := range ts {
		span := time.Duration(t.Before) + time.Duration(t.After)
		if n := span.Seconds() * rig.Rate; n > maxCaptured {
			return usage("trigger %q: %s at %g Hz is %.0f frames, at most %d fit: ask for less before and after", t.On, span, rig.Rate, n, maxCaptured)
		}
	}
	return nil
}

// captureEnding is csv or mcap.
func captureEnding(t profile.Trigger) tui.ExportFormat {
	if t.Format == "mcap" {
		return tui.ExportMCAP
	}
	return tui.ExportCSV
}
