package decode

import "testing"

var labelTable = []wire{
	{"commas", Options{}, "temp:23.5,hum:40\n", "temp=23.5 hum=40\n"},
	{"commas and blanks", Options{}, "temp: 23.5, hum: 40\n", "temp=23.5 hum=40\n"},
	{"tabs", Options{}, "temp:23.5\thum:40\r\n", "temp=23.5 hum=40\n"},
	{"blanks", Options{}, "temp:23.5 hum:40\n", "temp=23.5 hum=40\n"},
	{"blanks behind colons", Options{}, "temp: 23.5 hum: 40\n", "temp=23.5 hum=40\n"},
	{"labels of two words", Options{}, "Water temp:23.5,Air temp:20\n", "Water temp=23.5 Air temp=20\n"},
	{"one pair", Options{}, "temp:-2.5e1\n", "temp=-25\n"},
	{"mixed separators", Options{}, "a:1,b:2 c:3\n", "a=1 b=2 c=3\n"},
	{"decimal commas", Options{}, "a:1,5;b:2,5\na:1,5 b:2,5\na:1,5\tb:2,5\n", "a=1.5 b=2.5\na=1.5 b=2.5\na=1.5 b=2.5\n"},
	{"no labels", Options{}, "1,2\t3\n", "c1=1 c2=2 c3=3\n"},
	{"some labels", Options{}, "1,hum:2,3\n", "c1=1 hum=2 c3=3\n"},
	{"missing", Options{}, "a:,b:nan,c:1\na: b: 2\n", "a=NaN b=NaN c=1\na=NaN b=2\n"},
	{"separator at the end", Options{}, "a:1,b:2,\n", "a=1 b=2\n"},
	{"time", Options{}, "time:1500,temp:2\n", "temp=2 up 1.5s\n"},
	{"date", Options{}, "time:2020-03-09T10:14:33Z,temp:2\n", "temp=2 at 2020-03-09T10:14:33Z\n"},
	{"date with a blank", Options{}, "time:2020-03-09 10:14:33,temp:2\n", "temp=2 at 2020-03-09T10:14:33Z\n"},
	{"time of the profile", Options{Time: "up_ms"}, "ts:3,up_ms:20\n", "ts=3 up 20ms\n"},
	{"banner", Options{}, "Hello: world\nReady!\na:1\n", "a=1\nskipped 20\n"},
	{"no terminator", Options{}, "a:1\nb:2", "a=1\nb=2\n"},

	{"no number", Options{}, "a:1,b:2\na:x,b:2\n", "a=1 b=2\na=NaN b=2 ! \"x\" in line \"a:x,b:2\" is not a number (a)\n"},
	{"no pair", Options{}, "a:1,b:2\nhello,b:2\n", "a=1 b=2\nb=2 ! line \"hello,b:2\" is not label:value\n"},
	{"words", Options{}, "a:1\nhello world\n", "a=1\n! line \"hello world\" is not label:value\n"},
	{"no label", Options{}, "a:1\n:5\n", "a=1\n! line \":5\" is not label:value\n"},
	{"teleplot", Options{}, "a:1\n>a:2\n", "a=1\n! line \">a:2\" is not label:value\n"},
	{"bad time", Options{Time: "t"}, "t:1,a:1\nt:x,a:2\n", "a=1 up 1ms\na=2 ! \"x\" in line \"t:x,a:2\" is not a time (t)\n"},
	{"control character", Options{}, "a:1\na:\x1b[31m2\n", "a=1\n! byte 0x1b in line \"a:\\x1b[31m2\" is not text\n"},
}

func TestLabel(t *testing.T) { checkTable(t, "label", labelTable) }
