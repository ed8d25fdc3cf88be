package mcap

import (
	"time"

	"rigscope/sources"
)

// Recorder writes a run to a file. All methods may be called from several
// goroutines, and but for Close they never wait for the disk: what it cannot
// take in time is queued, and beyond 64 MiB lost, counted and marked.
type Recorder struct {
	queue    *queue
	topics   topics
	raw      []*topic // [ports]
	rows     []*rows  // [ports]
	verdicts *topic
	events   *topic
	markers  *topic
	labels   *topic
	ports    *topic
	chunks   uint64 // so far; number of the next
	digest   string

	disk *spooler
}

// NewRecorder begins the file path, which must not be there yet, and starts
// one goroutine that writes; Close ends it. The file is written in place: it
// is as good as closed up to the last second whatever happens to the machine.
func NewRecorder(path string, info RunInfo) (*Recorder, error) {
	f, err := create(path)
	if err != nil {
		return nil, err
	}
	r, err := newRecorder(f, path, info)
	if err != nil {
		discard(f, path)
	}
	return r, err
}

func newRecorder(f file, name string, info RunInfo) (*Recorder, error) {
	r := new(Recorder)
	r.begin(info.Ports)
	var err error
	r.disk, err = newSpooler(f, name, info, r.queue)
	return r, err
}

func (r *Recorder) begin(ports []string) {
	names := topicNames(ports)
	for i, name := range names {
		r.raw = append(r.raw, r.topics.raw(i, name))
		r.rows = append(r.rows, newRows(i, name))
	}
	r.ports = r.topics.json(portsTopic, portsSchema, nil)
	r.verdicts = r.topics.json(verdictsTopic, verdictSchema, nil)
	r.events = r.topics.json(eventsTopic, eventsSchema, nil)
	r.markers = r.topics.json(markersTopic, textSchema, nil)
	r.labels = r.topics.json(labelsTopic, textSchema, nil)
	r.queue = newQueue(r.events)
}

// Limit sets how many bytes may wait for the disk, in place of 64 MiB.
func (r *Recorder) Limit(bytes int) {
	r.queue.mu.Lock()
	defer r.queue.mu.Unlock()
	r.queue.limit = bytes
}

// Chunk records what a port said, in the order of the calls. A port that the
// run does not have counts as a lost message.
func (r *Recorder) Chunk(c sources.Chunk) {
	r.queue.mu.Lock()
	defer r.queue.mu.Unlock()
	number := uint32(r.chunks)
	r.chunks++
	if c.Kind != sources.Data {
		r.queue.put(r.ports, number, c.T, c.T, func(dst []byte) []byte { return appendPort(dst, c) })
		return
	}
	if c.Port < 0 || c.Port >= len(r.raw) {
		r.queue.lost++
		r.queue.unsaid++
		return
	}
	r.queue.put(r.raw[c.Port], number, c.T, c.T, func(dst []byte) []byte { return append(dst, c.Data...) })
}

// Row records decoded readings: number row of its port, arrived when, of
// what time. names and values are equally long, and a name is there once;
// NaN and infinities become null.
func (r *Recorder) Row(port, row int, arrival, t time.Time, names []string, values []float64) {
	r.queue.mu.Lock()
	defer r.queue.mu.Unlock()
	if port < 0 || port >= len(r.rows) {
		r.queue.lost++
		r.queue.unsaid++
		return
	}
	rows := r.rows[port]
	r.queue.put(rows.topic(&r.topics, names), uint32(row), arrival, t, func(dst []byte) []byte {
		return rows.append(dst, names, values)
	})
}

// Verdict records one line of verdicts as it is.
func (r *Recorder) Verdict(t time.Time, line []byte) {
	r.note(r.verdicts, t, func(dst []byte) []byte { return append(dst, line...) })
}

// Event records something that happened to the rig or the program.
func (r *Recorder) Event(t time.Time, text string) { r.text(r.events, t, text) }

// Marker records a note that somebody made.
func (r *Recorder) Marker(t time.Time, text string) { r.text(r.markers, t, text) }

// Label records what a drill did to the readings; no detector may see it.
func (r *Recorder) Label(t time.Time, text string) { r.text(r.labels, t, text) }

func (r *Recorder) text(to *topic, t time.Time, text string) {
	r.note(to, t, func(dst []byte) []byte {
		return append(append(append(dst, `{"text":`...), quote(text)...), '}')
	})
}

func (r *Recorder) note(to *topic, t time.Time, fill func([]byte) []byte) {
	r.queue.mu.Lock()
	defer r.queue.mu.Unlock()
	r.queue.put(to, 0, t, t, fill)
}

// Finish sets the digest of the verdicts, which Close writes.
func (r *Recorder) Finish(digest string) {
	r.queue.mu.Lock()
	defer r.queue.mu.Unlock()
	r.digest = digest
}

// Close writes what is queued, the end and the indexes, and waits for the
// disk. It gives the first error that cost anything. The recorder must not be
// used afterwards, but for State.
func (r *Recorder) Close() error {
	return r.disk.close(func() ending {
		r.queue.mu.Lock()
		defer r.queue.mu.Unlock()
		return ending{r.digest, r.chunks, r.queue.lost}
	})
}

// RecorderState is how a recording is getting on.
type RecorderState struct {
	Bytes   int64     // in the file
	Queued  int64     // bytes that wait for the disk
	Lost    int       // messages that were not recorded
	Flushed time.Time // when the file last got all there was; wall time
	Err     error     // why nothing can be written at present; nil: it can
}

// State may be called at any time.
func (r *Recorder) State() RecorderState {
	s := r.disk.state()
	r.queue.mu.Lock()
	defer r.queue.mu.Unlock()
	s.Queued, s.Lost = int64(r.queue.size()), int(r.queue.lost)
	return s
}
