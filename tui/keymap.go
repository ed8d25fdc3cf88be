package tui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// keyName is what a key is called in the configuration: the names say what it
// does in the monitor, where most of the time is spent.
type keyName struct {
	name string
	key  string // as Bubble Tea names it; the one key of this name that moves
}

// keyNames are all keys that can be changed. The other keys of a binding,
// such as h for ←, stay where they are.
func keyNames() []keyName {
	return []keyName{
		{"freeze", " "}, {"look-back", "left"}, {"look-ahead", "right"}, {"far-back", "H"}, {"far-ahead", "L"},
		{"zoom-in", "+"}, {"zoom-out", "-"}, {"next-sensor", "tab"}, {"previous-sensor", "shift+tab"}, {"open", "enter"},
		{"stop-go", "p"}, {"slower", "["}, {"faster", "]"}, {"normal-speed", "\\"}, {"frame-back", ","}, {"frame-ahead", "."},
		{"next-alarm", "n"}, {"last-alarm", "N"}, {"start", "g"}, {"end", "G"}, {"go-to", ":"},
		{"acknowledge", "a"}, {"acknowledge-all", "A"}, {"report", "R"}, {"events", "E"}, {"up", "up"}, {"down", "down"},
		{"back", "esc"}, {"drill", "i"}, {"drills", "D"}, {"stop-drill", "x"}, {"mouse", "M"}, {"timeline", "T"}, {"model", "O"}, {"next-view", "v"}, {"detail", "d"}, {"measure", "u"},
		{"sweep", "s"}, {"repaint", "ctrl+l"}, {"shelve", "z"}, {"mark", "m"}, {"next-marker", "'"}, {"export", "e"}, {"cursor-a", "c"}, {"cursor-b", "C"}, {"spectrum", "f"}, {"lock-scales", "y"}, {"oldest", "home"}, {"newest", "end"},
		{"looks", "t"}, {"help", "?"}, {"search", "/"}, {"quit", "q"},
	}
}

// Keymap gives keys other places. The zero value leaves them where they are.
type Keymap struct {
	does map[string]string // what is typed -> the key it stands for; "" for a key that lost its place
	at   map[string]string // a key -> what is typed for it now
}

// NewKeymap reads a configuration: the name of what is done -> the key to do
// it with, such as "freeze" -> "f". A key that is given away does nothing
// unless it is given something else. Two things on one key are an error, as
// are unknown names.
func NewKeymap(changed map[string]string) (Keymap, error) {
	k := Keymap{does: map[string]string{}, at: map[string]string{}}
	for _, name := range slices.Sorted(maps.Keys(changed)) {
		if err := k.move(name, typedAs(changed[name])); err != nil {
			return Keymap{}, err
		}
	}
	for old := range k.at {
		if _, taken := k.does[old]; !taken {
			k.does[old] = ""
		}
	}
	return k, k.check()
}

func (k Keymap) move(name, key string) error {
	i := slices.IndexFunc(keyNames(), func(n keyName) bool { return n.name == name })
	switch {
	case i < 0:
		return fmt.Errorf("key %q: nothing is called so: known are %s", name, strings.Join(namesOfKeys(), ", "))
	case key == "" || key == "ctrl+c" || strings.ContainsAny(key, "\n\r"):
		return fmt.Errorf("key %q = %q: want one key, such as f, F5, ctrl+f or space", name, key)
	case k.does[key] != "":
		return fmt.Errorf("key %q = %q: that key is already given to another", name, key)
	}
	old := keyNames()[i].key
	k.does[key], k.at[old] = old, key
	return nil
}

// check says which key has something to do already.
func (k Keymap) check() error {
	for _, n := range keyNames() {
		if at, moved := k.at[n.key]; moved {
			if i := slices.IndexFunc(keyNames(), func(o keyName) bool { return o.key == at }); i >= 0 && k.at[at] == "" {
				return fmt.Errorf("key %q = %q: that key is %q: give that another one, too", n.name, shownAs(at), keyNames()[i].name)
			}
		}
	}
	return nil
}

func namesOfKeys() []string {
	var out []string
	for _, n := range keyNames() {
		out = append(out, n.name)
	}
	return out
}

// meant is the key that a typed one stands for.
func (k Keymap) meant(typed string) string {
	if key, moved := k.does[typed]; moved {
		return key
	}
	return typed
}

// spelled is how a binding's keys are shown: "← →" with ← moved to b is
// "b →".
func (k Keymap) spelled(shown string) string {
	if len(k.at) == 0 {
		return shown
	}
	signs := strings.Split(shown, " ")
	for i, s := range signs {
		if at, moved := k.at[typedAs(s)]; moved {
			signs[i] = shownAs(at)
		}
	}
	return strings.Join(signs, " ")
}

// signsOfKeys are the keys that people write in another way than Bubble Tea.
func signsOfKeys() map[string]string {
	return map[string]string{
		"space": " ", "←": "left", "→": "right", "↑": "up", "↓": "down", "⏎": "enter", "−": "-",
	}
}

func typedAs(sign string) string {
	if key, ok := signsOfKeys()[sign]; ok {
		return key
	}
	if r := []rune(sign); len(r) > 1 { // F5 and Ctrl+F; F alone is another key than f
		return strings.ToLower(sign)
	}
	return sign
}

func shownAs(key string) string {
	for sign, k := range signsOfKeys() {
		if k == key {
			return sign
		}
	}
	return key
}
