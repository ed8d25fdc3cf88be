package decode

import (
	"strings"
	"testing"
)

var serialStudioTable = []wire{
	{"frames", Options{}, "/*1,2.5*/\n/*3,4*/\n", "c1=1 c2=2.5\nc1=3 c2=4\n"},
	{"names of the profile", Options{Columns: []string{"a", "b"}}, "/*1,2*/", "a=1 b=2\n"},
	{"the rig's order", Options{Order: []string{"a", "b"}}, "/*1,2*//*3,4*/", "a=1 b=2 (no header line seen: columns taken in the rig's order)\na=3 b=4\n"},
	{"several on a line, one over two", Options{}, "/*1,2*//*3,4*/ /* 5 ,\r\n6 */", "c1=1 c2=2\nc1=3 c2=4\n! byte 0x0d in frame \"5 ,\\r\\n6\" is not text\n"},
	{"newlines at the marks", Options{}, "/*\r\n1,2\r\n*/", "c1=1 c2=2\n"},
	{"semicolons and decimal commas", Options{}, "/*1,5;2*/", "c1=1.5 c2=2\n"},
	{"tabs", Options{}, "/*1\t2*/", "c1=1 c2=2\n"},
	{"text column", Options{Columns: []string{"title", "a"}}, "/*Pump,2*/", "a=2\n"},
	{"missing", Options{}, "/*1,*//*,2*/", "c1=1 c2=NaN\nc1=NaN c2=2\n"},
	{"time", Options{Columns: []string{"a"}}, "/*10,1*//*20,2*/", "a=1 up 10ms\na=2 up 20ms\n"},
	{"banner", Options{}, "boot v1/2 /* by me */\n/*1,2*/ok/*3,4*/", "c1=1 c2=2\nc1=3 c2=4\nskipped 21\n"},
	{"cut at both ends", Options{}, "1,2*//*3,4*//*5,", "c1=3 c2=4\nskipped 9\n"},
	{"slashes and stars", Options{}, "/*/*/*1*/*/", "c1=1\nskipped 6\n"},

	{"another number of cells", Options{}, "/*1,2*//*1,2,3*/", "c1=1 c2=2\n! frame \"1,2,3\" has 3 values, the frames before have 2\n"},
	{"for good", Options{}, "/*1,2*//*1*//*2*//*3*//*4*/", "c1=1 c2=2\n! frame \"1\" has 1 value, the frames before have 2\n! frame \"2\" has 1 value, the frames before have 2\n! frame \"3\" has 1 value, the frames before have 2\nc1=4\n"},
	{"profile for another board", Options{Columns: []string{"a", "b", "c"}, Time: "none"}, "/*1,2*//*1,2*//*1,2*//*1,2*/", "! frame \"1,2\" has 2 values, the profile names 3\nskipped 21\n"},
	{"no number", Options{}, "/*1,2*//*1,x*//*hello*/", "c1=1 c2=2\nc1=1 c2=NaN ! \"x\" in frame \"1,x\" is not a number (c2)\n! frame \"hello\" has no number\n"},
	{"not closed", Options{}, "/*1,2*//*1,/*3,4*/", "c1=1 c2=2\n! a frame is not closed before the next begins\nc1=3 c2=4\n"},
	{"too long", Options{}, "/*1*//*" + strings.Repeat("1", maxLine+5) + "*//*2*/", "c1=1\n! a frame is longer than 8 KiB\nc1=2\nskipped 6\n"},
	{"control character", Options{}, "/*1*//*\x01*/", "c1=1\n! byte 0x01 in frame \"\\x01\" is not text\n"},
}

func TestSerialStudio(t *testing.T) { checkTable(t, "serialstudio", serialStudioTable) }
