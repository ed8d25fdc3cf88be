// Command zstd compresses one file: zstd SOURCE TARGET. It spares the build
// machine a package that make would need for a single file.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/zstd"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: zstd SOURCE TARGET")
		os.Exit(2)
	}
	if err := compress(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "zstd:", err)
		os.Exit(1)
	}
}

// compress writes to a temporary name first: make must never find half a
// target.
func compress(source, target string) error {
	in, err := os.Open(source)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(target + ".tmp")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	if err := encode(out, in); err != nil {
		return fmt.Errorf("compress %s: %w", source, err)
	}
	return os.Rename(out.Name(), target)
}

func encode(out *os.File, in io.Reader) error {
	defer out.Close()
	w, err := zstd.NewWriter(out, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, in); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return out.Close()
}
