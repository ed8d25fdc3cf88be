package nn

const slabSize = 1 << 18 // numbers, 1 MB

// arena hands out float buffers that all die together at reset. What it
// hands out holds old numbers.
type arena struct {
	slabs  [][]float32
	at     int // slab in use
	offset int // first free number in it
}

func (a *arena) reset() { a.at, a.offset = 0, 0 }

func (a *arena) alloc(n int) []float32 {
	for ; a.at < len(a.slabs); a.at, a.offset = a.at+1, 0 {
		if slab := a.slabs[a.at]; a.offset+n <= len(slab) {
			a.offset += n
			return slab[a.offset-n : a.offset : a.offset]
		}
	}
	a.slabs = append(a.slabs, make([]float32, max(n, slabSize)))
	return a.alloc(n)
}
