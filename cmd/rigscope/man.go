package main

import (
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man [COMMAND]",
		Short:   "Print the manual page of the program or of one command",
		Example: "  rigscope man > rigscope.1\n  rigscope man replay | man -l -",
		RunE: func(cmd *cobra.Command, args []string) error {
			of, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usage("man: no command is called %q: rigscope -h lists them", args)
			}
			return printPage(a.out, of)
		},
	}
}

// printPage writes roff.
func printPage(w io.Writer, of *cobra.Command) error {
	of.DisableAutoGenTag = true
	return doc.GenMan(of, &doc.GenManHeader{Section: "1", Source: "rigscope " + version, Manual: "rigscope"}, w)
}
