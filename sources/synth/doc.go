// Package synth is a pump rig that exists only as equations: a source for
// the demo, for tests and for training without hardware. Start with New and
// Rig.
//
// An induction motor on a frequency converter drives a centrifugal pump that
// takes water from a tank through a control valve in a loop. Speed and valve
// are given new setpoints every 15 to 60 s. What ties the channels together:
//
//   - Pump: head H = H0·n² − K·Q² at relative speed n. The affinity laws
//     (Q ~ n, H ~ n², P ~ n³) are this curve scaled.
//   - System: H = Hs + (R0 + Rv/v²)·Q² with valve opening v. The flow goes to
//     where the two curves meet, delayed by the water's inertia.
//   - Suction: tank pressure less what the inlet loses with Q². Below the
//     pressure at which water boils in the impeller the pump cavitates:
//     head is lost, vibration rises.
//   - Shaft: torque = Q·H / (η·ω) + friction + J·dω/dt. η is best at one
//     Q/n. Speed follows its setpoint with a lag and slips with load.
//   - Motor: current = √(Im² + (torque/kT)²), power = torque·ω plus copper
//     and iron losses through the converter. The supply droops with current.
//   - Vibration: imbalance ~ n² with a resonance, off-best-point flow,
//     cavitation.
//   - Heat: winding, bearing and fluid take up the losses with first-order
//     lags above a drifting ambient; warm copper resists more.
//
// Every channel adds its own noise and is rounded to its own resolution.
// Nothing asks a clock: time starts at Options.Start. The same Options give
// the same frames; on another processor fused multiply-adds may change the
// last bits of a state, which rounding to the resolution hides.
package synth
