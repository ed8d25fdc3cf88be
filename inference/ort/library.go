package ort

/*
#cgo linux LDFLAGS: -ldl
#include <dlfcn.h>
#include <stdlib.h>

// The part of OrtApiBase that has never changed: see onnxruntime_c_api.h.
struct api_base {
	const void *(*get_api)(unsigned version);
	const char *(*get_version)(void);
};

static void *open_library(const char *path, const char **fault) {
	void *lib = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
	*fault = lib ? NULL : dlerror();
	return lib;
}

static const char *library_version(void *lib) {
	const struct api_base *(*base)(void) = dlsym(lib, "OrtGetApiBase");
	return base && base() ? base()->get_version() : NULL;
}
*/
import "C"

import (
	"errors"
	"fmt"
	"strings"
	"unsafe"
)

// library is an open libonnxruntime. We ask it for its version ourselves:
// asking the binding for the interface of a release that is too old prints
// to the terminal, and its version is then gone.
type library struct {
	handle  unsafe.Pointer
	version string
}

// openLibrary's errors go on after the words "ONNX Runtime at PATH".
func openLibrary(path string) (*library, error) {
	name := C.CString(path)
	defer C.free(unsafe.Pointer(name))
	var fault *C.char
	lib := &library{handle: C.open_library(name, &fault)}
	if lib.handle == nil {
		return nil, fmt.Errorf("cannot be loaded (%s)", strings.TrimPrefix(C.GoString(fault), path+": "))
	}
	version := C.library_version(lib.handle)
	if version == nil {
		lib.close()
		return nil, errors.New("is another library: it has no OrtGetApiBase")
	}
	lib.version = C.GoString(version)
	return lib, nil
}

func (l *library) close() { C.dlclose(l.handle) }
