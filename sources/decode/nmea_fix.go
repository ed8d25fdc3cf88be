package decode

import (
	"strconv"
	"strings"
)

// What is given out in SI units comes in these.
const (
	knot         = 1852.0 / 3600 // [m/s]
	kmPerHour    = 1 / 3.6       // [m/s]
	metrePerFoot = 0.3048
	nauticalMile = 1852.0   // [m]
	bar          = 1e5      // [Pa]
	inchMercury  = 3386.389 // [Pa]
)

// nmeaSentences are the types that are read, with their reader. Field
// numbers count from the first behind the address. docs/formats.md has the
// names.
func nmeaSentences() map[string]func(*nmeaReader) {
	return map[string]func(*nmeaReader){
		"RMC": nmeaRMC, "GGA": nmeaGGA, "GLL": nmeaGLL, "GNS": nmeaGNS, "ZDA": nmeaZDA,
		"VTG": nmeaVTG, "GSA": nmeaGSA, "GST": nmeaGST, "GBS": nmeaGBS,
		"HDT": nmeaHDT, "HDG": nmeaHDG, "HDM": nmeaHDM, "THS": nmeaTHS, "ROT": nmeaROT, "ASHR": nmeaASHR,
		"DBT": nmeaDBT, "DBS": nmeaDBS, "DBK": nmeaDBK, "DPT": nmeaDPT, "VHW": nmeaVHW, "VLW": nmeaVLW, "MTW": nmeaMTW,
		"RSA": nmeaRSA, "RPM": nmeaRPM,
		"MWV": nmeaMWV, "MWD": nmeaMWD, "VWR": nmeaVWR, "VWT": nmeaVWT,
		"MDA": nmeaMDA, "MMB": nmeaMMB, "MTA": nmeaMTA, "MHU": nmeaMHU, "XDR": nmeaXDR,
	}
}

// $GPRMC,152505.00,A,5547.82113,N,02334.14130,E,0.253,,091209,7.5,E,A
func nmeaRMC(r *nmeaReader) {
	r.void = r.text(1) != "A" && r.text(1) != "D" || r.text(11) == "N"
	r.clock(0)
	r.ddmmyy(8)
	r.position(2)
	r.num(6, "speed", "m/s", knot)
	r.num(7, "course", "deg", 1)
	if r.text(9) != "" {
		r.add("variation", r.signed(9, "variation", "W"), "deg")
	}
}

// $GPGGA,152505.00,5547.82113,N,02334.14130,E,1,04,2.72,37.0,M,26.9,M,,
func nmeaGGA(r *nmeaReader) {
	r.void = r.text(5) == "" || r.text(5) == "0"
	r.clock(0)
	r.position(1)
	r.num(8, "alt", "m", 1)
	r.extra(10, "geoid", "m", 1)
	r.add("quality", r.value(5, "quality"), "")
	r.add("satellites", r.value(6, "satellites"), "")
	r.add("hdop", r.value(7, "hdop"), "")
}

// $GPGLL,5547.82107,N,02334.14132,E,152504.50,A,A
func nmeaGLL(r *nmeaReader) {
	r.void = r.text(5) == "V" || r.text(6) == "N"
	r.clock(4)
	r.position(0)
}

// $GNGNS,014035.00,4332.69262,S,17235.48549,E,RR,13,0.9,25.63,11.24,,
func nmeaGNS(r *nmeaReader) {
	r.void = strings.Trim(r.text(5), "N") == ""
	r.clock(0)
	r.position(1)
	r.num(8, "alt", "m", 1)
	r.extra(9, "geoid", "m", 1)
	r.add("satellites", r.value(6, "satellites"), "")
	r.add("hdop", r.value(7, "hdop"), "")
}

// $GPZDA,152504.50,09,12,2009,00,00
func nmeaZDA(r *nmeaReader) {
	r.clock(0)
	if r.text(1) == "" || r.text(2) == "" || r.text(3) == "" {
		return
	}
	day, err1 := strconv.Atoi(r.text(1))
	month, err2 := strconv.Atoi(r.text(2))
	year, err3 := strconv.Atoi(r.text(3))
	text := strings.Join([]string{r.text(1), r.text(2), r.text(3)}, ",")
	if err1 != nil || err2 != nil || err3 != nil || year > 9999 {
		day = 0
	}
	r.calendar(year, month, day, text)
}

// $GPVTG,230.5,T,229.1,M,5.6,N,10.4,K,A
func nmeaVTG(r *nmeaReader) {
	r.void = r.text(8) == "N"
	r.num(0, "course", "deg", 1)
	r.extra(2, "course_mag", "deg", 1)
	r.first("speed", "m/s", inUnit{4, knot}, inUnit{6, kmPerHour})
}

// $GPGSA,A,3,26,32,11,14,,,,,,,,,6.25,2.72,5.62
func nmeaGSA(r *nmeaReader) {
	r.add("fix", r.value(1, "fix"), "")
	r.add("pdop", r.value(14, "pdop"), "")
	r.add("hdop", r.value(15, "hdop"), "")
	r.add("vdop", r.value(16, "vdop"), "")
}

// $GPGST,152505.00,8.1,,,,10.2,18.4,31.0: RMS of the ranges, the error
// ellipse, then one sigma of each coordinate.
func nmeaGST(r *nmeaReader) {
	r.clock(0)
	r.num(5, "lat_sigma", "m", 1)
	r.num(6, "lon_sigma", "m", 1)
	r.num(7, "alt_sigma", "m", 1)
}

func nmeaGBS(r *nmeaReader) { r.clock(0) }
