// Package evaluate holds detectors of lying sensors to account. Start with
// Campaign, which damages clean test windows by every kind of fault at three
// severities and measures who noticed, who blamed the right sensor and who
// mended it; Summarise makes rows and tables of its runs.
//
// Everything is seeded and nothing is point-adjusted: a window that a method
// missed counts as missed, however long the fault was (Kim et al. 2022). A
// method sees windows, never labels. Thresholds come from calibration
// segments alone; the false-alarm rate printed is the one achieved on test
// segments.
package evaluate
