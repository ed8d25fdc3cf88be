package mcap

import (
	"math"
	"strconv"

	"rigscope/sources"
)

const (
	maxNames    = 4096 // that one port may have in its schema
	maxVersions = 64   // of the schema of one port
)

// rows writes the readings of one port. A schema cannot change, so a name
// not seen before makes a new channel of the same topic.
type rows struct {
	name     string
	port     map[string]string // metadata
	keys     map[string]string // of each name: "name": as JSON
	names    []string          // in order of first sight
	current  *topic
	versions int
}

func newRows(port int, name string) *rows {
	return &rows{name: readingsPrefix + name, keys: map[string]string{}, port: map[string]string{keyPort: strconv.Itoa(port)}}
}

// topic is the channel whose schema has the names.
func (r *rows) topic(all *topics, names []string) *topic {
	grown := false
	for _, name := range names {
		if _, known := r.keys[name]; !known && len(r.names) < maxNames {
			r.keys[name] = quote(name) + ":"
			r.names = append(r.names, name)
			grown = true
		}
	}
	if r.current == nil || grown && r.versions < maxVersions {
		r.current = all.json(r.name, rowSchema(r.names), r.port)
		r.versions++
	}
	return r.current
}

func (r *rows) append(dst []byte, names []string, values []float64) []byte {
	dst = append(dst, '{')
	for i, name := range names[:min(len(names), len(values))] {
		if i > 0 {
			dst = append(dst, ',')
		}
		key, known := r.keys[name]
		if !known {
			key = quote(name) + ":"
		}
		dst = appendNumber(append(dst, key...), values[i])
	}
	return append(dst, '}')
}

// appendNumber writes the shortest number that reads back as v.
func appendNumber(dst []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(dst, "null"...)
	}
	return strconv.AppendFloat(dst, v, 'g', -1, 64)
}

// appendPort writes what is no data. The number of the kind counts; the word
// is for people.
func appendPort(dst []byte, c sources.Chunk) []byte {
	dst = append(dst, `{"port":`...)
	dst = strconv.AppendInt(dst, int64(c.Port), 10)
	dst = append(dst, `,"kind":`...)
	dst = strconv.AppendInt(dst, int64(c.Kind), 10)
	dst = append(dst, `,"event":`...)
	dst = append(dst, quote(kindName(c.Kind))...)
	dst = append(dst, `,"note":`...)
	dst = append(dst, quote(c.Note)...)
	return append(dst, '}')
}

func kindName(k sources.ChunkKind) string {
	names := [...]string{"data", "opened", "lost", "tick", "hurt", "start", "hidden", "shown"}
	if int(k) < len(names) {
		return names[k]
	}
	return strconv.Itoa(int(k))
}
