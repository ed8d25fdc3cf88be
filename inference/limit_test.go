package inference

import (
	"encoding/json"
	"math"
	"testing"
)

func TestSizeIsStored(t *testing.T) {
	in := Limit{Bias: .25, Drift: Size(math.Inf(1))}
	b, err := json.Marshal(in)
	if want := `{"bias":0.25,"drift":null,"gain":0,"noise":0,"correctable":0}`; err != nil || string(b) != want {
		t.Fatalf("%v: got %s, want %s", err, b, want)
	}
	var out Limit
	if err := json.Unmarshal(b, &out); err != nil || out != in {
		t.Errorf("%v: got %+v, want %+v", err, out, in)
	}
	if out.Drift.Found() || !out.Bias.Found() {
		t.Error("null counts as found, or a number does not")
	}
}
