# SPDX-License-Identifier: MIT
# The contract of engines: tests/contract is one program over every floor but the mouths.

contract_floors := wire local remote server
contract_objects := $(patsubst %.c,$(O)/%.o,$(wildcard tests/contract/*.c))
$(O)/contract: $(contract_objects) $$(call fuzz_archives,$$(contract_floors))
	@echo "  LD $@"
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group \
	  $(LIBS) -lcmocka

.PHONY: contract
contract: $(O)/contract ## One suite against every kind of engine
	@$(O)/contract
unit-programs: $(O)/contract
