package mcap

import (
	"bytes"
	"strings"

	fox "github.com/foxglove/mcap/go/mcap"
	"github.com/klauspost/compress/zstd"
)

// openChunk is a chunk size that is never reached, flushNow one that any
// message reaches.
const (
	openChunk = 1 << 40
	flushNow  = -1
)

// encoder turns batches into the bytes of an MCAP file. They collect in out,
// which never fails; whoever owns the encoder takes them from there to the
// disk, so that a failing disk cannot upset the offsets in the index.
type encoder struct {
	out    bytes.Buffer
	writer *fox.Writer
	opt    *fox.WriterOptions
	fresh  map[*topic]bool // written in the present chunk
}

func newEncoder(info RunInfo) (*encoder, error) {
	// One goroutine, ours; a small window, as chunks are small.
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(512<<10))
	if err != nil {
		return nil, err
	}
	e := &encoder{fresh: map[*topic]bool{}}
	e.opt = &fox.WriterOptions{IncludeCRC: true, Chunked: true, ChunkSize: openChunk,
		Compressor: fox.NewCustomCompressor(fox.CompressionZSTD, z)}
	if e.writer, err = fox.NewWriter(&e.out, e.opt); err != nil {
		return nil, err
	}
	return e, e.begin(info)
}

func (e *encoder) begin(info RunInfo) error {
	if err := e.writer.WriteHeader(&fox.Header{Library: info.App}); err != nil {
		return err
	}
	if err := e.writer.WriteMetadata(&fox.Metadata{Name: startName, Metadata: info.metadata()}); err != nil {
		return err
	}
	if info.Profile == "" {
		return nil
	}
	at := nanoseconds(info.Started)
	return e.writer.WriteAttachment(&fox.Attachment{LogTime: at, CreateTime: at, Name: profileName,
		MediaType: "application/toml", DataSize: uint64(len(info.Profile)), Data: strings.NewReader(info.Profile)})
}

// batch writes b as one whole chunk. The library flushes a chunk only from
// WriteMessage, when it has outgrown ChunkSize, and goes by the options it
// was given a pointer to: so the size shrinks before the last message.
func (e *encoder) batch(b *batch) error {
	clear(e.fresh)
	from := 0
	for i, it := range b.items {
		if err := e.topic(it.topic); err != nil {
			return err
		}
		if i == len(b.items)-1 {
			e.opt.ChunkSize = flushNow
		}
		err := e.writer.WriteMessage(&fox.Message{ChannelID: it.topic.channel.ID, Sequence: it.sequence,
			LogTime: it.log, PublishTime: it.publish, Data: b.bytes[from:it.end]})
		if err != nil {
			return err
		}
		from = it.end
	}
	e.opt.ChunkSize = openChunk
	return nil
}

// topic repeats the topics in every chunk that uses them: then a damaged
// chunk takes nothing but its own messages with it.
func (e *encoder) topic(t *topic) error {
	if e.fresh[t] {
		return nil
	}
	e.fresh[t] = true
	if t.schema != nil {
		if err := e.writer.WriteSchema(t.schema); err != nil {
			return err
		}
	}
	return e.writer.WriteChannel(t.channel)
}

// end writes the metadata, the summary and the indexes.
func (e *encoder) end(with ending) error {
	if err := e.writer.WriteMetadata(&fox.Metadata{Name: endName, Metadata: with.metadata()}); err != nil {
		return err
	}
	return e.writer.Close()
}
