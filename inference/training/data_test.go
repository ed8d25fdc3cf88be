package training

import "testing"

// Every row is in at most one part, and every part has some.
func TestPartsShareNoRow(t *testing.T) {
	for _, n := range []int{800, 4000, 23456} {
		seg := Segment{make([]float64, n)}
		for i := range seg[0] {
			seg[0][i] = float64(i)
		}
		d, err := Deal([]Segment{seg}, 64)
		if err != nil {
			t.Fatal(err)
		}
		p, err := d.split(64)
		if err != nil {
			t.Fatal(err)
		}
		seen := make([]string, n)
		for name, part := range map[string][]Segment{"fit": p.fit, "honest": p.honest, "calibrate": p.calibrate, "test": p.test} {
			if len(part) == 0 {
				t.Errorf("%d rows: nothing in %s", n, name)
			}
			for _, s := range part {
				for _, v := range s[0] {
					if was := seen[int(v)]; was != "" {
						t.Fatalf("%d rows: row %v is in %s and in %s", n, v, was, name)
					}
					seen[int(v)] = name
				}
			}
		}
	}
}
