package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"rigscope/inference/ort"
	"rigscope/tui"
	"rigscope/tui/chart"
)

// finding is one thing doctor looked at.
type finding struct {
	Name   string `json:"name"`
	State  string `json:"state"` // pass, warn, fail
	Detail string `json:"detail"`
	Mend   string `json:"mend,omitempty"`
}

func (a *app) doctorCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "doctor",
		Short:   "Say what is missing on this machine and how to mend it",
		Long:    "doctor looks at what rigscope needs on this machine. It ends with 3 if something\nthat it cannot work without is missing.",
		Example: "  rigscope doctor\n  rigscope doctor --json | jq '.[] | select(.state != \"pass\")'",
		Args:    noArgs,
		RunE:    func(*cobra.Command, []string) error { return a.doctor(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the findings as JSON")
	return cmd
}

func (a *app) doctor(asJSON bool) error {
	all := []finding{lookAtProgram(), lookAtRuntime(), lookAtModel(), lookAtPorts(), lookAtColours(), lookAtGlyphs(), lookAtSize(a.out)}
	if err := a.printFindings(all, asJSON); err != nil {
		return err
	}
	for _, f := range all {
		if f.State == "fail" {
			return coded{exitConfig, errors.New("something that rigscope needs is missing: see above")}
		}
	}
	return nil
}

func (a *app) printFindings(all []finding, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(a.out)
		e.SetIndent("", "  ")
		return e.Encode(all)
	}
	for _, f := range all {
		if _, err := fmt.Fprintf(a.out, "%-4s  %-9s %s\n", f.State, f.Name, f.Detail); err != nil {
			return err
		}
		if f.Mend != "" {
			fmt.Fprintf(a.out, "%17s%s\n", "", f.Mend)
		}
	}
	return nil
}

func lookAtProgram() finding {
	return finding{"program", "pass", fmt.Sprintf("rigscope %s, %s, %s/%s", version, runtime.Version(), runtime.GOOS, runtime.GOARCH), ""}
}

func lookAtRuntime() finding {
	rt, err := ort.Load("")
	if err != nil {
		return finding{"runtime", "fail", err.Error(), ""} // it says how to mend it
	}
	return finding{"runtime", "pass", fmt.Sprintf("ONNX Runtime %s, %s", rt.Version(), rt.Path()), ""}
}

func lookAtModel() finding {
	m, err := openModel("")
	switch {
	case errors.Is(err, ort.ErrRuntime):
		return finding{"model", "fail", "not tried without a runtime", ""}
	case err != nil:
		return finding{"model", "fail", err.Error(), "this binary is broken: build it again with `make build`"}
	}
	defer m.close()
	return finding{"model", "pass", fmt.Sprintf("bundled %s, %d channels", m.info.Name, len(m.Spec().Rig.Channels)), ""}
}

func lookAtColours() finding {
	switch p := tui.Detect(os.Getenv).Profile; p {
	case tui.NoColor:
		return finding{"colours", "warn", fmt.Sprintf("none (TERM=%s, NO_COLOR=%s)", os.Getenv("TERM"), os.Getenv("NO_COLOR")), "marks and letters say it all; for colours set TERM to what your terminal is, such as xterm-256color"}
	default:
		words := map[tui.Profile]string{tui.Color16: "16", tui.Color256: "256", tui.TrueColor: "true colour"}
		return finding{"colours", "pass", fmt.Sprintf("%s (TERM=%s)", words[p], os.Getenv("TERM")), ""}
	}
}

func lookAtGlyphs() finding {
	f := finding{"glyphs", "pass", "this should be a rising line: ⣀⣀⠤⠤⠒⠒⠉⠉", ""}
	if tui.Detect(os.Getenv).Glyphs == chart.ASCII {
		f = finding{"glyphs", "warn", "ASCII only: the locale is not UTF-8 or the console has no braille", "set LANG to a UTF-8 locale, such as C.UTF-8"}
	}
	return f
}
