package mcap

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"rigscope/sources/notation"
)

// How long the newest message may be out of the file, and off the medium:
// what came just after a flush waits half a second for the next, and the sync
// comes with every second flush.
const (
	flushEvery = 500 * time.Millisecond
	syncEvery  = time.Second
)

// spooler takes batches from the queue to the file. Only its goroutine
// touches what is above mu.
type spooler struct {
	queue   *queue
	file    file
	name    string
	encoder *encoder
	synced  time.Time
	dirty   bool // written and not synced
	ending  func() ending
	stop    chan struct{}
	done    chan struct{}
	once    sync.Once
	result  error // of close; valid when done is closed

	mu    sync.Mutex
	now   RecorderState
	first error // ever
}

// newSpooler writes the beginning of the file before it returns, so that a
// full disk or a wrong folder shows at once.
func newSpooler(f file, name string, info RunInfo, q *queue) (*spooler, error) {
	e, err := newEncoder(info)
	if err != nil {
		return nil, err
	}
	s := &spooler{queue: q, file: f, name: name, encoder: e, stop: make(chan struct{}), done: make(chan struct{})}
	if err := errors.Join(s.store(), s.file.Sync()); err != nil {
		return nil, fmt.Errorf("record to %s: %w", name, err)
	}
	go s.run()
	return s, nil
}

// run ends with close.
func (s *spooler) run() {
	defer close(s.done)
	tick := time.NewTicker(flushEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.stop:
			s.result = s.finish()
			return
		case <-s.queue.wake:
			s.drain(false)
		case now := <-tick.C:
			s.drain(true)
			s.sync(now)
		}
	}
}

// drain writes the filled batches, or all there is, until the disk fails.
func (s *spooler) drain(all bool) error {
	for s.encoder.out.Len() == 0 || s.store() == nil {
		b := s.queue.take(all)
		if b == nil {
			return nil
		}
		err := s.encoder.batch(b)
		s.queue.done(b)
		if err != nil { // a mistake of ours: the library refuses nothing that we write
			s.report(err)
		}
	}
	return s.now.Err
}

// store writes what the encoder has. After an error the next call begins at
// the same place again, so that half a record is never followed by another.
func (s *spooler) store() error {
	_, err := s.file.WriteAt(s.encoder.out.Bytes(), s.now.Bytes)
	s.report(err)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now.Bytes += int64(s.encoder.out.Len())
	s.now.Flushed = time.Now()
	s.encoder.out.Reset()
	s.dirty = true
	return nil
}

func (s *spooler) sync(now time.Time) {
	if s.dirty && now.Sub(s.synced) >= syncEvery-flushEvery/2 {
		s.report(s.file.Sync())
		s.synced, s.dirty = now, false
	}
}

// report keeps err, or that all is well again.
func (s *spooler) report(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now.Err = err
	if s.first == nil {
		s.first = err
	}
}

func (s *spooler) state() RecorderState {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// finish writes the end, if the disk takes all that comes before it.
func (s *spooler) finish() error {
	err := s.drain(true)
	end := s.ending()
	if err == nil {
		err = errors.Join(s.encoder.end(end), s.store(), s.file.Sync())
	}
	err = errors.Join(err, s.file.Close())
	switch {
	case err != nil:
		return fmt.Errorf("record to %s: the end is missing: %w", s.name, err)
	case end.lost > 0 && s.first != nil:
		return fmt.Errorf("record to %s: %s missing: %w", s.name, notation.Count(end.lost, "message"), s.first)
	case end.lost > 0:
		return fmt.Errorf("record to %s: %s missing: the disk was too slow", s.name, notation.Count(end.lost, "message"))
	}
	return nil
}

// close stops the goroutine and waits for it.
func (s *spooler) close(end func() ending) error {
	s.once.Do(func() {
		s.ending = end
		close(s.stop)
	})
	<-s.done
	return s.result
}
