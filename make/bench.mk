# SPDX-License-Identifier: MIT
# Programs of tests/bench link the floors they include and those below them. Figures are printed beside those of the
# peers that are installed.

bench_sources := $(wildcard tests/bench/*.c)
bench_programs := $(patsubst tests/bench/%.c,$(O)/bench/%,$(bench_sources))
$(O)/bench/%: $(O)/tests/bench/%.o $$(call fuzz_archives,$$(call fuzz_floors,tests/bench/%.c))
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LIBS)

# A disk that is slower than this machine's, for SYNC_US=microseconds.
slow_sync := $(O)/bench/slow_sync.so
$(slow_sync): tests/bench/preload/slow_sync.c
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -fPIC -shared -o $@ $<

# Peers that Debian has not: npm's, at a known version, in a folder of their own. Those not found are left out.
PEERS := $(BUILD)/peers
MAILAUTH := mailauth@4.13.3
.PHONY: bench bench-programs deps-bench
deps-bench: ## Install the peers that `make bench` compares with
	@make/deps build check bench $$(command -v npm >/dev/null || echo npm)
	@mkdir -p $(PEERS)
	@[ -d $(PEERS)/node_modules/mailauth ] || npm install --silent --no-fund --no-audit --ignore-scripts \
	  --prefix $(PEERS) $(MAILAUTH)
bench-programs: $(bench_programs) $(slow_sync)
bench: build bench-programs ## Time the program beside its peers; PART=dns: one table
	@O=$(abspath $(O)) VOUCH=$(abspath $(PROGRAM)) PEERS=$(abspath $(PEERS)) PART=$(PART) tests/bench/run
