package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// textWidth of the text form, in characters.
const textWidth = 78

// Text writes the page as plain text of 78 columns. All that is not a word
// from elsewhere is ASCII.
func (p Page) Text(w io.Writer) error {
	out := printer{bufio.NewWriter(w)}
	out.heading(p.Title, "=")
	out.facts(p.Facts)
	for _, s := range p.Sections {
		out.line()
		out.heading(s.Title, "-")
		for _, b := range s.Blocks {
			out.block(b)
		}
	}
	if p.Foot != "" {
		out.line()
		out.wrapped("", p.Foot)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the report %q: %w", Clean(p.Title), err)
	}
	return nil
}

// printer keeps the first error until it is flushed.
type printer struct{ *bufio.Writer }

func (w printer) line(parts ...string) {
	w.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	w.WriteByte('\n')
}

func (w printer) heading(words, under string) {
	lines := folded(plain(Clean(words)), textWidth)
	longest := 0
	for _, l := range lines {
		w.line(l)
		longest = max(longest, cells(l))
	}
	w.line(strings.Repeat(under, longest))
}

func (w printer) block(b Block) {
	if b.Head != "" {
		w.line()
		w.line(plain(Clean(b.Head)))
	}
	for _, p := range b.Prose {
		w.wrapped("", p)
	}
	for _, i := range b.Items {
		w.wrapped(bullet(i.Label), i.Text)
	}
	w.facts(b.Facts)
	if b.Table != nil {
		w.line()
		w.table(*b.Table)
	}
	if b.Plot != nil {
		w.line()
		for _, l := range b.Plot.sketch(textWidth) {
			w.line(l)
		}
		w.line()
	}
}

func bullet(l Label) string {
	if l == "" {
		return "* "
	}
	return "[" + string(l) + "] "
}

// wrapped writes text in lines; the second and all that follow stand under
// the first.
func (w printer) wrapped(first, text string) {
	indent := strings.Repeat(" ", min(cells(first), 4))
	if first == "" {
		indent = ""
	}
	lines := folded(first+plain(Clean(text)), textWidth-len(indent))
	for i, l := range lines {
		if i > 0 {
			l = indent + l
		}
		w.line(l)
	}
}

func (w printer) facts(facts []Fact) {
	const names = 24
	for _, f := range facts {
		label := plain(Clean(f.Name))
		for _, text := range f.Lines {
			for _, l := range folded(plain(Clean(text)), textWidth-names) {
				w.line(padded(label, names-1, false), " ", l)
				label = ""
			}
		}
	}
}

// folded breaks text between words into lines of at most width characters; a
// word that is longer is broken.
func folded(text string, width int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		for cells(word) > width {
			r := []rune(word)
			if line != "" {
				out, line = append(out, line), ""
			}
			out, word = append(out, string(r[:width])), string(r[width:])
		}
		switch {
		case line == "":
			line = word
		case cells(line)+1+cells(word) <= width:
			line += " " + word
		default:
			out, line = append(out, line), word
		}
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

func padded(s string, width int, right bool) string {
	blanks := strings.Repeat(" ", max(width-cells(s), 0))
	if right {
		return blanks + s
	}
	return s + blanks
}
