package decode

import (
	"testing"
	"time"
)

var csvTable = []wire{
	{"header", Options{}, "a,b\n1,2\n3,4.5\n", "a=1 b=2\na=3 b=4.5\nskipped 4\n"},
	{"no header", Options{}, "1,2\n3,4.5\n", "c1=1 c2=2\nc1=3 c2=4.5\n"},
	{"names of the profile", Options{Columns: []string{"a", "b"}}, "1,2\n", "a=1 b=2\n"},
	{"the header is worth more than the profile", Options{Columns: []string{"a", "b"}}, "x,y\n1,2\n", "x=1 y=2\nskipped 4\n"},
	{"time before the names of the profile", Options{Columns: []string{"a", "b"}}, "2020-03-09 10:14:33,1,2\n", "a=1 b=2 at 2020-03-09T10:14:33Z\n"},
	{"its own name for the time", Options{Columns: []string{"a"}, Time: "t"}, "250,1\n", "a=1 up 250ms\n"},
	{"tabs", Options{}, "a\tb\r\n1\t2,5\r\n", "a=1 b=2.5\nskipped 4\n"},
	{"blanks", Options{}, "  1  -2.5 3e2 \n", "c1=1 c2=-2.5 c3=300\n"},
	{"semicolons and decimal comma", Options{}, "a;b\n1,5;-7,39E-30\n1,25;2\n", "a=1.5 b=-7.39e-30\na=1.25 b=2\nskipped 4\n"},
	{"the other decimal mark", Options{}, "1,5;2\n1.5;2\n", "c1=1.5 c2=2\nc1=NaN c2=2 ! \"1.5\" in line \"1.5;2\" is not a number (c1)\n"},
	{"decimal commas between blanks", Options{}, "1,5 2,5\n", "c1=1.5 c2=2.5\n"},
	{"blanks around commas", Options{}, "a, b\n1 , 2\n", "a=1 b=2\nskipped 5\n"},
	{"separator at the end", Options{}, "1\t2\t\n3\t4\t\n", "c1=1 c2=2\nc1=3 c2=4\n"},
	{"separator at the end, header", Options{}, "a,b\n1,2,\n", "a=1 b=2\nskipped 4\n"},
	{"quotes", Options{}, "\"a, of b\",\"c\"\n\"1\",2\n", "a, of b=1 c=2\nskipped 14\n"},
	{"one column", Options{}, "temp\n23.5\n24\n", "temp=23.5\ntemp=24\nskipped 5\n"},
	{"one column, no name", Options{}, "23.5\n24\n", "c1=23.5\nc1=24\n"},
	{"missing", Options{}, "a,b,c\n1,,NaN\n,2,\n", "a=1 b=NaN c=NaN\na=NaN b=2 c=NaN\nskipped 6\n"},
	{"true and false", Options{}, "1,true,FALSE\n", "c1=1 c2=1 c3=0\n"},
	{"repeated and empty names", Options{}, "a,,a\n1,2,3\n", "a=1 c2=2 a_2=3\nskipped 5\n"},
	{"Latin-1 names", Options{}, "T \xb0C,p\n1,2\n", "T °C=1 p=2\nskipped 7\n"},
	{"text column", Options{}, "a,state,b\n1,OK,2\n3,FAIL,4\n", "a=1 b=2\na=3 b=4\nskipped 10\n"},
	{"comment", Options{}, "# a, b\n1,2\n# so\n3,4\n", "a=1 b=2\na=3 b=4\nskipped 12\n"},

	{"banner", Options{}, "\x00ets Jun  8 2016 00:22:57\r\nrst:0x1 (POWERON), boot:0x13\r\na,b\r\nWait for it\r\n1,2\r\n", "a=1 b=2\nskipped 71\n"},
	{"header again", Options{}, "a,b\n1,2\na,b\n3,4\n", "a=1 b=2\na=3 b=4\nskipped 8\n"},
	{"columns changed places", Options{}, "a,b\n1,2\nb,a\n3,4\n", "a=1 b=2\nb=3 a=4\nskipped 8\n"},
	{"header after numbers", Options{}, "1,2\na,b\n3,4\n", "c1=1 c2=2\na=3 b=4\nskipped 4\n"},
	{"another header", Options{}, "a,b\n1,2\nx,y,z\n3,4,5\n", "a=1 b=2\n! line \"x,y,z\" has 3 values, the header names 2\nx=3 y=4 z=5\nskipped 4\n"},
	{"first line cut", Options{}, "2,3\n1,2,3\n4,5,6\n", "c1=2 c2=3\nc1=1 c2=2 c3=3\nc1=4 c2=5 c3=6\n"},
	{"first line cut, names of the profile", Options{Columns: []string{"a", "b", "c"}, Time: "none"}, "2,3\n1,2,3\n", "a=1 b=2 c=3\nskipped 4\n"},
	{"profile for another board", Options{Columns: []string{"a", "b", "c"}}, "1,2\n3,4\n5,6\n", "! line \"3,4\" has 2 values, the profile names 3\n! line \"5,6\" has 2 values, the profile names 3\nskipped 4\n"},

	{"too few", Options{}, "a;b;c;d\n1;2;3;4\n12;x;7\n", "a=1 b=2 c=3 d=4\n! line \"12;x;7\" has 3 values, the header names 4\nskipped 8\n"},
	{"too many", Options{}, "a;b\n1;2\n1;2;3\n", "a=1 b=2\n! line \"1;2;3\" has 3 values, the header names 2\nskipped 4\n"},
	{"one instead of two", Options{}, "1;2\n3;4\n5\n", "c1=1 c2=2\nc1=3 c2=4\n! line \"5\" has 1 value, the lines before have 2\n"},
	{"no number", Options{}, "a;b\n1;2\n1;x2\n", "a=1 b=2\na=1 b=NaN ! \"x2\" in line \"1;x2\" is not a number (b)\nskipped 4\n"},
	{"words later", Options{}, "a,b\n1,2\nGoodbye, world\n", "a=1 b=2\n! line \"Goodbye, world\" is no row of numbers\nskipped 4\n"},
	{"control character", Options{}, "1,2\n1,\x012\n", "c1=1 c2=2\n! byte 0x01 in line \"1,\\x012\" is not text\n"},
	{"high bytes", Options{}, "1,2\n1,\xff\xfe2\n", "c1=1 c2=2\nc1=1 c2=NaN ! \"\\xff\\xfe2\" in line \"1,\\xff\\xfe2\" is not a number (c2)\n"},
	{"open quote", Options{}, "1,2\n1,\"2\n", "c1=1 c2=2\n! line \"1,\\\"2\": a quoted cell is never closed\n"},
	{"long error", Options{}, "1,2\n1,ääääääääääääääääääääääääääääääääää2\n", "c1=1 c2=2\nc1=1 c2=NaN ! \"ääääääääääääääääääääääää\"… in line \"1,äääääääääääääääääääääää\"… is not a number (c2)\n"},

	{"date", Options{}, "time,a\n2020-03-09T10:14:33.5+02:00,1\n2020-03-09 10:14:34,2\n", "a=1 at 2020-03-09T08:14:33.5Z\na=2 at 2020-03-09T10:14:34Z\nskipped 7\n"},
	{"German date", Options{}, "Datetime;a\n09.03.2020 10:14:33,5;1,5\n", "a=1.5 at 2020-03-09T10:14:33.5Z\nskipped 11\n"},
	{"day first or month first", Options{}, "date,a\n03/09/2020 10:14,1\n31/01/2020 10:14,2\n03/09/2020 10:14,3\n",
		"a=1 ! \"03/09/2020 10:14\" may be day first or month first: write dates as 2006-01-02 (date in line \"03/09/2020 10:14,1\")\na=2 at 2020-01-31T10:14:00Z\na=3 at 2020-09-03T10:14:00Z\nskipped 7\n"},
	{"no time", Options{}, "time,a\n2020-03-09 10:14:33,1\n2020-03-09 25:14:33,2\n,3\n", "a=1 at 2020-03-09T10:14:33Z\na=2 ! \"2020-03-09 25:14:33\" is not a time (time in line \"2020-03-09 25:14:33,2\")\na=3\nskipped 7\n"},
	{"unix seconds", Options{}, "ts,a\n1583748873.123456789,1\n", "a=1 at 2020-03-09T10:14:33.123456789Z\nskipped 5\n"},
	{"unix milliseconds", Options{}, "a,timestamp\n1,1583748873500\n", "a=1 at 2020-03-09T10:14:33.5Z\nskipped 12\n"},
	{"uptime in milliseconds", Options{}, "time,a\n0,1\n1000,2\n", "a=1 up 0s\na=2 up 1s\nskipped 7\n"},
	{"uptime in seconds", Options{}, "time,a\n0.00,1\n0.25,2\n", "a=1 up 0s\na=2 up 250ms\nskipped 7\n"},
	{"uptime of a rig with 10 Hz", Options{Period: 100 * time.Millisecond}, "time,a\n1,1\n100001,2\n200001,3\n", "a=1\na=2 up 100.001ms\na=3 up 200.001ms\nskipped 7\n"},
	{"microseconds like a date", Options{Period: 100 * time.Millisecond}, "time,a\n1000000000,1\n1000100000,2\n", "a=1 at 2001-09-09T01:46:40Z\na=2 up 16m40.1s\nskipped 7\n"},
	{"no time wanted", Options{Time: "none"}, "ts,a\n21.5,1\n", "ts=21.5 a=1\nskipped 5\n"},
	{"negative time", Options{}, "time,a\n1,1\n-5,2\n", "a=1 up 1ms\na=2 ! \"-5\" is not a time (time in line \"-5,2\")\nskipped 7\n"},
	{"nothing", Options{}, "", ""},
	{"no terminator", Options{}, "1,2\n3,4", "c1=1 c2=2\nc1=3 c2=4\n"},
	{"lone CR and blank lines", Options{}, "1,2\r\r\n\n \n3,4\r", "c1=1 c2=2\nc1=3 c2=4\n"},
}

func TestCSV(t *testing.T) { checkTable(t, "csv", csvTable) }
