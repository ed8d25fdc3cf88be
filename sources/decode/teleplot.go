package decode

import (
	"bytes"
	"fmt"

	"rigscope/sources/notation"
)

// teleplot reads the lines of the plotter of that name:
//
//	>temp:23.5
//	>temp:1627551892437:23.5§°C|g
//	>temp:10:23.5;20:23.6
//
// Stamps are milliseconds: since 1970 if that is a date after 2000, else
// since the start. Texts (flag t), curves over x (flag xy) and shapes (3D)
// are no readings and passed over.
type teleplot struct {
	names names
}

func newTeleplot(Options) (Decoder, error) { return newText(&teleplot{}), nil }

func (p *teleplot) whole() bool { return true }

func (p *teleplot) line(b []byte, t *text) {
	b = notation.Trim(b)
	switch {
	case b[0] != '>':
		t.refuse(fmt.Errorf("line %s does not begin with >", quote(b)))
		return
	case bytes.HasPrefix(b, []byte(">3D|")):
		return
	}
	name, points, named := bytes.Cut(b[1:], []byte{':'})
	points, flags, _ := bytes.Cut(points, []byte{'|'})
	name = notation.Trim(name)
	switch {
	case !named || len(name) == 0:
		t.refuse(fmt.Errorf("line %s is not >name:value", quote(b)))
	case !drawn(flags):
	default:
		p.points(name, points, b, t)
	}
}

// drawn says whether the flags are those of a value over time.
func drawn(flags []byte) bool {
	return bytes.IndexByte(flags, 't') < 0 && !bytes.Contains(flags, []byte("xy"))
}

// points gives a record for each of the points between semicolons.
func (p *teleplot) points(name, points, b []byte, t *text) {
	points, unit := cutUnit(points)
	field := Field{Name: p.names.of(name)}
	if len(unit) > 0 {
		field.Unit = p.names.of(unit)
	}
	for {
		point, rest, more := bytes.Cut(points, []byte{';'})
		if len(notation.Trim(point)) > 0 || !more && !t.used {
			p.point(point, field, b, t)
		}
		if !more {
			return
		}
		points = rest
	}
}

func (p *teleplot) point(point []byte, field Field, b []byte, t *text) {
	rec := t.record()
	value := point
	if stamp, v, ok := bytes.Cut(point, []byte{':'}); ok {
		value = v
		note(rec, p.stamp(stamp, b, rec))
	}
	v, ok := notation.Point.Number(value)
	if !ok || len(notation.Trim(value)) == 0 {
		note(rec, fmt.Errorf("%s in line %s is not a number", quote(value), quote(b)))
	} else {
		field.V = v
		rec.Fields = append(rec.Fields, field)
	}
	t.give()
}

func (p *teleplot) stamp(cell, b []byte, rec *Record) error {
	d, ok := notation.Point.Scan(notation.Trim(cell))
	v, _ := notation.Point.Number(cell)
	if ok && count(d, v, 3, cell, rec) == nil {
		return nil
	}
	return fmt.Errorf("%s in line %s is not a time in ms", quote(cell), quote(b))
}

// cutUnit cuts the unit behind a § off, in UTF-8 or Latin-1.
func cutUnit(b []byte) (points, unit []byte) {
	i := bytes.IndexByte(b, 0xa7)
	if i < 0 {
		return b, nil
	}
	return bytes.TrimSuffix(b[:i], []byte{0xc2}), notation.Trim(b[i+1:])
}
