package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Where the configuration is, and whether it is right",
		Long: `The configuration is a TOML file; every line may be left out.

  colors = "auto"       # auto, true, 256, 16, none
  theme  = "dark"       # dark, light: the terminal's background
  glyphs = "auto"       # auto, braille, block, ascii
  fps    = 10           # pictures a second, 1 to 30

  [keys]                # what is done = the key to do it with
  freeze = "F5"
  help   = "F1"

A running console takes changes over within a few seconds.`,
		Example: "  rigscope config path\n  rigscope config check",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SetOut(a.err)
			cmd.Help()
			return usage("say path or check")
		},
	}
	cmd.AddCommand(
		&cobra.Command{PersistentPreRunE: func(*cobra.Command, []string) error { return nil }, // where it is, however wrong it is
			Use: "path", Short: "Print where the configuration is read from", Example: "  rigscope config path", Args: noArgs,
			RunE: func(*cobra.Command, []string) error {
				_, err := fmt.Fprintln(a.out, configPath(a.configPath))
				return err
			}},
		&cobra.Command{Use: "check", Short: "Say whether the configuration is right", Example: "  rigscope config check", Args: noArgs,
			RunE: func(*cobra.Command, []string) error { return a.checkConfig() }})
	return cmd
}

// checkConfig has nothing to do but to say so: a wrong file has ended the
// program before.
func (a *app) checkConfig() error {
	path := configPath(a.configPath)
	text := path + " is right"
	if _, err := os.Stat(path); err != nil {
		text = path + " is not there: all is as built in"
	}
	_, err := fmt.Fprintln(a.out, text)
	return err
}
