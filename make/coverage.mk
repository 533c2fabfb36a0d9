# SPDX-License-Identifier: MIT
# Which lines of the pure floors the unit tests run; below 95 % of a floor it fails.

CFLAGS_coverage := -O0 --coverage -fprofile-update=atomic
LDFLAGS_coverage := --coverage
pure_floors := dns mail domain engine wire

.PHONY: coverage coverage-counted
coverage: deps ## Lines of the pure floors that the unit tests run
	@$(MAKE) --no-print-directory $(parallel) FLAVOUR=coverage coverage-counted
coverage-counted: $(foreach f,$(pure_floors),$(filter $(O)/unit/$(f)/%,$(unit_programs)))
	@find $(O) -name '*.gcda' -delete
	@for t in $(filter $(O)/unit/%,$^); do CMOCKA_MESSAGE_OUTPUT=stdout $$t >$(O)/unit.log 2>&1 || { cat $(O)/unit.log; exit 1; }; done
	@O=$(O) tests/coverage $(pure_floors)
