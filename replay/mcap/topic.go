package mcap

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	fox "github.com/foxglove/mcap/go/mcap"
)

// The topics that are there once. Those of a port are /raw/NAME and
// /readings/NAME.
const (
	rawPrefix      = "/raw/"
	readingsPrefix = "/readings/"
	portsTopic     = "/ports"
	verdictsTopic  = "/verdicts"
	correctedTopic = "/corrected" // only in exports
	eventsTopic    = "/events"
	markersTopic   = "/markers"
	labelsTopic    = "/labels"
)

// Message encodings.
const (
	encodingJSON = "json"
	encodingRaw  = "x-bytes" // as the port gave them
)

// Keys of a channel's metadata.
const (
	keyPort = "port" // index of the port
	keyTime = "time" // where a row has its time, if not in the message alone: see Columns
)

// TimeNone in place of a column's name says that the rows have no time.
const TimeNone = "none"

// Rows says whether a topic of one of our files has readings: of which port,
// and where they have their time, as in Columns.
func (t *Topic) Rows() (port, time string, ok bool) {
	port, ok = strings.CutPrefix(t.Name, readingsPrefix)
	return port, t.Metadata[keyTime], ok && t.Encoding == encodingJSON
}

// JSON says whether the messages of a topic are JSON.
func (t *Topic) JSON() bool { return t.Encoding == encodingJSON }

// topic is one MCAP channel and its schema; it never changes.
type topic struct {
	channel *fox.Channel
	schema  *fox.Schema // nil: none
}

// topics numbers channels and schemas. IDs begin with 1: 0 means none.
type topics struct{ last uint16 }

func (t *topics) raw(port int, name string) *topic {
	return t.add(rawPrefix+name, encodingRaw, nil, map[string]string{keyPort: strconv.Itoa(port)})
}

func (t *topics) json(name, schema string, metadata map[string]string) *topic {
	return t.add(name, encodingJSON, []byte(schema), metadata)
}

func (t *topics) add(name, encoding string, schema []byte, metadata map[string]string) *topic {
	t.last++
	c := &fox.Channel{ID: t.last, Topic: name, MessageEncoding: encoding, Metadata: metadata}
	if schema == nil {
		return &topic{channel: c}
	}
	c.SchemaID = t.last
	kind, _, _ := strings.Cut(strings.TrimPrefix(name, "/"), "/")
	return &topic{c, &fox.Schema{ID: t.last, Name: "rigscope." + kind, Encoding: "jsonschema", Data: schema}}
}

// Schemas of the topics that are there once.
const (
	textSchema    = `{"type":"object","properties":{"text":{"type":"string"}}}`
	eventsSchema  = `{"type":"object","properties":{"text":{"type":"string"},"lost":{"type":"integer"}}}`
	portsSchema   = `{"type":"object","properties":{"port":{"type":"integer"},"kind":{"type":"integer"},"event":{"type":"string"},"note":{"type":"string"}}}`
	verdictSchema = `{"type":"object","properties":{"v":{"type":"integer"},"t":{"type":"string"},"row":{"type":"integer"},` +
		`"state":{"type":"string"},"score":{"type":"number"},"p":{"type":"number"},"alarm":{"type":"boolean"}}}`
)

// rowSchema lists the numbers of a row, so that plotting programs offer them.
func rowSchema(names []string) string {
	var b strings.Builder
	b.WriteString(`{"type":"object","properties":{`)
	for i, name := range names {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(quote(name) + `:{"type":"number"}`)
	}
	b.WriteString("}}")
	return b.String()
}

// quote is s as a JSON string.
func quote(s string) string {
	b, _ := json.Marshal(s) // strings cannot fail
	return string(b)
}

// topicNames are the names of the ports as ends of topics: not empty, without
// a slash, each there once.
func topicNames(ports []string) []string {
	names := make([]string, len(ports))
	for i, port := range ports {
		name := strings.ToValidUTF8(strings.ReplaceAll(port, "/", "_"), "_")
		if name == "" || slices.Contains(names[:i], name) {
			name = fmt.Sprintf("%s#%d", name, i)
		}
		names[i] = name
	}
	return names
}
