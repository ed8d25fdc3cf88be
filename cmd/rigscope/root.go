package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"rigscope/tui/chart"
)

// version is set by the linker; "dev" otherwise.
var version = "dev"

// streams are the three every command talks through: stdout is data, stderr
// is talk.
type streams struct {
	in       *os.File
	out, err io.Writer
}

// app is what the global flags say.
type app struct {
	streams
	configPath, logPath string
	noColor, ascii      bool
	line                lineFlags
	config              config
	log                 *slog.Logger
	closeLog            func() error
}

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, s streams) int {
	s.err = &shared{w: s.err} // captures, ports and the run all tell what happens
	a := &app{streams: s, closeLog: func() error { return nil }}
	root := a.rootCommand()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil && err == nil {
		err = ctx.Err()
	}
	code := codeOf(err)
	if err != nil && code != exitFault && code != exitInterrupted {
		fmt.Fprintf(s.err, "rigscope: %s\n", safe(err.Error()))
	}
	if err := a.closeLog(); err != nil {
		fmt.Fprintf(s.err, "rigscope: close log: %v\n", err)
	}
	return code
}

// longest message that is printed; names out of a log may be of any length.
const longest = 2000

// safe is text that may come from a log, made fit for a terminal.
func safe(text string) string {
	text = strings.ReplaceAll(text, "\n", "; ")
	if len(text) > longest {
		text = text[:longest] + "…"
	}
	return chart.Clean(text)
}

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "rigscope",
		Short: "Which sensor is lying, and what the truth is",
		Long: `rigscope watches a machine through several kinds of sensors at once. When one
drifts, freezes, drops out or lies, the others still hold the truth: it names
the sensor and shows the corrected trace beside the raw one.

In a terminal and without a command it lists serial ports, recordings and the
demo to choose from. Exit codes: 0 fine, 1 a fault was found, 2 usage,
3 configuration or model, 4 serial port, 5 data unreadable, 130 interrupted.`,
		Example:           "  rigscope demo\n  rigscope live --port /dev/ttyUSB0\n  rigscope train clean.csv --rig rig.toml -o rig.onnx\n  rigscope replay incident.csv --model rig.onnx\n  rigscope convert gps.nmea track.csv",
		Version:           version,
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: func(*cobra.Command, []string) error { return a.setup() },
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.screenWanted(false) {
				return a.start(cmd.Context())
			}
			cmd.SetOut(a.err)
			cmd.Help()
			return usage("say which command")
		},
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("unknown command %q: rigscope -h lists them", args[0])
			}
			return nil
		},
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage("%w: %s -h shows what there is", err, cmd.Name())
	})
	a.line.add(root.Flags())
	f := root.PersistentFlags()
	f.StringVar(&a.configPath, "config", "", "configuration file (default: rigscope/config.toml in the user's config folder)")
	f.StringVar(&a.logPath, "log", "", "write a JSON log to this file")
	f.BoolVar(&a.noColor, "no-color", false, "no colours; NO_COLOR does the same")
	f.BoolVar(&a.ascii, "ascii", false, "draw with ASCII only")
	root.AddCommand(a.demoCommand(), a.replayCommand(), a.scoreCommand(), a.trainCommand(),
		a.liveCommand(), a.recordCommand(), a.portsCommand(), a.detectCommand(),
		a.evaluateCommand(), a.analyzeCommand(), a.convertCommand(), a.doctorCommand(), a.configCommand(), a.manCommand(), a.versionCommand())
	return root
}

// setup reads the configuration and opens the log, before any command.
func (a *app) setup() error {
	c, err := loadConfig(a.configPath)
	if err != nil {
		return inConfig(err)
	}
	a.config = c
	if err := a.line.check(); err != nil {
		return err
	}
	a.log = slog.New(slog.DiscardHandler)
	if a.logPath == "" {
		return nil
	}
	f, err := os.OpenFile(a.logPath, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return inConfig(fmt.Errorf("open log: %w", err))
	}
	a.closeLog = f.Close
	a.log = slog.New(slog.NewJSONHandler(f, nil))
	return nil
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Example: "  rigscope version", Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.out, "rigscope", version)
			return err
		},
	}
}

func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("%s takes no arguments, got %q", cmd.Name(), args[0])
	}
	return nil
}

// oneLog is the argument check of commands that read one log.
func oneLog(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usage("%s reads one log, or - for standard input; got %d arguments", cmd.Name(), len(args))
	}
	return nil
}
