# Two targets are enough to begin with: `make demo` and `make test`. Both do
# all the set-up they need.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := build

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
# Real logs for tests and results; see README.
export RIGSCOPE_DATA ?= $(abspath ../shared/data)

include make/runtime.mk
include make/mcapcheck.mk

GO_FILES := $(shell find . -name '*.go' -not -path './.cache/*')

.PHONY: build demo test screens check bench models results fmt fuzz tools data help
help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

build: bin/rigscope ## bin/rigscope, one file with the runtime inside

bin/rigscope: $(RUNTIME_ZST) $(GO_FILES) go.mod go.sum $(wildcard inference/models/*) | tools
	go build -trimpath -tags embedruntime -ldflags '-X main.version=$(VERSION)' -o $@ ./cmd/rigscope

demo: build ## watch a simulated pump rig
	@bin/rigscope demo

test: tools runtime mcapcheck data ## everything, under the race detector
	@$(MAKE) --no-print-directory lint
	go test -race -timeout 12m ./...
	cd tui/calm && go vet ./...

check: tools runtime lint ## format, vet, staticcheck, arrows and fast tests, under a minute
	go test -short ./...

.PHONY: lint
lint:
	@bad=$$(gofmt -l $(GO_FILES)); test -z "$$bad" || { echo "make fmt would change:"; echo "$$bad"; exit 1; }
	go vet ./...
	go tool staticcheck ./...

fmt: ## format the code
	gofmt -w $(GO_FILES)

bench: tools runtime ## benchmarks, in the form that benchstat reads
	@mkdir -p .cache
	go test -run '^$$' -bench . -benchmem -count 6 -timeout 60m ./... | tee .cache/bench.txt
	go tool benchstat .cache/bench.txt

models: tools runtime ## train the bundled model anew, the same to the byte on the same machine type
	go run ./cmd/makemodels -o inference/models

results: build ## long: the tables of docs/results.md
	go run ./cmd/results

FUZZTIME ?= 60s
FUZZED := ./replay/... ./sensor/profile ./sources/decode ./inference/onnx ./tui/chart

# Without a limit on minimising, Go's fuzzer stands still and still says PASS.
fuzz: tools ## every parser for FUZZTIME, a minute
	@for p in $$(go list $(FUZZED)); do \
	  for f in $$(go test $$p -list '^Fuzz' | grep '^Fuzz'); do \
	    go test $$p -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x || exit 1; \
	  done; done

# Says which tool is missing and how to get it.
tools:
	@for t in go gcc npm tar; do command -v $$t >/dev/null || { \
	  echo "$$t is missing. Debian, Ubuntu: apt install golang gcc libc6-dev make npm; Go must be 1.26 or newer (go.dev/dl)" >&2; exit 1; }; done

# Tests skip loudly where the data is absent; on CI that is an error.
data:
	@if [ "$$CI" = true ] && [ ! -d "$(RIGSCOPE_DATA)" ]; then echo "make test: no data at RIGSCOPE_DATA, and CI needs it" >&2; exit 1; fi

screens: build ## pictures of the console, docs/screens
	go run ./cmd/screens
