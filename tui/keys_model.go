package tui

// modelKeys are those of the model screen.
func modelKeys() []binding {
	return []binding{
		{keys: []string{"tab", "shift+tab"}, show: "tab", foot: "pane", order: 1, group: "MODEL", in: modelView, when: knowsModel,
			help: "next, previous pane", do: nextPane},
		{keys: []string{"up", "down", "left", "right", "k", "j", "h", "l"}, show: "↑↓←→", foot: "choose", order: 1, group: "MODEL", in: modelView, when: knowsModel,
			help: "sensor, cell, layer", do: moveInside},
		{keys: []string{"d"}, show: "d", foot: "conv, dense", order: 2, group: "MODEL", in: modelView, when: knowsModel,
			help: "probe conv or dense", do: convOrDense},
		{keys: []string{"x"}, show: "x", foot: "export", order: 3, group: "MODEL", in: modelView, when: canSaveTheory,
			help: "export the numbers", do: saveTheory},
		{keys: []string{"u"}, show: "u", foot: "measure again", order: 4, group: "MODEL", in: modelView, when: canMeasure,
			help: "measure again, now", do: measureAgain},
	}
}

func knowsModel(m *Model) bool    { return m.inside.theory != nil }
func canSaveTheory(m *Model) bool { return m.inside.theory != nil && m.opt.Insight.Save != nil }
func canMeasure(m *Model) bool {
	return m.inside.theory != nil && m.opt.Insight.Measure != nil && !m.inside.asking
}
