# SPDX-License-Identifier: MIT
# The domain floor: what its objects depend on besides headers.
$(O)/src/domain/shipped.o: $(wildcard src/domain/data/*)
