# SPDX-License-Identifier: MIT
# The console: what its objects depend on besides headers, and what its tests need.
$(O)/ui/theme_shipped.o: $(wildcard themes/*.theme)

ui_test_support := $(patsubst %.c,$(O)/%.o,$(wildcard tests/support/ui/*.c))
$(patsubst tests/unit/%.c,$(O)/unit/%,$(wildcard tests/unit/ui/*.c)): $(ui_test_support)
