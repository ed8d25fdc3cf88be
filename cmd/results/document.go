package main

// allParts in the order of their importance: the table with three seeds, what
// is asked most, then the other two seeds and the rest.
func (l *lab) allParts() ([]part, error) {
	skab, err := l.skabParts()
	if err != nil {
		return nil, err
	}
	main, arms := mainParts(), armParts()
	var out []part
	out = append(out, main[:3*2*len(sets)]...)
	out = append(append(out, skab[0]), pairsParts()...)
	out = append(append(out, skab[1:]...), arms[:armsFirst]...)
	out = append(append(out, main[3*2*len(sets):]...), arms[armsFirst:]...)
	return out, nil
}

// armsFirst are the arms of Lipschitz control, which come before the last two
// seeds of the table.
const armsFirst = 8 * 3

func (l *lab) writeDocument(string) error { return nil }
