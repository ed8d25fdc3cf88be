package nn

// taps is the geometry of a convolution: K taps slide over a zero-padded
// long series and give one column for each place they stop at. Conv1d reads
// the long series and writes the short one; ConvTranspose1d the other way.
type taps struct {
	C, B        int // channels of the long series, windows
	Long, Short int // lengths of a window
	K           int // taps
	Stride, Pad int
}

func (g taps) rows() int { return g.C * g.K }     // of the unfolded matrix
func (g taps) cols() int { return g.B * g.Short } // of the unfolded matrix

// unfold copies what each tap sees: long [C,B,Long] → cols [C·K, B·Short].
func (g taps) unfold(cols, long []float32) {
	run := g.run()
	for at := 0; at < len(cols); at += run * g.Short {
		dst := cols[at : at+run*g.Short]
		first, from, to := g.place(at)
		if from < to {
			gather(dst[from:len(dst)-g.Short+to], long[first:], g.Stride)
		}
		g.blank(dst, from, to)
	}
}

// fold is the adjoint of unfold: it adds cols to long. It blanks cols where
// a tap is over the padding.
func (g taps) fold(long, cols []float32) {
	run := g.run()
	for at := 0; at < len(cols); at += run * g.Short {
		src := cols[at : at+run*g.Short]
		first, from, to := g.place(at)
		g.blank(src, from, to)
		if from < to {
			scatter(long[first:], src[from:len(src)-g.Short+to], g.Stride)
		}
	}
}

// run is how many windows are walked as if they were one long series. Where
// the places of a window end exactly where the next begins that is all of
// them: fewer, longer loops. What a tap then sees of a neighbour is blanked.
func (g taps) run() int {
	if g.Long == g.Stride*g.Short {
		return g.B
	}
	return 1
}

// place is where cols[at], the begin of a window, comes from: its tap is
// inside the window for from ≤ place < to, and at from it sees long[first].
// Inside is 0 ≤ place·Stride + k - Pad < Long.
func (g taps) place(at int) (first, from, to int) {
	row, b := at/g.cols(), at%g.cols()/g.Short
	shift := row%g.K - g.Pad
	from = min(ceilDiv(max(0, -shift), g.Stride), g.Short)
	to = min(ceilDiv(max(0, g.Long-shift), g.Stride), g.Short)
	return (row/g.K*g.B+b)*g.Long + from*g.Stride + shift, from, to
}

// blank zeroes the places outside from ≤ place < to in windows of cols.
func (g taps) blank(cols []float32, from, to int) {
	for ; len(cols) > 0 && to-from < g.Short; cols = cols[g.Short:] {
		clear(cols[:from])
		clear(cols[max(from, to):g.Short])
	}
}

// gather and scatter stay out of line: inlined, the compiler keeps their
// index in memory, and unfold takes twice as long.
//
//go:noinline
func gather(dst, src []float32, stride int) {
	at := 0
	for i := range dst {
		dst[i] = src[at]
		at += stride
	}
}

//go:noinline
func scatter(dst, src []float32, stride int) {
	at := 0
	for _, v := range src {
		dst[at] += v
		at += stride
	}
}

func ceilDiv(a, b int) int { return (a + b - 1) / b }
