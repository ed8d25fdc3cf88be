package tui

// journalKeys are those of markers, the shelf and exports.
func journalKeys() []binding {
	return []binding{
		{keys: []string{"z"}, show: "z", foot: "shelve", order: 1, group: "EVENTS", in: eventList, when: onAlarm,
			help: "shelve for 10 minutes", do: shelve},
		{keys: []string{"m"}, show: "m", foot: "mark", order: 12, group: "EVENTS", in: monitor, when: drawn,
			help: "a marker with a note", do: addMark},
		{keys: []string{"m"}, show: "m", foot: "note", order: 1, in: eventList, when: onEvent, do: addRemark},
		{keys: []string{"'"}, show: "'", foot: "marks", order: 13, group: "EVENTS", in: monitor, when: marked,
			help: "to the next marker", do: nextMark},
		{keys: []string{"e"}, show: "e", foot: "export", order: 14, group: "EVENTS", in: monitor | eventList, when: exportable,
			help: "export what is shown", do: openExport},
	}
}

// onEvent says that what is chosen is an event.
func onEvent(m *Model) bool {
	_, ok := m.chosenEvent()
	return ok
}
