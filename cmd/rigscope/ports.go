package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"rigscope/sources/serial"
)

func (a *app) portsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "ports",
		Short: "List the serial ports, without opening any",
		Long: `ports lists the serial ports of this machine with the device behind each, who
holds it, and what would keep rigscope from opening it.`,
		Example: "  rigscope ports\n  rigscope ports --json | jq -r '.[].device'",
		Args:    noArgs,
		RunE:    func(*cobra.Command, []string) error { return a.ports(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the list as JSON")
	return cmd
}

func (a *app) ports(asJSON bool) error {
	all, err := serial.List("")
	if err != nil {
		return atPort(err)
	}
	if asJSON {
		e := json.NewEncoder(a.out)
		e.SetIndent("", "  ")
		return e.Encode(append([]serial.Info{}, all...)) // [] and not null
	}
	if len(all) == 0 {
		fmt.Fprintln(a.err, "no serial port was found: is the adapter plugged in, does dmesg show it?")
	}
	for _, p := range all {
		if _, err := fmt.Fprintln(a.out, portLine(p)); err != nil {
			return err
		}
	}
	return nil
}

// portLine is a port with what stands under it.
func portLine(p serial.Info) string {
	lines := []string{fmt.Sprintf("%-16s %s", p.Device, safe(p.Identity()))}
	if p.Path() != p.Device {
		lines = append(lines, p.Path())
	}
	if p.Driver != "" {
		lines = append(lines, "driver "+safe(p.Driver))
	}
	if h := p.Hint(); h != "" {
		lines = append(lines, safe(h))
	}
	return strings.Join(lines, "\n                 ")
}
