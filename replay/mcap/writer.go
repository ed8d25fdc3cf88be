package mcap

import (
	"io"
	"time"
)

// Writer writes the rows of one table as the topic /readings/log. Other than
// a Recorder it waits for whatever it writes to. Not for concurrent use.
type Writer struct {
	out     io.Writer
	encoder *encoder
	topic   *topic
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
	t := new(topics).json(readingsPrefix+"log", rowSchema(columns.Numbers), metadata)
	return &Writer{out: out, encoder: e, topic: t}, nil
}

// Row writes one row: a JSON object, and the time it is about.
func (w *Writer) Row(row int, t time.Time, object []byte) error {
	w.batch.bytes = append(w.batch.bytes, object...)
	w.batch.add(w.topic, uint32(row), t, t)
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
