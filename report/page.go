package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
)

// Page is a report ready to be written. Its texts are plain: they are made
// safe when they are written.
type Page struct {
	Title    string
	Facts    []Fact // under the title
	Sections []Section
	Foot     string
}

// Section is a part of a page with a heading of its own.
type Section struct {
	ID     string // for links to it; letters and digits; empty: nothing links to it
	Title  string
	Blocks []Block
}

// Block is one thing under a heading: exactly one of its fields is set.
type Block struct {
	Head  string   // a heading of the second order
	Prose []string // paragraphs
	Items []Item
	Facts []Fact
	Table *Table
	Plot  *Plot
}

// Fact is a name and what there is to say under it, in a line or several.
type Fact struct {
	Name  string
	Lines []string
}

// Item is a sentence with a label before it.
type Item struct {
	Label Label  // empty: a bullet
	Text  string // of one or several sentences
	Link  string // ID of the section that tells more; empty: none does
}

// Label is the state of something in a word of its own colour.
type Label string

// The labels, in the words of the console.
const (
	LabelFault   Label = "FAULT"
	LabelProcess Label = "PROCESS"
	LabelUnknown Label = "UNKNOWN"
	LabelOK      Label = "OK"
	LabelNote    Label = "NOTE"
)

// Class is the label for the style sheet.
func (l Label) Class() string {
	return map[Label]string{LabelFault: "fault", LabelProcess: "process", LabelUnknown: "unknown", LabelOK: "ok"}[l]
}

// Mark is the sign that says the same without colour.
func (l Label) Mark() string {
	return map[Label]string{LabelFault: "▲", LabelProcess: "■", LabelUnknown: "?", LabelOK: "●", LabelNote: "⚑"}[l]
}

func fact(name string, lines ...string) Fact { return Fact{name, lines} }

func prose(paragraphs ...string) Block { return Block{Prose: paragraphs} }

//go:embed page.css
var styles string

//go:embed page.html
var frame string

// frames are the templates of page.html; they never change.
var frames = template.Must(template.New("page").Funcs(template.FuncMap{"clean": Clean}).Parse(frame))

// HTML writes the page as one file.
func (p Page) HTML(w io.Writer) error {
	err := frames.Execute(w, struct {
		Page
		Styles template.CSS
	}{p, template.CSS(styles)})
	if err != nil {
		return fmt.Errorf("write the report %q: %w", Clean(p.Title), err)
	}
	return nil
}
