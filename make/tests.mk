# SPDX-License-Identifier: MIT
# Unit tests: tests/unit/FLOOR/NAME.c links its floor and those below it, nothing else. What all of them share is in
# tests/support. tests/check runs the scripts of tests/check.d in order and adds up what they say.

unit_sources := $(wildcard tests/unit/*/*.c)
unit_programs := $(patsubst tests/unit/%.c,$(O)/unit/%,$(unit_sources))
support_archive := $(O)/libsupport.a
$(support_archive): $(patsubst %.c,$(O)/%.o,$(wildcard tests/support/*.c))
	@rm -f $@
	@ar rcs $@ $^

.SECONDEXPANSION:
$(O)/unit/%: $(O)/tests/unit/%.o $(support_archive) $$(call archive,$$(firstword $$(subst /, ,%))) \
             $$(foreach f,$$($$(firstword $$(subst /, ,%))_uses),$$(call archive,$$(f)))
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group \
	  $(LIBS) -lcmocka $(UNIT_LIBS)

.PHONY: unit unit-programs
unit: $(if $(FLOOR),$(filter $(O)/unit/$(FLOOR)/%,$(unit_programs)),$(unit_programs)) ## Unit tests; FLOOR=mail: of one floor
	@failed=0; for t in $(filter $(O)/unit/%,$^); do CMOCKA_MESSAGE_OUTPUT=stdout $$t || failed=1; done; exit $$failed
unit-programs: $(unit_programs)

.PHONY: check check-built asan
check: deps ## Build and run all tests
	@$(MAKE) --no-print-directory $(parallel) check-built
check-built: build unit-programs
	@VOUCH=$(abspath $(PROGRAM)) O=$(abspath $(O)) FLAVOUR=$(FLAVOUR) \
	  LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 tests/check
asan: deps ## The same tests under AddressSanitizer and UBSan
	@$(MAKE) --no-print-directory $(parallel) FLAVOUR=asan check-built

.PHONY: golden screenshots
golden: build ## Renew the golden screens in tests/golden
	@VOUCH=$(abspath $(PROGRAM)) tests/golden/run --update
screenshots: deps-pictures build ## Renew the pictures in screenshots
	@VOUCH=$(abspath $(PROGRAM)) screenshots/make

# Fuzz targets link the floors they include and those below them.
fuzz_sources := $(wildcard tests/fuzz/*.c)
fuzz_programs := $(patsubst tests/fuzz/%.c,$(O)/fuzz/%,$(fuzz_sources))
FUZZ_SECONDS ?= 60
fuzz_floors = $(shell sed -nE 's,^\#include "([a-z]+)/.*,\1,p' $(1) | sort -u)
fuzz_archives = $(foreach f,$(call reverse,$(FLOORS)),$(if $(filter $(f),$(1) $(foreach g,$(1),$($(g)_uses))),$(call archive,$(f))))
ifeq ($(FLAVOUR),fuzz)
$(O)/fuzz/%: $(O)/tests/fuzz/%.o $$(call fuzz_archives,$$(call fuzz_floors,tests/fuzz/%.c))
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)
endif
.PHONY: fuzz fuzz-programs
fuzz: deps-fuzz ## Fuzz each target of tests/fuzz for FUZZ_SECONDS (60)
	@$(MAKE) --no-print-directory $(parallel) FLAVOUR=fuzz CC=clang fuzz-programs
	@O=$(abspath $(BUILD))/fuzz FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run
fuzz-programs: $(fuzz_programs)
