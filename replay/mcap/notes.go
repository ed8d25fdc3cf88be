package mcap

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"rigscope/sources"
)

// Note is an event, a marker or a label.
type Note struct {
	T    time.Time
	Text string
}

// Verdicts calls give for every line of verdicts, byte by byte as it was
// recorded; it is valid during the call. The first error of give ends it.
// Damaged pieces are passed over and told at the end, as a *sources.FrameError.
func (r *Recording) Verdicts(give func(line []byte) error) error {
	return r.each(verdictsTopic, func(m *Message) error { return give(m.Data) })
}

// Events calls give for every event, like Verdicts.
func (r *Recording) Events(give func(Note) error) error { return r.notes(eventsTopic, give) }

// Markers calls give for every marker, like Verdicts.
func (r *Recording) Markers(give func(Note) error) error { return r.notes(markersTopic, give) }

// Labels calls give for every label, like Verdicts.
func (r *Recording) Labels(give func(Note) error) error { return r.notes(labelsTopic, give) }

func (r *Recording) notes(topic string, give func(Note) error) error {
	return r.each(topic, func(m *Message) error {
		var v struct{ Text string }
		if json.Unmarshal(m.Data, &v) != nil {
			v.Text = string(m.Data) // of another program
		}
		return give(Note{m.Log, v.Text})
	})
}

func (r *Recording) each(topic string, give func(*Message) error) error {
	reader, err := r.reader()
	if err != nil {
		return fmt.Errorf("read %s: %w", r.name, err)
	}
	var damage error // the first piece
	for {
		m, err := reader.Next()
		bad := new(sources.FrameError)
		switch {
		case err == io.EOF:
			return damage
		case errors.As(err, &bad):
			if damage == nil {
				damage = err
			}
		case err != nil:
			return fmt.Errorf("read %s: %w", r.name, err)
		case m.Topic.Name == topic:
			if err := give(m); err != nil {
				return err
			}
		}
	}
}
