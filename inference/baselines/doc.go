// Package baselines is the honest opposition: the classic detectors of lying
// sensors, fitted to the same clean data as our network. Start with Method
// and Methods. Fused, ridge virtual sensors beside rules, is the bar.
//
// Everything is seeded: the same Clean gives the same method. A method knows
// no faults before it is asked, and it does not know how it is scored.
package baselines
