package replay

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"rigscope/replay/mcap"
	"rigscope/sources"
	"rigscope/sources/notation"
)

// mcapRows reads one row a message.
type mcapRows struct {
	in     *mcap.Reader
	plan   *plan
	cells  [][]byte // [columns] of the present row, reused
	stamp  []byte
	number int   // of the message, over all topics
	first  error // problem of the first row
}

// newMCAPTable surveys the file, so that its columns are known.
func newMCAPTable(r io.Reader) (*Table, error) {
	f, ok := r.(*os.File)
	if !ok {
		return nil, mcap.ErrPipe
	}
	size, err := mcap.Size(f)
	if err != nil {
		return nil, err
	}
	return mcapTable(f, size)
}

func mcapTable(f io.ReaderAt, size int64) (*Table, error) {
	p := &plan{ours: mcap.IsOurs(f, size), topics: map[string]*planned{}}
	in, err := mcap.NewReader(f, size)
	if err == nil {
		err = p.survey(in)
	}
	if err != nil {
		return nil, err
	}
	columns := p.columns()
	if len(columns) == 0 || len(columns) == 1 && p.stamp {
		return nil, p.none()
	}
	t := &Table{columns: columns, named: true, piece: "message", mark: notation.Point, rec: Record{Row: -1}}
	if t.head, err = mcapHead(f, size, p, len(columns)); err != nil {
		return nil, err
	}
	t.rows, err = newMCAPRows(f, size, p, len(columns))
	return t, err
}

func newMCAPRows(r io.ReaderAt, size int64, p *plan, columns int) (*mcapRows, error) {
	in, err := mcap.NewReader(r, size)
	rows := &mcapRows{in: in, plan: p, cells: make([][]byte, columns)}
	if p.excess {
		rows.first = fmt.Errorf("there are more than %d columns: the others are left out, here and below", maxColumns)
	}
	return rows, err
}

// mcapHead is the first rows, for guessing.
func mcapHead(r io.ReaderAt, size int64, p *plan, columns int) (head [][]string, err error) {
	rows, err := newMCAPRows(r, size, p, columns)
	if err != nil {
		return nil, err
	}
	for rec := (Record{}); len(head) < headLines; {
		if _, err := rows.read(&rec); err != nil {
			break
		}
		head = append(head, texts(rec.Cells))
	}
	return head, nil
}

func (r *mcapRows) line() int { return r.number }

func (r *mcapRows) ending() error { return r.in.Ending() }

// read takes a damaged piece of the file as one row without cells.
func (r *mcapRows) read(rec *Record) (problem, err error) {
	problem, r.first = r.first, nil
	clear(r.cells)
	m, err := r.next()
	rec.Line, rec.Cells = r.number, r.cells
	if bad := new(sources.FrameError); errors.As(err, &bad) {
		r.number++
		rec.Line = r.number
		return bad, nil
	}
	if err != nil {
		return nil, err
	}
	if err := r.fill(m); err != nil {
		problem = err
	}
	return problem, nil
}

// next is the next message that is a row.
func (r *mcapRows) next() (*mcap.Message, error) {
	for {
		m, err := r.in.Next()
		if err != nil {
			return nil, err
		}
		r.number++
		if q := r.plan.topics[m.Topic.Name]; q != nil && q.rows {
			return m, nil
		}
	}
}

// fill puts the values of m into the cells. Half an object counts for
// nothing but its time.
func (r *mcapRows) fill(m *mcap.Message) error {
	q := r.plan.topics[m.Topic.Name]
	err := r.plan.object.Read(m.Data, func(key, cell []byte) {
		if i, known := q.index[string(key)]; known && q.column[i] >= 0 {
			r.cells[q.column[i]] = cell
		}
	})
	if err != nil {
		clear(r.cells)
	}
	if r.plan.stamp {
		r.stamp = r.time(m).AppendFormat(r.stamp[:0], stampLayout)
		r.cells[0] = r.stamp
	}
	return err
}

// stampLayout is RFC 3339 with nanoseconds.
const stampLayout = "2006-01-02T15:04:05.000000000Z07:00"

// time is that of the data in our files. Others fill log time more reliably
// than publish time.
func (r *mcapRows) time(m *mcap.Message) time.Time {
	if r.plan.ours {
		return m.Publish
	}
	return m.Log
}
