package faults

// spike adds or takes away Size [unit] at Count single samples, drawn with
// replacement: interference, a bad solder joint.
func spike() model {
	return model{levels: [3]float64{2, 5, 10}, relative: true,
		begin: func(o onset) effect {
			at := o.spikes()
			return func(i int, _ []float64, x float64) float64 { return x + o.Size*at[i] }
		}}
}

// spikes maps sample numbers to +1 or -1.
func (o onset) spikes() map[int]float64 {
	n, at := o.To-o.From, map[int]float64{}
	count := o.Count
	if count == 0 {
		count = max(n/16, 1)
	}
	rng := o.chance(0)
	for range count {
		i, sign := rng.IntN(n), 1-2*rng.IntN(2)
		at[i] = float64(sign)
	}
	return at
}
