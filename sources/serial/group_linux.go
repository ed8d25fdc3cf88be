package serial

import (
	"os"
	"os/user"
	"slices"
	"strconv"

	"golang.org/x/sys/unix"
)

// groupName is the name of a group, or its number where it has none.
func groupName(gid uint32) string {
	id := strconv.FormatUint(uint64(gid), 10)
	if g, err := user.LookupGroupId(id); err == nil {
		return g.Name
	}
	return id
}

// joinedSince says that the system's files have us in the group and this
// session does not: it began before we joined.
func joinedSince(name string) bool {
	me, err := user.Current()
	if err != nil {
		return false
	}
	g, err := user.LookupGroup(name)
	if err != nil {
		return false
	}
	onFile, _ := me.GroupIds()
	return slices.Contains(onFile, g.Gid) && !inSession(g.Gid)
}

func inSession(gid string) bool {
	now, _ := os.Getgroups()
	n, _ := strconv.Atoi(gid)
	return os.Getegid() == n || slices.Contains(now, n)
}

// groupOf is the group of a file, or empty.
func groupOf(path string) string {
	var st unix.Stat_t
	if unix.Stat(path, &st) != nil {
		return ""
	}
	return groupName(st.Gid)
}
