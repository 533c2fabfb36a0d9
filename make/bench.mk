# SPDX-License-Identifier: MIT
# Programs of tests/bench link the floors they include and those below them. Figures are printed beside those of the
# peers that are installed.

bench_sources := $(wildcard tests/bench/*.c)
bench_programs := $(patsubst tests/bench/%.c,$(O)/bench/%,$(bench_sources))
$(O)/bench/%: $(O)/tests/bench/%.o $$(call fuzz_archives,$$(call fuzz_floors,tests/bench/%.c))
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LIBS)

.PHONY: bench bench-programs
bench-programs: $(bench_programs)
bench: bench-programs ## Time the program beside its peers
	@O=$(abspath $(O)) tests/bench/dns.py
