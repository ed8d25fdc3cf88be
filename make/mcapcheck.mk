# `make mcapcheck` brings the MCAP reader that checks our recordings. The
# version in the folder's name is that of @mcap/core.

export RIGSCOPE_MCAPCHECK ?= $(abspath .cache/mcap-check/2.2.2)

.PHONY: mcapcheck
mcapcheck:
	@./make/fetch-mcapcheck $(RIGSCOPE_MCAPCHECK)
