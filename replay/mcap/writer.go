package mcap

import (
	"io"
	"time"
)

// Writer writes the rows of one table as the topic /readings/log, and beside
// them what is known about these rows. Other than
// a Recorder it waits for whatever it writes to. Not for concurrent use.
type Writer struct {
	out     io.Writer
	encoder *encoder
	topics  topics
	topic   *topic
	notes   map[string]*topic // those beside the rows, made when they are first used
	batch   batch
}

// Columns say what is in the rows of a Writer.
type Columns struct {
	Numbers []string // names of those that hold numbers
	Time    string   // name of the one that holds the time, TimeNone, or empty if only the messages have it
}

// maxRows of one chunk: each has 16 bytes in its index.
const maxRows = 1 << 16

// NewWriter begins a file in out.
func NewWriter(out io.Writer, info RunInfo, columns Columns) (*Writer, error) {
	e, err := newEncoder(info)
	if err != nil {
		return nil, err
	}
	var metadata map[string]string
	if columns.Time != "" {
		metadata = map[string]string{keyTime: columns.Time}
	}
	w := &Writer{out: out, encoder: e, notes: map[string]*topic{}}
	w.topic = w.topics.json(readingsPrefix+"log", rowSchema(columns.Numbers), metadata)
	return w, nil
}

// Row writes one row: a JSON object, and the time it is about.
func (w *Writer) Row(row int, t time.Time, object []byte) error {
	return w.put(w.topic, row, t, object)
}

// Corrected writes what was made of a row: a JSON object with the value and
// the status of each channel.
func (w *Writer) Corrected(row int, t time.Time, object []byte) error {
	return w.put(w.beside(correctedTopic, `{"type":"object"}`), row, t, object)
}

// Event writes something that happened.
func (w *Writer) Event(t time.Time, text string) error {
	return w.put(w.beside(eventsTopic, eventsSchema), 0, t, textObject(text))
}

// Marker writes a note that somebody made.
func (w *Writer) Marker(t time.Time, text string) error {
	return w.put(w.beside(markersTopic, textSchema), 0, t, textObject(text))
}

func textObject(text string) []byte { return []byte(`{"text":` + quote(text) + `}`) }

func (w *Writer) beside(name, schema string) *topic {
	if w.notes[name] == nil {
		w.notes[name] = w.topics.json(name, schema, nil)
	}
	return w.notes[name]
}

func (w *Writer) put(to *topic, row int, t time.Time, object []byte) error {
	w.batch.bytes = append(w.batch.bytes, object...)
	w.batch.add(to, uint32(row), t, t)
	if len(w.batch.bytes) < batchSize && len(w.batch.items) < maxRows {
		return nil
	}
	return w.flush()
}

func (w *Writer) flush() error {
	if err := w.encoder.batch(&w.batch); err != nil {
		return err
	}
	w.batch.reset()
	_, err := w.encoder.out.WriteTo(w.out)
	return err
}

// Close writes the end; out stays open.
func (w *Writer) Close() error {
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.encoder.end(ending{}); err != nil {
		return err
	}
	_, err := w.encoder.out.WriteTo(w.out)
	return err
}
