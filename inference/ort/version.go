package ort

import "fmt"

// oldest is the first release that has the interface the binding asks for.
const oldest = "1.24"

// recent says whether a version such as "1.24.3" is not below oldest. What
// does not look like a version is not.
func recent(version string) bool {
	var major, minor, needMajor, needMinor int
	fmt.Sscanf(oldest, "%d.%d", &needMajor, &needMinor)
	if n, _ := fmt.Sscanf(version, "%d.%d", &major, &minor); n != 2 {
		return false
	}
	return major > needMajor || major == needMajor && minor >= needMinor
}
