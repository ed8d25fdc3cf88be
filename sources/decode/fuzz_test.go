package decode

import "testing"

func FuzzCSV(f *testing.F)          { fuzz(f, "csv", csvTable) }
func FuzzLabel(f *testing.F)        { fuzz(f, "label", labelTable) }
func FuzzTeleplot(f *testing.F)     { fuzz(f, "teleplot", teleplotTable) }
func FuzzJSON(f *testing.F)         { fuzz(f, "json", jsonTable) }
func FuzzSerialStudio(f *testing.F) { fuzz(f, "serialstudio", serialStudioTable) }

// fuzz is seeded from a table. names makes a profile of one name or two.
func fuzz(f *testing.F, format string, table []wire) {
	for i, tt := range table {
		f.Add([]byte(tt.in), len(tt.in)/2, byte(i))
	}
	f.Fuzz(func(t *testing.T, in []byte, cut int, profile byte) {
		opt := Options{Columns: []string{"p", "q", "r"}[:profile%4], Time: []string{"", "t", "none", "p"}[profile/4%4]}
		checkTotal(t, format, opt, in, cut)
	})
}

func FuzzRank(f *testing.F) {
	for _, tt := range rankTable {
		f.Add([]byte(tt.in))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		last := 1.0
		for _, g := range Rank(in, Options{}) {
			if g.Confidence > last || g.Confidence < plausible || g.Records < 1 {
				t.Errorf("%+v after %v", g, last)
			}
			last = g.Confidence
		}
	})
}
