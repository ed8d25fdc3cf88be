package tui

// timelineKeys are those of the screen that shows the whole log.
func timelineKeys() []binding {
	const in = timelineView
	return []binding{
		{keys: []string{"left", "right", "h", "l"}, show: "← →", foot: "move", order: 1, group: "TIME", in: in, when: drawn,
			help: "move the cursor; h l", do: moveAlong},
		{keys: []string{"H", "L"}, show: "H L", group: "TIME", in: in, when: drawn,
			help: "ten cells at a time", do: moveAlong},
		{keys: []string{"enter"}, show: "⏎", foot: "go there", order: 2, group: "TIME", in: in, when: drawn,
			help: "go to the cursor", do: goThere},
		{keys: []string{"n", "N"}, show: "n N", foot: "incidents", order: 3, group: "TIME", in: in, when: drawn,
			help: "next, last incident", do: lineAlarm},
		{keys: []string{"+", "=", "-"}, show: "+ −", foot: "zoom", order: 4, group: "TIME", in: in, when: drawn,
			help: "less, more of the log", do: zoomLine},
		{keys: []string{"up", "down", "k", "j"}, show: "↑ ↓", foot: "sensor", order: 5, group: "TIME", in: in, when: drawn,
			help: "choose a sensor", do: lineSensor},
		{keys: []string{"d"}, show: "d", foot: "sensors, modalities", brief: "rows", order: 6, group: "TIME", in: in, when: drawn,
			help: "sensors or modalities", do: lineDetail},
		{keys: []string{"g", "G"}, show: "g G", group: "TIME", in: in, when: drawn,
			help: "to the start, to now", do: lineEnds},
	}
}
