package decode

import (
	"math"
	"strconv"
)

// $WIMWV,57.5,R,13.0,N,A: angle from the bow, R apparent or T true, speed
func nmeaMWV(r *nmeaReader) {
	suffix := ""
	if r.text(1) == "T" {
		suffix = "_true"
	}
	r.void = r.text(4) != "A"
	r.num(0, "wind_angle"+suffix, "deg", 1)
	scale, known := map[string]float64{"N": knot, "K": kmPerHour, "M": 1, "S": 0.44704}[r.text(3)]
	if !known && r.text(2) != "" {
		r.p.SetErr("unit of wind speed", r.text(3))
		r.failed()
		scale = math.NaN()
	}
	r.num(2, "wind_speed"+suffix, "m/s", scale)
}

// $WIMWD,328.2,T,326.8,M,11.2,N,5.8,M: where the true wind comes from
func nmeaMWD(r *nmeaReader) { nmeaWindFrom(r, 0) }

func nmeaWindFrom(r *nmeaReader, i int) {
	r.num(i, "wind_direction", "deg", 1)
	r.extra(i+2, "wind_direction_mag", "deg", 1)
	r.first("wind_speed_true", "m/s", inUnit{i + 4, knot}, inUnit{i + 6, 1})
}

// $WIVWR,75.0,L,10.5,N,5.4,M,19.4,K: apparent wind, left or right of the bow
func nmeaVWR(r *nmeaReader) { nmeaWindSide(r, "") }

// $WIVWT,75.0,R,10.5,N,5.4,M,19.4,K: the same of the true wind
func nmeaVWT(r *nmeaReader) { nmeaWindSide(r, "_true") }

func nmeaWindSide(r *nmeaReader, suffix string) {
	angle := r.value(0, "wind_angle")
	if r.text(1) == "L" {
		angle = math.Mod(360-angle, 360)
	}
	r.add("wind_angle"+suffix, angle, "deg")
	r.first("wind_speed"+suffix, "m/s", inUnit{2, knot}, inUnit{4, 1}, inUnit{6, kmPerHour})
}

// $WIMDA,30.12,I,1.020,B,23.4,C,17.2,C,40.2,,12.1,C,19.3,T,20.1,M,13.1,N,6.7,M
func nmeaMDA(r *nmeaReader) {
	nmeaMMB(r)
	r.num(4, "air_temp", "°C", 1)
	r.extra(6, "water_temp", "°C", 1)
	r.extra(8, "humidity", "%", 1)
	r.extra(10, "dew_point", "°C", 1)
	nmeaWindFrom(r, 12)
}

// $WIMMB,30.12,I,1.020,B: pressure of the air. Bars come first, for they
// need no factor that was measured.
func nmeaMMB(r *nmeaReader) {
	r.first("pressure", "Pa", inUnit{2, bar}, inUnit{0, inchMercury})
}

// $WIMTA,23.4,C
func nmeaMTA(r *nmeaReader) { nmeaCelsius(r, 0, "air_temp") }

// $WIMHU,40.2,,12.1,C
func nmeaMHU(r *nmeaReader) {
	r.num(0, "humidity", "%", 1)
	r.extra(2, "dew_point", "°C", 1)
}

// $IIXDR,C,23.1,C,AIRTEMP,A,-1.0,D,HEEL,P,1.013,B,BARO: four fields for each
// transducer: type, value, unit, name. Units stay as they are sent.
func nmeaXDR(r *nmeaReader) {
	for i := 0; i+2 < len(r.p.Fields); i += 4 {
		name := r.text(i + 3)
		if name == "" {
			name = "xdr" + strconv.Itoa(i/4+1)
		}
		r.num(i+1, name, nmeaUnit(r.text(i), r.text(i+2)), 1)
	}
	if n := len(r.p.Fields) % 4; n != 0 && n != 3 {
		r.p.SetErr("number of fields", strconv.Itoa(len(r.p.Fields)))
		r.failed()
	}
}

// nmeaUnit spells out the letter for the unit of a transducer: some mean two
// things, by the type of the transducer.
func nmeaUnit(kind, letter string) string {
	switch kind + letter {
	case "PP":
		return "Pa"
	case "VM":
		return "m³"
	case "BK":
		return "kg/m³"
	case "SB", "GB":
		return "" // on or off
	}
	unit, known := map[string]string{
		"A": "A", "B": "bar", "C": "°C", "D": "deg", "F": "°F", "H": "Hz", "I": "l/s", "K": "K", "M": "m",
		"N": "N", "P": "%", "R": "rpm", "S": "‰", "V": "V",
	}[letter]
	if !known {
		return letter
	}
	return unit
}
