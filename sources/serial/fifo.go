package serial

import "rigscope/sources"

// fifo is a queue of chunks that knows how much memory it holds.
type fifo struct {
	chunks []sources.Chunk
	head   int // of the first that is still in
	bytes  int
}

// overhead is about what a chunk takes beside its data [bytes].
const overhead = 96

func weight(c sources.Chunk) int { return overhead + len(c.Data) + len(c.Note) }

func (q *fifo) len() int { return len(q.chunks) - q.head }

func (q *fifo) push(c sources.Chunk) {
	q.chunks = append(q.chunks, c)
	q.bytes += weight(c)
}

// pop is for a queue that is not empty.
func (q *fifo) pop() sources.Chunk {
	c := q.chunks[q.head]
	q.chunks[q.head] = sources.Chunk{} // lets go of the data
	q.head++
	q.bytes -= weight(c)
	q.shrink()
	return c
}

// shrink moves the rest to the front once most of the slice is behind it.
func (q *fifo) shrink() {
	switch {
	case q.head == len(q.chunks):
		q.chunks, q.head = q.chunks[:0], 0
	case q.head >= 1024 && q.head > len(q.chunks)/2:
		n := copy(q.chunks, q.chunks[q.head:])
		clear(q.chunks[n:])
		q.chunks, q.head = q.chunks[:n], 0
	}
}
