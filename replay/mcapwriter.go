package replay

import (
	"io"

	"rigscope/replay/mcap"
	"rigscope/sensor"
	"rigscope/sources/notation"
)

// mcapWriter writes one message a row. The object of a row has every column
// as in JSON lines; the time of the message is that of the time column.
type mcapWriter struct {
	w     *mcap.Writer
	out   io.Writer
	table *Table
	log   Log // finds and reads the time column
	line  []byte
}

func newMCAPWriter(out io.Writer, t *Table) *mcapWriter {
	return &mcapWriter{out: out, table: t, log: Log{table: t, rig: sensor.Rig{Rate: 1}, stamp: -1}}
}

func (w *mcapWriter) header() (err error) {
	if err := w.log.findClock(); err != nil {
		return err
	}
	w.log.last = w.log.before()
	columns := mcap.Columns{Numbers: w.numbers(), Time: mcap.TimeNone}
	if w.log.stamp >= 0 {
		columns.Time = w.table.columns[w.log.stamp]
	}
	w.w, err = mcap.NewWriter(w.out, mcap.RunInfo{App: "rigscope convert"}, columns)
	return err
}

// numbers are the names of the columns with numbers in the first rows.
func (w *mcapWriter) numbers() (names []string) {
	for j, name := range w.table.columns {
		for _, cells := range w.table.head {
			if _, ok := w.table.mark.Number([]byte(cells[j])); ok && !notation.Missing([]byte(cells[j])) && j != w.log.stamp {
				names = append(names, name)
				break
			}
		}
	}
	return names
}

func (w *mcapWriter) row(cells [][]byte) error {
	w.line = appendObject(w.line[:0], w.table, cells)
	rec := w.table.rec
	w.log.readTime(rec, &flaws{log: &w.log, line: rec.Line})
	return w.w.Row(rec.Row, w.log.row.T, w.line)
}

func (w *mcapWriter) end() error { return w.w.Close() }
