package decode

import (
	"math"
	"strings"
)

// $GPHDT,274.07,T: to true north
func nmeaHDT(r *nmeaReader) { r.num(0, "heading", "deg", 1) }

// $HCHDM,218.6,M: to magnetic north
func nmeaHDM(r *nmeaReader) { r.num(0, "heading_mag", "deg", 1) }

// $SDHDG,229.8,0.5,W,1.3,E: the sensor, its deviation, the variation. The
// heading is that to magnetic north: deviation applied, variation not.
func nmeaHDG(r *nmeaReader) {
	heading := r.value(0, "heading")
	if r.text(1) != "" {
		heading = math.Mod(heading+r.signed(1, "deviation", "W")+360, 360)
	}
	r.add("heading_mag", heading, "deg")
	if r.text(3) != "" {
		r.add("variation", r.signed(3, "variation", "W"), "deg")
	}
}

// $GNTHS,151.2,A: true heading and its mode
func nmeaTHS(r *nmeaReader) {
	r.void = r.text(1) == "V"
	r.num(0, "heading", "deg", 1)
}

// $APROT,-35.6,A: rate of turn, minus to port
func nmeaROT(r *nmeaReader) {
	r.void = r.text(1) == "V"
	r.num(0, "rot", "deg/min", 1)
}

// $PASHR,085335.000,224.19,T,-1.26,+0.83,+0.10,0.101,0.113,0.267,1,0: time,
// heading, roll, pitch, heave. Others with this address start with a word.
func nmeaASHR(r *nmeaReader) {
	if len(r.p.Fields) < 10 || r.text(2) != "T" {
		return
	}
	r.clock(0)
	r.num(1, "heading", "deg", 1)
	r.num(3, "roll", "deg", 1)
	r.num(4, "pitch", "deg", 1)
	r.num(5, "heave", "m", 1)
}

// $SDDBT,18.0,f,5.4,M,3.0,F: below the transducer
func nmeaDBT(r *nmeaReader) { nmeaDepth(r, "depth") }

// $SDDBS,18.0,f,5.4,M,3.0,F: below the surface
func nmeaDBS(r *nmeaReader) { nmeaDepth(r, "depth_surface") }

// $SDDBK,18.0,f,5.4,M,3.0,F: below the keel
func nmeaDBK(r *nmeaReader) { nmeaDepth(r, "depth_keel") }

func nmeaDepth(r *nmeaReader, name string) {
	r.first(name, "m", inUnit{2, 1}, inUnit{0, metrePerFoot}, inUnit{4, 6 * metrePerFoot})
}

// $SDDPT,5.4,0.4,: below the transducer, which sits so far below the surface
// or, where negative, above the keel
func nmeaDPT(r *nmeaReader) {
	r.num(0, "depth", "m", 1)
	depth, offset := r.out[len(r.out)-1].V, r.value(1, "offset")
	switch {
	case offset > 0:
		r.add("depth_surface", depth+offset, "m")
	case offset < 0:
		r.add("depth_keel", depth+offset, "m")
	}
}

// $SDVHW,231.3,T,229.9,M,6.6,N,12.3,K: heading, and speed through the water
func nmeaVHW(r *nmeaReader) {
	r.extra(0, "heading", "deg", 1)
	r.extra(2, "heading_mag", "deg", 1)
	r.first("water_speed", "m/s", inUnit{4, knot}, inUnit{6, kmPerHour})
}

// $SDVLW,1109.4,N,393.6,N: distance through the water, total and since reset
func nmeaVLW(r *nmeaReader) {
	r.num(0, "log", "m", nauticalMile)
	r.num(2, "trip", "m", nauticalMile)
}

// $SDMTW,17.9,C
func nmeaMTW(r *nmeaReader) { nmeaCelsius(r, 0, "water_temp") }

// nmeaCelsius reads a temperature and its unit.
func nmeaCelsius(r *nmeaReader, i int, name string) {
	v := r.value(i, name)
	switch r.text(i + 1) {
	case "F":
		v = (v - 32) / 1.8
	case "K":
		v -= 273.15
	}
	r.add(name, v, "°C")
}

// $IIRSA,10.5,A,,V: rudder (single or starboard), port rudder
func nmeaRSA(r *nmeaReader) {
	r.void = r.text(1) == "V"
	r.num(0, "rudder", "deg", 1)
	r.void = r.text(3) == "V"
	r.extra(2, "rudder_port", "deg", 1)
}

// $IIRPM,E,1,2418.2,10.5,A: engine or shaft, its number, revolutions, pitch
func nmeaRPM(r *nmeaReader) {
	what := "engine"
	if strings.HasPrefix(r.text(0), "S") {
		what = "shaft"
	}
	r.void = r.text(4) == "V"
	r.num(2, what+r.text(1)+"_speed", "rpm", 1)
	r.extra(3, what+r.text(1)+"_pitch", "%", 1)
}
