package tui

// lightTones are the roles on a light background: the same meanings, with
// what is bright there dark here.
func lightTones() []tone {
	return []tone{
		{inkText, "30", "236", "40;46;52"},
		{inkBright, "30", "16", "0;0;0"},
		{inkDim, "90", "242", "92;100;108"},
		{inkFaint, "37", "250", "176;182;188"},
		{inkMeasured, "30", "236", "40;46;52"},
		{inkPassed, "90", "246", "130;138;146"},
		{inkEstimate, "36", "30", "0;110;128"},
		{inkOK, "32", "28", "0;112;74"},
		{inkWatch, "33", "130", "146;92;0"},
		{inkFault, "31", "160", "188;24;24"},
		{inkProcess, "35", "90", "128;40;152"},
		{inkUnknown, "34", "25", "24;84;168"},
		{inkMissing, "90", "242", "92;100;108"},
		{inkKey, "34", "25", "24;84;168"},
		{inkLabel, "97", "231", "255;255;255"},
		{inkScore0, "37", "250", "188;192;196"},
		{inkScore1, "90", "245", "138;138;138"},
		{inkScore2, "33", "136", "160;124;20"},
		{inkScore3, "33", "130", "168;100;0"},
		{inkScore4, "31", "166", "200;80;10"},
		{inkScore5, "31", "160", "188;24;24"},
		{inkShade0, "37", "250", "188;192;196"},
		{inkShade1, "37", "250", "188;188;180"},
		{inkShade2, "37", "187", "215;205;165"},
		{inkShade3, "33", "180", "222;190;140"},
		{inkShade4, "33", "216", "240;185;150"},
		{inkShade5, "31", "217", "240;170;165"},
	}
}

func lightGrounds() []tone {
	return []tone{
		{groundBar, "", "254", "232;235;238"},
		{groundFault, "", "224", "255;226;224"},
		{groundBand, "", "195", "208;240;244"},
		{groundChosen, "", "253", "220;228;236"},
		{groundOK, "42", "28", "0;112;74"},
		{groundWatch, "43", "130", "146;92;0"},
		{groundAlarm, "41", "160", "188;24;24"},
		{groundProcess, "45", "90", "128;40;152"},
		{groundUnknown, "44", "25", "24;84;168"},
	}
}
