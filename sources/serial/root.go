package serial

import "strings"

// at is root, whose zero value is "/".
func at(root string) string {
	if root == "" {
		return "/"
	}
	return root
}

// node is the device file as processes name it.
func (i Info) node(root string) string {
	return strings.TrimPrefix(i.Device, strings.TrimSuffix(at(root), "/"))
}
