package tui

import (
	"slices"
	"strings"
	"testing"
)

func TestKeymapErrors(t *testing.T) {
	for _, c := range []struct {
		changed map[string]string
		want    string
	}{
		{map[string]string{"fly": "f"}, `key "fly": nothing is called so: known are freeze, look-back`},
		{map[string]string{"freeze": ""}, `key "freeze" = "": want one key, such as f, F5, ctrl+f or space`},
		{map[string]string{"freeze": "ctrl+c"}, `key "freeze" = "ctrl+c": want one key`},
		{map[string]string{"freeze": "f", "help": "f"}, `key "help" = "f": that key is already given to another`},
		{map[string]string{"freeze": "p"}, `key "freeze" = "p": that key is "stop-go": give that another one, too`},
	} {
		_, err := NewKeymap(c.changed)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v: got %v, want %s", c.changed, err, c.want)
		}
	}
}

// A key that moved works at its new place only, and is shown there.
func TestMovedKeys(t *testing.T) {
	keys, err := NewKeymap(map[string]string{"freeze": "F5", "stop-go": "space", "look-back": "b"})
	if err != nil {
		t.Fatal(err)
	}
	m, d := opened(faulty(rig()), 120, 40, Options{Keys: keys})
	typed(m, " ")
	if m.frozen || !d.paused {
		t.Error("space still freezes, or does not stop the data")
	}
	m.press(key("f5"))
	if !m.frozen {
		t.Error("F5 does not freeze")
	}
	typed(m, "left")
	if m.back != 0 {
		t.Error("← still looks back")
	}
	typed(m, "b")
	if m.back == 0 {
		t.Error("b does not look back")
	}
	typed(m, "?")
	text := strings.Join(bare(m.View()), "\n")
	for _, want := range []string{"f5       freeze the picture", "b →      look back", "space    stop, go the data"} {
		if !strings.Contains(text, want) {
			t.Errorf("the help does not say %q:\n%s", want, text)
		}
	}
}

// Whatever key a binding has can be named, or is a second key for the same.
func TestEveryKeyHasAName(t *testing.T) {
	seconds := map[string]string{"h": "left", "l": "right", "=": "+", "k": "up", "j": "down", "ctrl+c": "q"}
	for _, b := range bindings(true, true) {
		for _, k := range b.keys {
			named := slices.ContainsFunc(keyNames(), func(n keyName) bool { return n.key == k })
			digit := len(k) == 1 && k >= "1" && k <= "9"
			if !named && seconds[k] == "" && !digit {
				t.Errorf("%q (%s) has no name in the configuration", k, b.help)
			}
		}
	}
}

func TestSearchTheHelp(t *testing.T) {
	m, _ := opened(faulty(rig()), 80, 24, Options{})
	typed(m, "?", "/", "S", "p", "e", "e", "d")
	text := strings.Join(bare(m.View()), "\n")
	if !strings.Contains(text, "/ Speed_   ") || strings.Contains(text, "freeze the picture") {
		t.Errorf("not searched:\n%s", text)
	}
	if n := len(m.wanted()); n != 1 || m.wanted()[0].show != "[ ] \\" {
		t.Errorf("%d keys found", n)
	}
	typed(m, "esc")
	if m.screen != helpText || m.helping.query != "" {
		t.Error("esc does not end the search only")
	}
	typed(m, "/", "q", "q", "enter", "esc")
	if m.screen != monitor {
		t.Error("esc does not leave the help")
	}
}
