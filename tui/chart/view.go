package chart

// View is the stretch of samples a chart shows: From ≤ i < To, absolute
// indices. Cell x of w covers the samples from From + x·(To−From)/w on, so
// that a view whose length is a multiple of the width, and whose ends are
// multiples of the samples per cell, scrolls by whole cells and nothing in
// it shimmers. ViewEnding makes such views.
type View struct{ From, To int }

// ViewEnding is the view that has sample last in its rightmost cell and
// perCell samples in each of width cells. It may begin before sample 0.
func ViewEnding(last, perCell, width int) View {
	perCell = max(perCell, 1)
	to := (floorDiv(last, perCell) + 1) * perCell
	return View{From: to - perCell*max(width, 0), To: to}
}

// Cell is the column of width where sample i first shows, or -1 if it does
// not.
func (v View) Cell(i, width int) int {
	if i < v.From || i >= v.To || width <= 0 {
		return -1
	}
	i -= v.From
	span := v.To - v.From
	holds := ((i+1)*width - 1) / span     // the last column to begin at or before i
	begins := (i*width + span - 1) / span // the first to begin at or after i: earlier if i is repeated
	return min(holds, begins)
}

// bucket is the half-open range of samples in column k of n. Where there are
// more columns than samples it repeats a sample rather than being empty.
func (v View) bucket(k, n int) (from, to int) {
	span := v.To - v.From
	from = v.From + floorDiv(k*span, n)
	to = v.From + floorDiv((k+1)*span, n)
	return from, max(to, from+1)
}

// within cuts a bucket to the indices of a series whose first sample is the
// absolute index first.
func within(from, to, first, length int) (a, b int) {
	a = min(max(from-first, 0), length)
	return a, min(max(to-first, a), length)
}

// empty is true for a view that shows nothing on w columns.
func (v View) empty(w int) bool { return w <= 0 || v.To <= v.From }

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
