package decode

import (
	"strings"
	"testing"
)

var jsonTable = []wire{
	{"flat", Options{}, "{\"a\":1,\"b\":-2.5e1}\r\n", "a=1 b=-25\n"},
	{"nested", Options{}, "{\"pump\":{\"flow\":[3,{\"x\":4}],\"on\":true}}\n", "pump.flow[0]=3 pump.flow[1].x=4 pump.on=1\n"},
	{"missing", Options{}, "{\"a\":null,\"b\":NaN,\"c\":1}\n", "a=NaN b=NaN c=1\n"},
	{"texts", Options{}, "{\"a\":\"2.5\",\"b\":\"on\",\"c\":false}\n", "a=2.5 c=0\n"},
	{"nothing but texts", Options{}, "{\"a\":1}\n{\"log\":\"started\"}\n{}\n", "a=1\nskipped 21\n"},
	{"time", Options{}, "{\"ts\":250,\"a\":1}\n{\"ts\":350,\"a\":2}\n", "a=1 up 250ms\na=2 up 350ms\n"},
	{"date", Options{}, "{\"a\":1,\"time\":\"2020-03-09T10:14:33Z\"}\n", "a=1 at 2020-03-09T10:14:33Z\n"},
	{"unix time", Options{}, "{\"timestamp\":1583748873.5,\"a\":1}\n", "a=1 at 2020-03-09T10:14:33.5Z\n"},
	{"the better name of a time", Options{}, "{\"ts\":5,\"time\":7,\"a\":1}\n{\"ts\":6,\"time\":8,\"a\":1}\n", "a=1 up 7ms\nts=6 a=1 up 8ms\n"},
	{"nested time of the profile", Options{Time: "head.t"}, "{\"head\":{\"t\":5},\"a\":1}\n", "a=1 up 5ms\n"},
	{"escaped name", Options{}, "{\"T \\u00b0C\":1}\n", "T °C=1\n"},
	{"banner", Options{}, "boot\n{\n{\"a\":1}\n", "a=1\nskipped 7\n"},
	{"cut at the beginning", Options{}, "b\":2}}\n{\"a\":1}\n", "a=1\nskipped 7\n"},
	{"no terminator", Options{}, "{\"a\":1}\n{\"a\":2}", "a=1\na=2\n"},

	{"no object", Options{}, "{\"a\":1}\n[1]\nhello\n", "a=1\n! line \"[1]\": not a JSON object\n! line \"hello\": not a JSON object\n"},
	{"half an object", Options{}, "{\"a\":1}\n{\"a\":12,\"b\":1\n", "a=1\n! line \"{\\\"a\\\":12,\\\"b\\\":1\": bad JSON at character 14: want ',' or '}'\n"},
	{"two objects", Options{}, "{\"a\":1}\n{\"a\":2}{\"a\":3}\n", "a=1\n! line \"{\\\"a\\\":2}{\\\"a\\\":3}\": bad JSON at character 8: text behind the object\n"},
	{"no time", Options{Time: "t"}, "{\"t\":1,\"a\":1}\n{\"t\":\"x\",\"a\":1}\n", "a=1 up 1ms\na=1 ! \"x\" is not a time (t)\n"},
	{"too deep", Options{}, "{\"a\":1}\n" + strings.Repeat("{\"a\":", 40) + "\n", "a=1\n! line \"" + strings.Repeat("{\\\"a\\\":", 9) + "{\\\"a\"…: bad JSON at character 166: nested deeper than 32\n"},
}

func TestJSON(t *testing.T) { checkTable(t, "json", jsonTable) }
