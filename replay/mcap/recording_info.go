package mcap

import (
	"bytes"
	"encoding/binary"
	"io"

	fox "github.com/foxglove/mcap/go/mcap"
)

const (
	maxProfile = 1 << 20                              // [bytes] of a rig profile
	footerSize = recordHeader + 8 + 8 + 4 + magicSize // with the magic bytes behind it
)

// readHead reads what stands before the first message.
func (r *Recording) readHead() error {
	in := newRecords(r.file, magicSize, r.size)
	for {
		op, body, err := in.next(wantInfo)
		switch {
		case err == io.EOF || err == errCut:
			return nil
		case err != nil:
			return err
		}
		switch op {
		case fox.OpMetadata:
			r.metadata(body)
		case fox.OpAttachment:
			r.attachment(body)
		case fox.OpChunk, fox.OpMessage, fox.OpDataEnd:
			return nil
		}
	}
}

func wantInfo(op fox.OpCode, length uint64) bool {
	return (op == fox.OpMetadata || op == fox.OpAttachment || op == fox.OpMetadataIndex) && length <= maxProfile
}

func (r *Recording) metadata(body []byte) {
	m, err := fox.ParseMetadata(body)
	switch {
	case err != nil:
	case m.Name == startName:
		r.info.Version = m.Metadata["version"]
		r.info.RunInfo.read(m.Metadata)
	case m.Name == endName:
		r.end.read(m.Metadata)
		r.info.Digest, r.info.Lost = r.end.digest, int(r.end.lost)
	}
}

// attachment reads log time, create time, name, type, data and CRC.
func (r *Recording) attachment(body []byte) {
	const times = 16
	if len(body) < times {
		return
	}
	name, rest, ok := prefixed(body[times:])
	if !ok || string(name) != profileName {
		return
	}
	if _, rest, ok = prefixed(rest); !ok || len(rest) < 8 {
		return
	}
	if n := binary.LittleEndian.Uint64(rest); n <= uint64(len(rest)-8) {
		r.info.Profile = string(rest[8 : 8+n])
	}
}

// prefixed cuts off text with its length before it.
func prefixed(b []byte) (text, rest []byte, ok bool) {
	if len(b) < 4 {
		return nil, nil, false
	}
	n := binary.LittleEndian.Uint32(b)
	if uint64(n) > uint64(len(b)-4) {
		return nil, nil, false
	}
	return b[4 : 4+n], b[4+n:], true
}

// readEnd finds out whether the file was closed, and what its end says.
func (r *Recording) readEnd() error {
	tail := make([]byte, footerSize)
	if r.size < footerSize+magicSize {
		return r.scan(magicSize)
	}
	if _, err := r.file.ReadAt(tail, r.size-footerSize); err != nil {
		return err
	}
	if tail[0] != byte(fox.OpFooter) || !bytes.Equal(tail[footerSize-magicSize:], fox.Magic) {
		return r.scan(magicSize)
	}
	r.info.Closed = true
	summary := binary.LittleEndian.Uint64(tail[recordHeader:])
	if summary < magicSize || summary > uint64(r.size) {
		return nil
	}
	return r.scan(int64(summary))
}

// scan goes over records from the given place: over the summary of a closed
// file, which says where its metadata is, or over all of a cut one.
func (r *Recording) scan(from int64) error {
	in := newRecords(r.file, from, r.size)
	for {
		op, body, err := in.next(wantInfo)
		switch {
		case err == io.EOF || err == errCut:
			if !r.info.Closed {
				r.info.Cut = r.size - in.at
			}
			return nil
		case err != nil:
			return err
		}
		switch op {
		case fox.OpMetadata:
			r.metadata(body)
		case fox.OpMetadataIndex:
			r.indexed(body)
		}
	}
}

// indexed reads a metadata record that an index points to.
func (r *Recording) indexed(body []byte) {
	i, err := fox.ParseMetadataIndex(body)
	if err != nil || i.Offset > uint64(r.size) {
		return
	}
	op, body, err := newRecords(r.file, int64(i.Offset), r.size).next(wantInfo)
	if err == nil && op == fox.OpMetadata {
		r.metadata(body)
	}
}
