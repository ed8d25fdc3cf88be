package inference

// Injection says that a verdict is about readings that were damaged on
// purpose. No judge knows it: the pipeline writes it on verdicts once they
// are given, so that nobody takes a drill for a fault.
type Injection struct {
	ID       int      `json:"id"` // of the drill
	Kind     string   `json:"kind"`
	Channels []string `json:"channels"` // that were damaged, rig order
}
