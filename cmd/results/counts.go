package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// counts are the rows of a binary point-wise test.
type counts struct{ TP, FP, TN, FN int }

func (c *counts) count(alarm, label bool) {
	switch {
	case alarm && label:
		c.TP++
	case alarm:
		c.FP++
	case label:
		c.FN++
	default:
		c.TN++
	}
}

func (c *counts) add(d counts) {
	c.TP, c.FP, c.TN, c.FN = c.TP+d.TP, c.FP+d.FP, c.TN+d.TN, c.FN+d.FN
}

func (c *counts) row() string {
	return fmt.Sprintf("%.3f | %.3f | %.3f | %d of %d", share(2*c.TP, 2*c.TP+c.FP+c.FN), share(c.FP, c.FP+c.TN),
		share(c.FN, c.FN+c.TP), c.TP+c.FP, c.TP+c.FP+c.TN+c.FN)
}

func share(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

// readAlarms says for each data row whether the first verdict that covers
// it has an alarm.
func readAlarms(path string) (map[int]bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	alarm, next := map[int]bool{}, 0
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var v struct {
			Row   *int
			Alarm bool
		}
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			return nil, err
		}
		if v.Row == nil {
			continue // header or summary
		}
		for ; next <= *v.Row; next++ {
			alarm[next] = v.Alarm
		}
	}
	return alarm, s.Err()
}

// readLabels reads SKAB's anomaly column.
func readLabels(path string) ([]bool, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	var out []bool
	for _, l := range lines[1:] {
		cells := strings.Split(strings.TrimSpace(l), ";")
		out = append(out, cells[9] != "0.0")
	}
	return out, nil
}
