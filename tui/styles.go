package tui

import (
	"slices"

	"rigscope/tui/chart"
)

// Profile is how many colours a terminal has.
type Profile int

// The zero value is the best.
const (
	TrueColor Profile = iota
	Color256
	Color16
	NoColor // bold and reverse only
)

// palette holds for every role the part of an escape sequence that selects
// it, beginning with a semicolon, or "" for the terminal's own. Roles of
// characters select a foreground, roles of grounds a background.
type palette [inkCount]string

// tone is one role in the three kinds of colour.
type tone struct {
	ink  chart.Ink
	c16  string // complete SGR parameters
	c256 string
	rgb  string
}

// newPalette says what the roles look like, on a dark background or a light
// one. ANSI-16 was chosen first; the finer profiles refine a role and never
// change its meaning.
func newPalette(p Profile, light bool) palette {
	all := slices.Concat(tones(), grounds())
	if light {
		all = slices.Concat(lightTones(), lightGrounds())
	}
	var out palette
	for _, t := range all {
		out[t.ink] = t.sequence(p)
	}
	return out
}

func (t tone) sequence(p Profile) string {
	layer := ";38"
	if t.ink >= groundBar {
		layer = ";48"
	}
	switch {
	case p == TrueColor && t.rgb != "":
		return layer + ";2;" + t.rgb
	case p == Color256 && t.c256 != "":
		return layer + ";5;" + t.c256
	case p == Color16 && t.c16 != "":
		return ";" + t.c16
	}
	return ""
}

func tones() []tone {
	return []tone{
		{inkText, "37", "252", "214;219;224"},
		{inkBright, "97", "231", "255;255;255"},
		{inkDim, "90", "244", "128;139;150"},
		{inkFaint, "90", "239", "74;83;92"},
		{inkMeasured, "37", "252", "201;209;217"},
		{inkPassed, "90", "242", "102;113;124"},
		{inkEstimate, "96", "80", "79;214;232"},
		{inkOK, "32", "79", "78;201;160"},
		{inkWatch, "93", "221", "242;204;96"},
		{inkFault, "91", "203", "255;107;94"},
		{inkProcess, "95", "177", "217;140;240"},
		{inkUnknown, "94", "111", "121;168;255"},
		{inkMissing, "90", "244", "128;139;150"},
		{inkKey, "97", "153", "169;199;232"},
		{inkLabel, "30", "16", "16;20;24"},
		{inkScore0, "90", "237", "57;65;74"},
		{inkScore1, "90", "240", "91;95;74"},
		{inkScore2, "33", "136", "160;138;60"},
		{inkScore3, "93", "221", "242;204;96"},
		{inkScore4, "93", "215", "255;157;77"},
		{inkScore5, "91", "203", "255;107;94"},
		{inkShade0, "90", "237", "57;65;74"},
		{inkShade1, "90", "238", "66;69;57"},
		{inkShade2, "33", "58", "96;84;42"},
		{inkShade3, "33", "100", "138;118;60"},
		{inkShade4, "33", "130", "146;92;50"},
		{inkShade5, "31", "88", "146;64;58"},
	}
}

func grounds() []tone {
	return []tone{
		{groundBar, "", "235", "31;38;45"},
		{groundFault, "", "52", "58;31;32"},
		{groundBand, "", "23", "20;60;68"},
		{groundChosen, "", "236", "38;50;61"},
		{groundOK, "42", "79", "78;201;160"},
		{groundWatch, "43", "221", "242;204;96"},
		{groundAlarm, "41", "203", "255;107;94"},
		{groundProcess, "45", "177", "217;140;240"},
		{groundUnknown, "44", "111", "121;168;255"},
		{groundHeat0, "", "234", "27;32;38"},
		{groundHeat1, "", "23", "23;50;59"},
		{groundHeat2, "", "24", "28;79;92"},
		{groundHeat3, "", "30", "37;128;143"},
		{groundHeat4, "", "37", "63;180;196"},
		{groundHeat5, "", "116", "127;227;238"},
	}
}
