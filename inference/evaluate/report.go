package evaluate

// Report is what `evaluate --json` prints: the rows of every method, and
// what the first one did to clean windows.
type Report struct {
	V       int       `json:"v"`
	Rows    []Row     `json:"rows"`
	Clean   Untouched `json:"clean"`
	Methods []Summary `json:"methods"`
	Split   Split     `json:"split"`
}

// Split is the rows of the parts.
type Split struct {
	Train     int `json:"train"`
	Calibrate int `json:"calibrate"`
	Test      int `json:"test"`
}

// Report puts runs together, those of one method in each argument, the
// method under test first. There must be one.
func (c Campaign) Report(methods ...[]Run) Report {
	r := Report{V: 1, Split: Split{rows(c.Clean.Train), rows(c.Clean.Calibrate), rows(c.Test)}}
	for _, runs := range methods {
		r.Rows = append(r.Rows, Rows(runs)...)
		r.Methods = append(r.Methods, Summarise(runs))
	}
	r.Clean = r.Methods[0].Untouched
	return r
}

func rows(segments [][][]float64) int {
	n := 0
	for _, s := range segments {
		n += len(s[0])
	}
	return n
}

// Row is one kind at one severity, mean over seeds: a row of
// `evaluate --json`.
type Row struct {
	Method string `json:"method"`
	Cell
	FAR   Figure   `json:"far"` // achieved on clean test windows
	Seeds int      `json:"seeds"`
	Std   *Metrics `json:"std,omitempty"` // over seeds, with n−1; absent for one
}

// Summary is one method over all of its cells.
type Summary struct {
	Method string `json:"method"`
	Metrics
	Untouched
	Seeds     int     `json:"seeds"`
	Std       Metrics `json:"std"`                 // over seeds, of each seed's mean over cells
	Confusion [][]int `json:"confusion,omitempty"` // [C][C] of all runs, see Run
}

// Rows are the cells of the runs of one method, in the order of the first.
func Rows(runs []Run) []Row {
	var out []Row
	for i, first := range runs[0].Cells {
		var ms []Metrics
		var far []float64
		for _, r := range runs {
			ms, far = append(ms, r.Cells[i].Metrics), append(far, float64(r.Clean.FAR))
		}
		m, std := spread(ms)
		row := Row{Method: runs[0].Method, Cell: Cell{first.Kind, first.Severity, m}, FAR: Figure(mean(far)), Seeds: len(runs)}
		if len(runs) > 1 {
			row.Std = &std
		}
		out = append(out, row)
	}
	return out
}

// Summarise is the mean over cells of the runs of one method.
func Summarise(runs []Run) Summary {
	s := Summary{Method: runs[0].Method, Seeds: len(runs)}
	var ms []Metrics
	var far, perDay, damage []float64
	for _, r := range runs {
		var cells []Metrics
		for _, c := range r.Cells {
			cells = append(cells, c.Metrics)
		}
		m, _ := spread(cells)
		ms, far = append(ms, m), append(far, float64(r.Clean.FAR))
		perDay, damage = append(perDay, float64(r.Clean.PerDay)), append(damage, float64(r.Clean.Damage))
		s.Windows += r.Clean.Windows
		s.Confusion = addCounts(s.Confusion, r.Confusion)
	}
	s.Metrics, s.Std = spread(ms)
	s.FAR, s.PerDay, s.Damage = Figure(mean(far)), Figure(mean(perDay)), Figure(mean(damage))
	return s
}

func addCounts(sum, more [][]int) [][]int {
	if sum == nil && more != nil {
		sum = make([][]int, len(more))
	}
	for i, row := range more {
		if sum[i] == nil {
			sum[i] = make([]int, len(row))
		}
		for j, n := range row {
			sum[i][j] += n
		}
	}
	return sum
}

// Against is the p-value of the paired signed-rank test of a metric between
// two methods tried on the same faults: the pairs are the cells, each the
// mean over seeds.
func Against(a, b []Run, metric func(Metrics) Figure) float64 {
	x, y := Rows(a), Rows(b)
	var u, v []float64
	for i := range x {
		u, v = append(u, float64(metric(x[i].Metrics))), append(v, float64(metric(y[i].Metrics)))
	}
	return Wilcoxon(u, v)
}

// figures of m in a fixed order, to be read and written.
func (m *Metrics) figures() []*Figure {
	return []*Figure{&m.AUROC, &m.VUSPR, &m.TPR, &m.Isolation, &m.Detected, &m.Delay, &m.RMSEIn, &m.RMSEOut, &m.Spillover, &m.KindTop1}
}

// spread is mean and deviation of every figure over those ms where it exists.
func spread(ms []Metrics) (m, std Metrics) {
	for q := range m.figures() {
		var v []float64
		for i := range ms {
			v = append(v, float64(*ms[i].figures()[q]))
		}
		a, b := meanStd(v)
		*m.figures()[q], *std.figures()[q] = Figure(a), Figure(b)
	}
	return m, std
}
