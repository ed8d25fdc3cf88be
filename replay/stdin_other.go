//go:build !unix

package replay

import "os"

func stdin() *os.File { return os.Stdin }
