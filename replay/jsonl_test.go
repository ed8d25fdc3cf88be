package replay

import "testing"

var jsonTables = []struct{ name, text, want string }{
	{"plain", `{"a":1,"b":2.5}` + "\n" + `{"b":4,"a":-3e2}` + "\n", "a|b\n1|2.5\n-3e2|4\n"},
	{"nested", `{"t":"x","pump":{"flow":[3,4],"ok":true},"e":{},"f":[]}` + "\n", "t|pump.flow[0]|pump.flow[1]|pump.ok\nx|3|4|true\n"},
	{"null and NaN", `{"a":null,"b":NaN,"c":-Infinity}` + "\n", "a|b|c\n||\n"},
	{"union of keys", `{"a":1}` + "\n" + `{"b":2}` + "\r\n\n" + ` { "a" : 3 , "b" : 4 } ` + "\n", "a|b\n1|\n|2\n3|4\n"},
	{"escapes", `{"a\"b":"x\u00e9\n","c":"ü"}` + "\n", "a\"b|c\nxé\n|ü\n"},
	{"no object", `{"a":1}` + "\n[1]\n" + `{"a":2}` + "\n", "a\n1\n! line 2: not a JSON object\n\n2\n"},
	{"cut off", `{"a":1}` + "\n" + `{"a":17,"a":1` + "\n" + `{"a":2}` + "\n",
		"a\n1\n! line 2: bad JSON at character 14: want ',' or '}'\n\n2\n"},
	{"not closed", `{"a":"x` + "\n", "\n! line 1: bad JSON at character 8: a string is not closed\n\n"},
	{"text behind", `{"a":1}{"a":2}` + "\n", "a\n! line 1: bad JSON at character 8: text behind the object\n\n"},
	{"bad value", `{"a":x}` + "\n", "\n! line 1: bad JSON at character 6: want a value\n\n"},
	{"bad key", `{a:1}` + "\n", "\n! line 1: bad JSON at character 2: want a key in quotes\n\n"},
	{"no colon", `{"a" 1}` + "\n", "\n! line 1: bad JSON at character 6: want ':'\n\n"},
}

func TestJSONLines(t *testing.T) {
	for _, c := range jsonTables {
		t.Run(c.name, func(t *testing.T) {
			if got := dump(t, open(t, c.text)); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}
