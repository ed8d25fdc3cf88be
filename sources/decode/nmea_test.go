package decode

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/adrianmo/go-nmea"
)

// sum adds the checksum and the end of the line to each sentence.
func sum(sentences ...string) (s string) {
	for _, b := range sentences {
		s += b + "*" + nmea.Checksum(b[1:]) + "\r\n"
	}
	return s
}

// nmeaFields are one sentence of each type.
var nmeaFields = []struct{ in, want string }{
	{"$GPRMC,152505.00,A,5547.82113,N,02334.14130,E,10.0,90.5,091209,7.5,W,A", "2009-12-09T15:25:05 lat=55.79701883 deg, lon=23.56902167 deg, speed=5.144444444 m/s, course=90.5 deg, variation=-7.5 deg"},
	{"$GPRMC,175740,V,5125.8697,N,00524.2288,E,2.5365,244.610,200610,,", "2010-06-20T17:57:40 lat=? deg, lon=? deg, speed=? m/s, course=? deg"},
	{"$GPRMC,152505.00,A,5547.82113,S,02334.14130,W,,,010199,,,N", "1999-01-01T15:25:05 lat=? deg, lon=? deg, speed=? m/s, course=? deg"},
	{"$GPRMC,000346.03,V,,,,,,,060180,,,N", "lat=? deg, lon=? deg, speed=? m/s, course=? deg"},
	{"$GPGGA,152505.00,5547.82113,S,02334.14130,W,1,04,2.72,37.0,M,26.9,M,,", "lat=-55.79701883 deg, lon=-23.56902167 deg, alt=37 m, geoid=26.9 m, quality=1, satellites=4, hdop=2.72"},
	{"$GPGGA,,,,,,0,00,99.99,,,,,,", "lat=? deg, lon=? deg, alt=? m, quality=0, satellites=0, hdop=99.99"},
	{"$GPGLL,5547.82107,N,02334.14132,E,152504.50,A,A", "lat=55.79701783 deg, lon=23.569022 deg"},
	{"$GPGLL,5547.82107,N,02334.14132,E,152504.50,V,N", "lat=? deg, lon=? deg"},
	{"$GNGNS,014035.00,4332.69262,S,17235.48549,E,RR,13,0.9,25.63,11.24,,", "lat=-43.544877 deg, lon=172.5914248 deg, alt=25.63 m, geoid=11.24 m, satellites=13, hdop=0.9"},
	{"$GNGNS,014035.00,,,,,NN,0,,,,,", "lat=? deg, lon=? deg, alt=? m, satellites=0, hdop=?"},
	{"$GPZDA,152504.50,09,12,2009,00,00", "2009-12-09T15:25:04.5"},
	{"$GPVTG,230.5,T,229.1,M,5.6,N,10.4,K,A", "course=230.5 deg, course_mag=229.1 deg, speed=2.880888889 m/s"},
	{"$GPVTG,,,,,,,36,K", "course=? deg, speed=10 m/s"},
	{"$GPGSA,A,3,26,32,11,14,,,,,,,,,6.25,2.72,5.62", "fix=3, pdop=6.25, hdop=2.72, vdop=5.62"},
	{"$GPGST,152505.00,8.1,,,,10.2,18.4,31.0", "lat_sigma=10.2 m, lon_sigma=18.4 m, alt_sigma=31 m"},
	{"$GPHDT,274.07,T", "heading=274.07 deg"},
	{"$HCHDM,218.6,M", "heading_mag=218.6 deg"},
	{"$SDHDG,0.2,0.5,W,1.3,E", "heading_mag=359.7 deg, variation=1.3 deg"},
	{"$SDHDG,229.8,,,,", "heading_mag=229.8 deg"},
	{"$GNTHS,151.2,A", "heading=151.2 deg"},
	{"$GNTHS,151.2,V", "heading=? deg"},
	{"$APROT,-35.6,A", "rot=-35.6 deg/min"},
	{"$PASHR,085335.000,224.19,T,-1.26,+0.83,+0.10,0.101,0.113,0.267,1,0", "heading=224.19 deg, roll=-1.26 deg, pitch=0.83 deg, heave=0.1 m"},
	{"$PASHR,POS,0,06,204130.00,4205.7,N", ""},
	{"$SDDBT,18.0,f,5.4,M,3.0,F", "depth=5.4 m"},
	{"$SDDBT,10,f,,M,,F", "depth=3.048 m"},
	{"$SDDBS,,f,,M,10,F", "depth_surface=18.288 m"},
	{"$SDDBK,,f,,M,,F", "depth_keel=? m"},
	{"$SDDPT,5.4,0.4,", "depth=5.4 m, depth_surface=5.8 m"},
	{"$SDDPT,5.4,-1.4,", "depth=5.4 m, depth_keel=4 m"},
	{"$SDDPT,,0.4", "depth=? m, depth_surface=? m"},
	{"$SDVHW,231.3,T,229.9,M,3.6,N,6.7,K", "heading=231.3 deg, heading_mag=229.9 deg, water_speed=1.852 m/s"},
	{"$SDVLW,2,N,1,N", "log=3704 m, trip=1852 m"},
	{"$SDMTW,17.9,C", "water_temp=17.9 °C"},
	{"$SDMTW,68,F", "water_temp=20 °C"},
	{"$SDMTW,,C", "water_temp=? °C"},
	{"$IIRSA,10.5,A,,V", "rudder=10.5 deg"},
	{"$IIRPM,E,1,2418.2,10.5,A", "engine1_speed=2418.2 rpm, engine1_pitch=10.5 %"},
	{"$WIMWV,57.5,R,3.6,N,A", "wind_angle=57.5 deg, wind_speed=1.852 m/s"},
	{"$WIMWV,57.5,T,3.6,K,A", "wind_angle_true=57.5 deg, wind_speed_true=1 m/s"},
	{"$WIMWV,57.5,R,3.6,M,V", "wind_angle=? deg, wind_speed=? m/s"},
	{"$WIMWD,328.2,T,326.8,M,11.2,N,5.8,M", "wind_direction=328.2 deg, wind_direction_mag=326.8 deg, wind_speed_true=5.761777778 m/s"},
	{"$WIVWR,75.0,L,10.5,N,5.4,M,19.4,K", "wind_angle=285 deg, wind_speed=5.401666667 m/s"},
	{"$WIVWT,75.0,R,,N,5.4,M,19.4,K", "wind_angle_true=75 deg, wind_speed_true=5.4 m/s"},
	{"$WIMDA,30.12,I,1.020,B,23.4,C,17.2,C,40.2,,12.1,C,19.3,T,20.1,M,3.6,N,1.8,M", "pressure=102000 Pa, air_temp=23.4 °C, water_temp=17.2 °C, humidity=40.2 %, dew_point=12.1 °C, wind_direction=19.3 deg, wind_direction_mag=20.1 deg, wind_speed_true=1.852 m/s"},
	{"$WIMMB,30,I,,B", "pressure=101591.67 Pa"},
	{"$WIMTA,23.4,C", "air_temp=23.4 °C"},
	{"$WIMHU,40.2,,12.1,C", "humidity=40.2 %, dew_point=12.1 °C"},
	{"$IIXDR,C,,C,AIRTEMP,A,-1.0,D,HEEL,P,1.013,B,BARO,P,101300,P,,U,12.6,V,BATT", "AIRTEMP=? °C, HEEL=-1 deg, BARO=1.013 bar, xdr4=101300 Pa, BATT=12.6 V"},
	{"$GPTXT,01,01,02,u-blox ag", ""},
	{"$PUBX,00,081350.00", ""},
	{"!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0", ""},

	{"$GPGGA,152505.00,5567.8,N,02334.1,E,1,04,2.72,37.0,M,26.9,M,,", "lat=? deg, lon=23.56833333 deg, alt=37 m, geoid=26.9 m, quality=1, satellites=4, hdop=2.72 bad: nmea: GPGGA invalid position: 5567.8 N"},
	{"$GPGLL,-547.8,N,18034.1,E,152504.50,A,A", "lat=? deg, lon=? deg bad: nmea: GPGLL invalid position: -547.8 N"},
	{"$GPGLL,547.8,E,034.1,,152504.50,A,A", "lat=? deg, lon=? deg bad: nmea: GPGLL invalid position: 547.8 E"},
	{"$GPVTG,abc,T,,M,Inf,N,10.4,K,A", "course=? deg, speed=? m/s bad: nmea: GPVTG invalid course: abc"},
	{"$GPZDA,152504.50,31,02,2009,00,00", "bad: nmea: GPZDA invalid date: 31,02,2009"},
	{"$GPGBS,252504.50,,", "bad: nmea: GPGBS invalid time: 252504.50"},
	{"$GPGBS,15:25:04,,", "bad: nmea: GPGBS invalid time: 15:25:04"},
	{"$WIMWV,57.5,R,3.6,X,A", "wind_angle=57.5 deg, wind_speed=? m/s bad: nmea: WIMWV invalid unit of wind speed: X"},
	{"$IIXDR,C,20,C,AIRTEMP,A", "AIRTEMP=20 °C bad: nmea: IIXDR invalid number of fields: 5"},
	{`$GPHDT,27\4.07,T`, `bad: nmea: sentence tag block is missing '\' at the end`},
}

func TestNMEAFields(t *testing.T) {
	open := opener(t, newNMEA, Options{})
	for _, c := range nmeaFields {
		if got, _ := hearCut(t, open, sum(c.in)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.in, got, c.want)
		}
	}
}

var nmeaStreams = []wireCase{
	{"noise and a cut sentence", "\xb5\x62\x01$\x07oh" + sum("$GPHDT,1,T") + "$GPHDT,2" + sum("$GPHDT,3,T"), "heading=1 deg\nbad: GPHDT is cut after 8 bytes\nheading=3 deg", 7},
	{"cut by noise", "$GPHDT,2\x00\x01" + sum("$GPHDT,3,T"), "bad: GPHDT is cut after 8 bytes\nheading=3 deg", 2},
	{"wrong checksum", "$GPHDT,2,T*00\r\n" + sum("$GPHDT,3,T"), "bad: GPHDT has the checksum 00, its bytes give 29\nheading=3 deg", 0},
	{"checksum in small letters", "$GPTXT,(*4b\r\n$GPTXT,(*4B\r\n", "\n", 0},
	{"checksum cut", "$GPHDT,2,T*2\r\n" + sum("$GPHDT,3,T"), "bad: GPHDT is cut after 12 bytes\nheading=3 deg", 0},
	{"a port without checksums", "$GPHDT,1,T\r\n$GPHDT,2,T\n$GPHDT,3,T\r", "heading=1 deg\nheading=2 deg\nheading=3 deg", 0},
	{"checksum lost", sum("$GPHDT,1,T") + "$GPHDT,2,T\r\n", "heading=1 deg\nbad: GPHDT has no checksum, others of this port have", 0},
	{"banner", "boot v1.2!\r\n# $GPHDT,9,T*2A\r\n$5 is no sentence\r\n" + sum("$GPHDT,1,T"), "heading=1 deg", 42},
	{"endless", "$GPTXT," + strings.Repeat("x", 600) + "\r\n" + sum("$GPHDT,1,T"), "bad: GPTXT is cut after 512 bytes\nheading=1 deg", 95},
	{"cut at the end", sum("$GPHDT,1,T") + "$GPHDT,2", "heading=1 deg\nbad: GPHDT is cut after 8 bytes", 0},
	{"time is that of the epoch", sum("$GPVTG,1,T,,M,,N,,K", "$GPZDA,235959.5,31,12,2025,,", "$GPHDT,1,T", "$GPGBS,000000.5,", "$GPHDT,2,T", "$GPGBS,235959.5,", "$GPZDA,000000.5,01,01,2026,,", "$GPHDT,3,T"),
		"course=1 deg, speed=? m/s\n2025-12-31T23:59:59.5\n2025-12-31T23:59:59.5 heading=1 deg\n2026-01-01T00:00:00.5\n2026-01-01T00:00:00.5 heading=2 deg\n2025-12-31T23:59:59.5\n2026-01-01T00:00:00.5\n2026-01-01T00:00:00.5 heading=3 deg", 0},
	{"a receiver that has lost its date", sum("$GPZDA,200000,31,12,2025,,", "$GPRMC,000003,V,,,,,,,060180,,", "$GPGGA,000003,,,,,0,,,,,,,,", "$GPHDT,1,T"),
		"2025-12-31T20:00:00\n2025-12-31T20:00:00 lat=? deg, lon=? deg, speed=? m/s, course=? deg\n2025-12-31T20:00:00 lat=? deg, lon=? deg, alt=? m, quality=0, satellites=?, hdop=?\n2025-12-31T20:00:00 heading=1 deg", 0},
	{"nothing", "", "", 0},
}

func TestNMEA(t *testing.T) { testWire(t, opener(t, newNMEA, Options{}), nmeaStreams) }

func TestNMEAReset(t *testing.T) {
	d := opener(t, newNMEA, Options{})()
	hear := func(s string) (out string) {
		d.Push([]byte(s), time.Time{}, func(r *Record) { out += said(r) + "\n" })
		return out
	}
	hear("$GPHDT,1")
	d.Reset()
	if got, want := hear("2,T*00\r\n"+sum("$GPHDT,3,T")), "heading=3 deg\n"; got != want || d.Stats().Skipped != 14 {
		t.Errorf("got %q, %+v; want %q, 14 skipped", got, d.Stats(), want)
	}
}

var epochCases = []wireCase{
	{"one row for each fix", sum("$GPGGA,100000,1200.0,N,00300.0,E,1,4,1,5,M,,,,", "$GPRMC,100000,A,1200.0,N,00300.0,E,,,010126,,", "$GPVTG,7,T,,M,,N,,K", "$GPGSV,1,1,00", "$GPGGA,100001,1300.0,N,00300.0,E,1,4,1,6,M,,,,", "$GPRMC,100001,V,,,,,,,010126,,"),
		"2026-01-01T10:00:00 lat=12 deg, lon=3 deg, alt=5 m, quality=1, satellites=4, hdop=1, speed=? m/s, course=7 deg\n" +
			"2026-01-01T10:00:01 lat=13 deg, lon=3 deg, alt=6 m, quality=1, satellites=4, hdop=1, speed=? m/s, course=? deg", 0},
	{"no date", sum("$GPGLL,1200.0,N,00300.0,E,100000,A", "$GPGLL,1300.0,N,00300.0,E,100001,A", "$GPHDT,1,T"), "10h0m0s lat=12 deg, lon=3 deg\n10h0m1s lat=13 deg, lon=3 deg, heading=1 deg", 0},
	{"no clock", sum("$GPHDT,1,T", "$GPTXT,1", "$GPHDT,2,T"), "heading=1 deg\nheading=2 deg", 0},
	{"bad ones", sum("$GPGLL,1200.0,N,00300.0,E,100000,A", "$GPVTG,x,T,,,9,N") + "$GPHDT,1,T*00\r\n", "10h0m0s lat=12 deg, lon=3 deg, course=? deg, speed=4.63 m/s", 0},
}

func TestGatherFixes(t *testing.T) {
	for _, c := range epochCases {
		d := Gather(opener(t, newNMEA, Options{})())
		var good, bad []string
		take := func(r *Record) {
			if r.Err != nil {
				bad = append(bad, said(r))
				return
			}
			good = append(good, said(r))
		}
		d.Push([]byte(c.in), time.Time{}, take)
		d.Flush(take)
		if got := strings.Join(good, "\n"); got != c.want || len(bad) != d.Stats().Bad {
			t.Errorf("%s: got\n%s\nwant\n%s\nand %q", c.name, got, c.want, bad)
		}
	}
}

// TestGatherFrames: two frames of one time are two.
func TestGatherFrames(t *testing.T) {
	d := Gather(opener(t, newSLIP, pump)())
	var got []string
	take := func(r *Record) { got = append(got, said(r)) }
	for i := range 4 {
		d.Push([]byte(slip(pumpFrame(t, uint16(1000+i/2), int16(i), 0, 0))), time.Time{}, take)
	}
	d.Flush(take)
	want := "[1s temp=-40 °C, flow=0 l/s, state=0 1s temp=-39.9 °C, flow=0 l/s, state=0 1.001s temp=-39.8 °C, flow=0 l/s, state=0 1.001s temp=-39.7 °C, flow=0 l/s, state=0]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// TestGatherLines: lines of one time are one row, and those without a time
// up to where a name comes again.
func TestGatherLines(t *testing.T) {
	for _, c := range []struct{ format, in, want string }{
		{"teleplot", ">a:100:1\n>b:100:2\n>a:200:3\n>a:200:4\n>b:200:5\n", "[100ms a=1, b=2 200ms a=3 200ms a=4, b=5]"},
		{"label", "a:1\nb:2\nx\na:3\nb:4,c:5\nc:6\n", "[a=1, b=2 a=3, b=4, c=5 c=6]"},
		{"label", "a:1,b:2\na:3,b:4\n", "[a=1, b=2 a=3, b=4]"},
	} {
		d, err := New(c.format, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		take := func(r *Record) {
			if r.Err == nil {
				got = append(got, said(r))
			}
		}
		d = Gather(d)
		d.Push([]byte(c.in), time.Time{}, take)
		d.Flush(take)
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: got %v, want %s", c.format, got, c.want)
		}
	}
}

func FuzzNMEA(f *testing.F) {
	cases := nmeaStreams
	for _, c := range nmeaFields {
		cases = append(cases, wireCase{in: sum(c.in)})
	}
	fuzzWire(f, opener(f, newNMEA, Options{}), cases)
}

func BenchmarkNMEA(b *testing.B) {
	in := strings.Repeat(sum("$GPRMC,152505.00,A,5547.82113,N,02334.14130,E,0.253,,091209,,,A", "$GPVTG,,T,,M,0.253,N,0.469,K,A",
		"$GPGGA,152505.00,5547.82113,N,02334.14130,E,1,04,2.72,37.0,M,26.9,M,,", "$SDHDG,229.8,,,1.3,E", "$WIMWV,57.5,R,13.0,N,A", "$SDDPT,5.3,0.4,"), 200)
	benchWire(b, opener(b, newNMEA, Options{})(), []byte(in))
}
