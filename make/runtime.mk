# ONNX Runtime: `make runtime` brings and checks the libraries that tests and
# `go run` load; $(RUNTIME_ZST) is the compressed one that
# `go build -tags embedruntime` puts into the binary.

RUNTIME_VERSION := 1.24.3
RUNTIME_ARCH    ?= $(shell go env GOARCH)
RUNTIME_LIB     := .cache/runtime/$(RUNTIME_VERSION)/linux-$(RUNTIME_ARCH)/libonnxruntime.so.1
RUNTIME_ZST     := inference/ort/runtime/libonnxruntime-linux-$(RUNTIME_ARCH).so.zst

.PHONY: runtime
runtime:
	@./make/fetch-runtime $(RUNTIME_VERSION)

# The library is only replaced when it is missing or broken, so its time says
# whether the compressed one is stale.
$(RUNTIME_LIB): inference/ort/runtime.sha256 make/fetch-runtime
	@./make/fetch-runtime $(RUNTIME_VERSION) && touch $@

$(RUNTIME_ZST): $(RUNTIME_LIB) make/zstd/main.go
	@mkdir -p $(@D)
	@go run ./make/zstd $< $@
