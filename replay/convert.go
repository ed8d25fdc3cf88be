package replay

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"rigscope/sources"
)

// Format is how a table is written.
type Format int

// The formats. FromName goes by the ending of the name: .csv, .jsonl or
// .ndjson, with .gz or .zst behind it, or .mcap; standard output gets JSON
// lines.
const (
	FromName Format = iota
	CSV
	JSONLines
	MCAP
)

// ConvertOptions of Convert; the zero value is all rows, format by name.
type ConvertOptions struct {
	Rows   RowRange
	Format Format
	Wire   Wire // for a raw capture
}

// Report is what Convert did.
type Report struct {
	Rows     int      // written, the bad ones too
	BadRows  int      // that could be read only in part or not at all
	Problems []string // the first few of theirs, and of the end of the file
	Asides   int      // records of a capture that could not be read and are no rows
	About    string   // what a capture was read as, and what was found in it; empty: it is none
}

// maxProblems is how many problems a report tells.
const maxProblems = 10

// Convert writes the table at in to out; "-" is standard input or output.
// Every column and every row is kept. Numbers stay digit by digit as they
// are but for the decimal comma, which becomes a point; missing values
// become null or nothing; all else stays text. A file appears at out only
// when it is complete.
func Convert(in, out string, opt ConvertOptions) (Report, error) {
	format, packing, err := formatOf(out, opt.Format)
	if err != nil {
		return Report{}, err
	}
	t, err := OpenWire(in, opt.Wire)
	if err != nil {
		return Report{}, err
	}
	defer t.Close()
	r := Report{About: t.About()}
	err = writeFile(out, func(w io.Writer) error {
		return packed(w, packing, func(w *bufio.Writer) error {
			return r.write(newRowWriter(w, format, t), t, opt.Rows)
		})
	})
	return r, err
}

// formatOf takes a file name apart. packing is .gz, .zst or nothing.
func formatOf(name string, format Format) (_ Format, packing string, err error) {
	if name == "-" && format == FromName {
		return JSONLines, "", nil
	}
	ext := strings.ToLower(filepath.Ext(name))
	if ext == ".gz" || ext == ".zst" {
		packing = ext
		ext = strings.ToLower(filepath.Ext(name[:len(name)-len(ext)]))
	}
	named, known := map[string]Format{".csv": CSV, ".jsonl": JSONLines, ".ndjson": JSONLines, ".mcap": MCAP}[ext]
	if format == FromName {
		format = named
	}
	switch {
	case format == FromName && !known:
		return 0, "", fmt.Errorf("write %s: the name must end in .csv, .jsonl or .mcap; .gz or .zst may follow the first two", name)
	case format == MCAP && packing != "":
		return 0, "", fmt.Errorf("write %s: MCAP files are packed inside: leave out %s", name, packing)
	}
	return format, packing, nil
}

// packed lets write fill w through a buffer and a compressor.
func packed(w io.Writer, packing string, write func(*bufio.Writer) error) (err error) {
	var z io.WriteCloser
	switch packing {
	case ".gz":
		z = gzip.NewWriter(w)
	case ".zst":
		if z, err = zstd.NewWriter(w, zstd.WithEncoderConcurrency(1)); err != nil {
			return err
		}
	default:
		b := bufio.NewWriterSize(w, 64<<10)
		return errors.Join(write(b), b.Flush())
	}
	b := bufio.NewWriterSize(z, 64<<10)
	return errors.Join(write(b), b.Flush(), z.Close())
}

// write copies the rows in range.
func (r *Report) write(w rowWriter, t *Table, rows RowRange) error {
	if err := w.header(); err != nil {
		return err
	}
	for {
		rec, err := t.Next()
		bad := new(sources.FrameError)
		isBad := errors.As(err, &bad)
		switch {
		case err != nil && err != io.EOF && !isBad:
			return err
		case err == io.EOF:
			if wrong := t.ending(); wrong != nil {
				r.Problems = append(r.Problems, wrong.Error())
			}
			r.tell(t.told())
			return w.end()
		case rows.after(rec.Row):
			return w.end()
		case rows.before(rec.Row):
		case isBad:
			r.note(bad)
		default:
			r.Rows++
			if err := w.row(rec.Cells); err != nil {
				return err
			}
		}
	}
}

func (r *Report) note(bad *sources.FrameError) {
	if isAside(bad) {
		r.Asides++
	} else {
		r.BadRows++
	}
	if len(r.Problems) < maxProblems {
		r.Problems = append(r.Problems, bad.Error())
	}
}

func (r *Report) tell(more string) {
	if more != "" {
		r.About += "; " + more
	}
}
