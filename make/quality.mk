# SPDX-License-Identifier: MIT
# What a machine can say about the source. Each executable in tests/lint is one kind of rule.

.PHONY: lint layers format
lint: deps-lint ## Format, house rules, layers, static analysis
	@$(MAKE) --no-print-directory $(parallel) lint-ready
	@O=$(abspath $(O)) tests/check tests/lint
lint-ready: compile_commands.json $(foreach floor,$(FLOORS),$(call archive,$(floor)))
layers: ## Who includes whom, and every header alone
	@CC="$(CC)" CPPFLAGS="$(subst ",\",$(CPPFLAGS))" tests/lint/30-layers
format: deps-lint ## Lay out the source
	@clang-format -i $(sources) $(headers) $(test_sources) $(test_headers)

# The commands that editors and clang-tidy read.
comma := ,
compile_commands.json: $(sources) $(test_sources) $(MAKEFILE_LIST)
	@{ echo '['; for c in $(sources) $(test_sources); do \
	  printf '%s{"directory":"%s","file":"%s","command":"%s"}\n' "$$comma" "$(CURDIR)" "$$c" \
	    "clang $(subst ",\\\",$(CPPFLAGS)) -std=c17 $(WARN) -c $$c"; comma=,; done; echo ']'; } > $@
