package mcap

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	fox "github.com/foxglove/mcap/go/mcap"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
)

// maxChunk is how large a chunk may be when it is unpacked [bytes].
const maxChunk = 256 << 20

var errShort = errors.New("its header does not fit its length")

// unpacker takes chunks apart; its memory is used again. Its zero value works.
type unpacker struct {
	zstd  *zstd.Decoder
	plain []byte
}

// packed is a chunk record, as views of it.
type packed struct {
	size        uint64 // unpacked
	sum         uint32 // CRC-32 of it; 0: none
	compression fox.CompressionFormat
	data        []byte
}

// parseChunk is the library's ParseChunk, which panics on a wrong length.
func parseChunk(body []byte) (c packed, err error) {
	const fixed = 8 + 8 + 8 + 4 + 4 // start, end, size, sum, length of the name
	if len(body) < fixed {
		return c, errShort
	}
	c.size = binary.LittleEndian.Uint64(body[16:])
	c.sum = binary.LittleEndian.Uint32(body[24:])
	name := uint64(binary.LittleEndian.Uint32(body[28:]))
	rest := body[fixed:]
	if uint64(len(rest)) < name+8 {
		return c, errShort
	}
	c.compression = fox.CompressionFormat(rest[:name])
	rest = rest[name:]
	c.data = rest[8:]
	if n := binary.LittleEndian.Uint64(rest); n != uint64(len(c.data)) {
		return c, errShort
	}
	return c, nil
}

// unpack gives the records in a chunk, valid until the next call.
func (u *unpacker) unpack(body []byte) ([]byte, error) {
	c, err := parseChunk(body)
	if err != nil {
		return nil, err
	}
	if c.size > maxChunk {
		return nil, fmt.Errorf("unpacked it would have %d MiB, the most is %d", c.size>>20, maxChunk>>20)
	}
	plain, err := u.expand(c)
	switch {
	case err != nil:
		return nil, err
	case uint64(len(plain)) != c.size:
		return nil, fmt.Errorf("unpacked it has %d bytes, its header says %d", len(plain), c.size)
	case c.sum != 0 && crc32.ChecksumIEEE(plain) != c.sum:
		return nil, errors.New("its checksum does not fit")
	}
	return plain, nil
}

func (u *unpacker) expand(c packed) (_ []byte, err error) {
	switch c.compression {
	case fox.CompressionNone:
		return c.data, nil
	case fox.CompressionZSTD:
		if u.zstd == nil {
			// One at a time: no goroutine, so there is nothing to close.
			u.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxChunk))
			if err != nil {
				return nil, err
			}
		}
		u.plain, err = u.zstd.DecodeAll(c.data, u.plain[:0])
		return u.plain, err
	case fox.CompressionLZ4:
		z := lz4.NewReader(bytes.NewReader(c.data))
		b := bytes.NewBuffer(u.plain[:0])
		_, err = b.ReadFrom(io.LimitReader(z, int64(c.size)+1))
		u.plain = b.Bytes()
		return u.plain, err
	}
	return nil, fmt.Errorf("it is packed with %q: known are zstd and lz4", c.compression)
}
