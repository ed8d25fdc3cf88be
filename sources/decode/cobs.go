package decode

import "fmt"

// newCOBS reads frames as Cheshire and Baker's Consistent Overhead Byte
// Stuffing makes them: no zero inside, a zero at the end.
//
//	┌──────┬───────────┬──────┬───────────┬───┬────┐
//	│ code │ code−1    │ code │ code−1    │ … │ 00 │
//	│      │ bytes ≠ 0 │      │ bytes ≠ 0 │   │    │
//	└──────┴───────────┴──────┴───────────┴───┴────┘
//
// A zero stood behind each block but the last and those with code 255.
func newCOBS(opt Options) (Decoder, error) { return newFrames(opt, 0, uncobs) }

func uncobs(dst, frame []byte) ([]byte, error) {
	for i := 0; i < len(frame); {
		code := int(frame[i])
		if i+code > len(frame) || code == 0 {
			return dst, fmt.Errorf("frame breaks off: the code at byte %d says %d more, there are %d", i, code-1, len(frame)-i-1)
		}
		dst = append(dst, frame[i+1:i+code]...)
		if i += code; code < 255 && i < len(frame) {
			dst = append(dst, 0)
		}
	}
	return dst, nil
}
