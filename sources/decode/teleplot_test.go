package decode

import "testing"

var teleplotTable = []wire{
	{"value", Options{}, ">temp:23.5\n>temp:24\n", "temp=23.5\ntemp=24\n"},
	{"uptime", Options{}, ">temp:1500:23.5\n", "temp=23.5 up 1.5s\n"},
	{"date", Options{}, ">temp:1627551892437:23.5§°C|g\r\n", "temp=23.5[°C] at 2021-07-29T09:44:52.437Z\n"},
	{"fraction of a millisecond", Options{}, ">a:1627551892437.25:1\n>a:0.5:2\n", "a=1 at 2021-07-29T09:44:52.43725Z\na=2 up 500µs\n"},
	{"unit in Latin-1", Options{}, ">a:1\xa7\xb0C\n", "a=1[°C]\n"},
	{"points", Options{}, ">a:10:1;20:2;\n", "a=1 up 10ms\na=2 up 20ms\n"},
	{"points without stamps", Options{}, ">a:1;2;3\n", "a=1\na=2\na=3\n"},
	{"missing", Options{}, ">a:nan\n", "a=NaN\n"},
	{"texts, curves and shapes", Options{}, ">a:1\n>state:12:on|t\n>path:1:2|xy\n>3D|cube:1:S:cube\n", "a=1\nskipped 46\n"},
	{"banner", Options{}, "temp:3\nStart\n>a:1\n", "a=1\nskipped 13\n"},
	{"no terminator", Options{}, ">a:1\n>b:2", "a=1\nb=2\n"},

	{"no mark", Options{}, ">a:1\na:2\n", "a=1\n! line \"a:2\" does not begin with >\n"},
	{"no value", Options{}, ">a:1\n>a\n>a:\n>:1\n", "a=1\n! line \">a\" is not >name:value\n! \"\" in line \">a:\" is not a number\n! line \">:1\" is not >name:value\n"},
	{"no number", Options{}, ">a:1\n>a:5:x\n>a:1;y;3\n", "a=1\nup 5ms ! \"x\" in line \">a:5:x\" is not a number\na=1\n! \"y\" in line \">a:1;y;3\" is not a number\na=3\n"},
	{"no time", Options{}, ">a:1\n>a:x:5\n>a:-1:5\n>a:1:2:3\n", "a=1\na=5 ! \"x\" in line \">a:x:5\" is not a time in ms\na=5 ! \"-1\" in line \">a:-1:5\" is not a time in ms\nup 1ms ! \"2:3\" in line \">a:1:2:3\" is not a number\n"},
}

func TestTeleplot(t *testing.T) { checkTable(t, "teleplot", teleplotTable) }
