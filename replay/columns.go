package replay

import (
	"fmt"
	"slices"
	"strings"
)

// maxListed is how many names a message lists.
const maxListed = 12

// match finds the columns of the channels and of the time.
func (l *Log) match() error {
	l.column, l.stamp = make([]int, len(l.rig.Channels)), -1
	var lacking []string
	for c, channel := range l.rig.Channels {
		if l.column[c] = find(l.table.columns, channel.Name); l.column[c] < 0 {
			lacking = append(lacking, channel.Name)
		}
	}
	if len(lacking) > 0 && !l.table.named {
		return l.matchOrder()
	}
	if l.rig.Time != "" {
		l.stamp = find(l.table.columns, l.rig.Time)
		if l.stamp < 0 && l.table.stamped {
			l.stamp = 0 // what the device's field is called, the decoder knows
		}
		if l.stamp < 0 {
			lacking = append(lacking, l.rig.Time)
		}
	}
	if len(lacking) > 0 {
		return fmt.Errorf("%w: it has no column %s; its columns are %s", ErrColumns, list(lacking), list(l.table.columns))
	}
	return nil
}

// matchOrder takes columns without names in the order of the channels.
func (l *Log) matchOrder() error {
	extra := len(l.table.columns) - len(l.rig.Channels)
	if extra != 0 && extra != 1 {
		return fmt.Errorf("%w: it has no header and %d columns, the rig has %d channels",
			ErrColumns, len(l.table.columns), len(l.rig.Channels))
	}
	l.stamp = extra - 1 // the first column, or none
	for c := range l.column {
		l.column[c] = c + extra
	}
	return nil
}

// findClock reads the beginning of the time column, looking for one first
// if neither the rig nor the order of columns has said which it is.
func (l *Log) findClock() (err error) {
	if l.stamp >= 0 {
		if l.clock, err = l.newClock(l.stamp); err != nil {
			err = fmt.Errorf("time column %q: %w", l.table.columns[l.stamp], err)
		}
		return err
	}
	for _, name := range [...]string{"time", "datetime", "timestamp", "date", "ts"} {
		j := find(l.table.columns, name)
		if j < 0 || slices.Contains(l.column, j) || slices.Contains(l.rig.Ignore, l.table.columns[j]) {
			continue
		}
		if l.clock, err = l.newClock(j); err == nil {
			l.stamp = j
			return nil
		}
	}
	return nil
}

func (l *Log) newClock(column int) (clock, error) {
	if len(l.table.head) == 0 {
		return clock{}, nil // there is no row to read
	}
	cells := make([]string, len(l.table.head))
	for i, row := range l.table.head {
		cells[i] = row[column]
	}
	return newClock(cells, l.rig.Period())
}

// find is the number of the column with that name, or -1: the same name,
// without blanks around it, in any case.
func find(columns []string, name string) int {
	if j := slices.Index(columns, name); j >= 0 {
		return j
	}
	name = strings.TrimSpace(name)
	if j := slices.Index(columns, name); j >= 0 {
		return j
	}
	return slices.IndexFunc(columns, func(c string) bool { return strings.EqualFold(c, name) })
}

// list joins names for a message.
func list(names []string) string {
	if n := len(names) - maxListed; n > 1 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:maxListed], ", "), n)
	}
	return strings.Join(names, ", ")
}
