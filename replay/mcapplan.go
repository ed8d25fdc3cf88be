package replay

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"rigscope/replay/mcap"
	"rigscope/sources"
	"rigscope/sources/notation"
)

// maxColumns bounds the columns of an MCAP file: a scanner's array may have
// thousands of numbers.
const maxColumns = 4096

// plan says which JSON values of an MCAP file are columns of a table. It
// takes a reading of the whole file, as nothing in it need say beforehand.
type plan struct {
	ours   bool // written by rigscope: rows are the readings
	topics map[string]*planned
	order  []*planned // in order of first sight
	silent []*mcap.Topic
	object notation.Object
	keys   int
	excess bool // keys beyond maxColumns were left out
	stamp  bool // the first column is the time
}

// planned is one topic.
type planned struct {
	topic    *mcap.Topic
	label    string // of the topic, in names of columns
	messages int
	keys     []string
	number   []bool         // [keys] a number was seen
	index    map[string]int // into keys
	column   []int          // [keys] of the table; -1: none
	rows     bool           // its messages are rows: it has a column
}

// survey reads all messages.
func (p *plan) survey(in *mcap.Reader) error {
	for {
		m, err := in.Next()
		bad := new(sources.FrameError)
		switch {
		case err == io.EOF:
			p.silent = in.Topics()
			return nil
		case errors.As(err, &bad): // told when the rows are read
		case err != nil:
			return err
		default:
			p.meet(p.of(m.Topic), m.Data)
		}
	}
}

// of finds or begins the plan of a topic.
func (p *plan) of(t *mcap.Topic) *planned {
	if q := p.topics[t.Name]; q != nil {
		return q
	}
	q := &planned{topic: t, label: t.Name, index: map[string]int{}}
	if port, _, ok := t.Rows(); ok && p.ours {
		q.label = port
	}
	p.topics[t.Name] = q
	p.order = append(p.order, q)
	return q
}

func (p *plan) meet(q *planned, data []byte) {
	q.messages++
	if !p.takes(q.topic) {
		return
	}
	// A bad object is told when the rows are read.
	_ = p.object.Read(data, func(key, cell []byte) {
		i, known := q.index[string(key)]
		if !known {
			if p.keys == maxColumns {
				p.excess = true
				return
			}
			i = len(q.keys)
			q.index[string(key)] = i
			q.keys = append(q.keys, string(key))
			q.number = append(q.number, false)
			p.keys++
		}
		if !q.number[i] {
			_, number := notation.Point.Number(cell)
			q.number[i] = number && len(cell) > 0
		}
	})
}

// takes says whether the messages of a topic may be rows.
func (p *plan) takes(t *mcap.Topic) bool {
	if !p.ours {
		return t.JSON()
	}
	_, _, ok := t.Rows()
	return ok
}

// columns names the columns. Readings of ours have their own names, with
// that of the port before them only where two ports have the same; others
// are TOPIC.KEY and must have been numbers.
func (p *plan) columns() []string {
	var names []string
	ports := map[string]int{}
	for _, q := range p.order {
		for _, key := range q.keys {
			ports[key]++
		}
		_, at, _ := q.topic.Rows()
		p.stamp = p.stamp || len(q.keys) > 0 && (!p.ours || at == "")
	}
	if p.stamp {
		names = append(names, "time")
	}
	for _, q := range p.order {
		q.column = make([]int, len(q.keys))
		for i, key := range q.keys {
			if q.column[i] = -1; !p.ours && !q.number[i] {
				continue
			}
			if !p.ours || ports[key] > 1 {
				key = q.label + "." + key
			}
			q.column[i], q.rows = len(names), true
			names = append(names, key)
		}
	}
	notation.FillNames(names)
	return names
}

// none says why there is no column.
func (p *plan) none() error {
	var topics, encodings []string
	for _, q := range p.order {
		topics = append(topics, fmt.Sprintf("%s (%s)", notation.Clip(q.topic.Name), notation.Count(q.messages, "message")))
		if name := encoding(q.topic); !strings.Contains(strings.Join(encodings, " "), name) {
			encodings = append(encodings, name)
		}
	}
	for _, t := range p.silent {
		if p.topics[t.Name] == nil {
			topics = append(topics, notation.Clip(t.Name)+" (no messages)")
		}
	}
	switch {
	case len(topics) == 0:
		return errors.New("there is nothing in it")
	case len(p.order) == 0:
		return fmt.Errorf("there are no messages in it; its topics are %s", list(topics))
	case p.ours:
		return fmt.Errorf("there are no readings in it: replay it with the profile of its rig; its topics are %s", list(topics))
	}
	return fmt.Errorf("its messages are %s, and only JSON with numbers can be read: export them as CSV or JSON lines "+
		"with the program that recorded them; its topics are %s", list(encodings), list(topics))
}

func encoding(t *mcap.Topic) string {
	if t.Encoding == "" {
		return "of no named encoding"
	}
	return notation.Clip(t.Encoding)
}
