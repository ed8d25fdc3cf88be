package mcap

import (
	"encoding/json"
	"strconv"
	"time"
)

// Version of the layout, in the metadata record "rigscope".
const Version = "1"

// Names of the records that are no messages.
const (
	startName   = "rigscope"     // metadata, at the beginning
	endName     = "rigscope.end" // metadata, at the end of a closed file
	profileName = "rig.toml"     // attachment
)

// RunInfo is what a recording says about its run.
type RunInfo struct {
	Profile string   // text of the rig's profile, TOML; empty: none
	Ports   []string // names, in the order of Chunk.Port
	App     string   // program and version
	Model   string   // SHA-256 of its file; empty: there was none
	Started time.Time
}

// metadata is r without the profile, which is an attachment.
func (r RunInfo) metadata() map[string]string {
	ports := r.Ports
	if ports == nil {
		ports = []string{}
	}
	names, _ := json.Marshal(ports) // strings cannot fail
	return map[string]string{
		"version": Version,
		"app":     r.App,
		"model":   r.Model,
		"ports":   string(names),
		"started": r.Started.UTC().Format(time.RFC3339Nano),
	}
}

// read is the way back. What cannot be read stays empty.
func (r *RunInfo) read(m map[string]string) {
	r.App, r.Model = m["app"], m["model"]
	r.Started, _ = time.Parse(time.RFC3339Nano, m["started"])
	if json.Unmarshal([]byte(m["ports"]), &r.Ports) != nil {
		r.Ports = nil
	}
}

// ending is what the end of a closed file says.
type ending struct {
	digest string
	chunks uint64 // handed to the recorder, the lost ones too
	lost   uint64 // messages
}

func (e ending) metadata() map[string]string {
	return map[string]string{
		"digest": e.digest,
		"chunks": strconv.FormatUint(e.chunks, 10),
		"lost":   strconv.FormatUint(e.lost, 10),
	}
}

func (e *ending) read(m map[string]string) {
	e.digest = m["digest"]
	e.chunks, _ = strconv.ParseUint(m["chunks"], 10, 64)
	e.lost, _ = strconv.ParseUint(m["lost"], 10, 64)
}
