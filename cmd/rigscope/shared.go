package main

import (
	"io"
	"sync"
)

// shared is a writer that several goroutines may use: what one writes at
// once stays together.
type shared struct {
	mu sync.Mutex
	w  io.Writer // guarded by mu
}

func (s *shared) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.w.Write(b)
}
