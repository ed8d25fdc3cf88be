package notation

import "strconv"

// Count is "1 line" or "3 lines"; 0 is of many.
func Count[N int | int64 | uint64](n N, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.FormatInt(int64(n), 10) + " " + what + "s"
}
