package training

import "context"

// run fits the compute block and, in the ablations, what else learns.
func (tr *blockTrainer) run(ctx context.Context, s schedule) (progressed, error) {
	tr.prepare(&s)
	m := tr.opt.Modulation
	tr.groups = []group{m.newGroup(contracting, tr.opt.BlockRate, tr.net.block.params())}
	learns := tr.opt.Schedule == Unfrozen || tr.opt.Schedule == Joint
	freeze(append(tr.net.encoders(), tr.net.decoders()...), !learns)
	if learns {
		tr.groups = append(tr.groups, m.newGroup(sensitive, tr.opt.BlockRate, tr.net.encoders()), m.newGroup(free, tr.opt.BlockRate, tr.net.decoders()))
	}
	if tr.opt.Schedule == Joint { // as many steps as the two stages together
		s.of += tr.opt.Steps
	}
	for _, g := range tr.groups {
		s.params = append(s.params, g.Params()...)
	}
	done, err := s.steps(ctx, tr.step)
	freeze(s.params, true)
	return done, err
}
