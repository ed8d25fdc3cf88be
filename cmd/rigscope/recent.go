package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rigscope/tui"
)

// recentRun is a command that was watched on the console.
type recentRun struct {
	Args []string  `json:"args"` // files with their whole paths
	When time.Time `json:"when"`
}

// mostRecent is how many are kept.
const mostRecent = 6

// recentPath is the file that keeps them; empty where there is no home.
func recentPath() string {
	dir := os.Getenv("XDG_STATE_HOME")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(dir, "rigscope", "recent.json")
}

// recentRuns are the newest first. Those whose files have gone are left out.
func recentRuns() []recentRun {
	b, err := os.ReadFile(recentPath())
	if err != nil {
		return nil
	}
	var all []recentRun
	if json.Unmarshal(b, &all) != nil {
		return nil // not ours, or of another version: it is written anew
	}
	return slices.DeleteFunc(all, func(r recentRun) bool {
		return len(r.Args) == 0 || slices.ContainsFunc(r.Args, isLost)
	})
}

func isLost(arg string) bool {
	if !filepath.IsAbs(arg) || strings.HasPrefix(arg, "/dev/") {
		return false
	}
	_, err := os.Stat(arg)
	return err != nil
}

// remember puts a command first. That it cannot is nothing to stop for.
func (a *app) remember(args ...string) {
	all := slices.DeleteFunc(recentRuns(), func(r recentRun) bool { return slices.Equal(r.Args, args) })
	all = append([]recentRun{{args, time.Now()}}, all...)
	b, err := json.MarshalIndent(all[:min(len(all), mostRecent)], "", " ")
	path := recentPath()
	if err == nil && path != "" {
		err = os.MkdirAll(filepath.Dir(path), 0o755)
	}
	if err == nil && path != "" {
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		a.log.Warn("recent runs are not kept", "error", err)
	}
}

// withFiles makes the paths after flags whole, so that the command works from
// any folder. Empty ones are left out.
func withFiles(args []string, flagged ...string) []string {
	for i := 0; i+1 < len(flagged); i += 2 {
		if flagged[i+1] != "" {
			args = append(args, flagged[i], whole(flagged[i+1]))
		}
	}
	return args
}

func whole(path string) string {
	if p, err := filepath.Abs(path); err == nil {
		return p
	}
	return path
}

// recentChoices are the lines of the start screen.
func recentChoices() []tui.Choice {
	var out []tui.Choice
	for _, r := range recentRuns() {
		out = append(out, tui.Choice{Group: recentGroup, Name: r.name(), Text: r.When.Format("2 Jan 15:04")})
	}
	return out
}

// name is the command without the folders.
func (r recentRun) name() string {
	var words []string
	for _, w := range r.Args {
		words = append(words, filepath.Base(w))
	}
	return strings.Join(words, " ")
}

// again runs a command of the start screen once more.
func (a *app) again(ctx context.Context, name string) error {
	for _, r := range recentRuns() {
		if r.name() == name {
			root := a.rootCommand()
			root.SetArgs(r.Args)
			return root.ExecuteContext(ctx)
		}
	}
	return nil // its files went while the list was on screen
}
