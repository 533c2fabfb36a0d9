# SPDX-License-Identifier: MIT
# `make` alone prints help. One static archive a floor; a floor sees only the floors below it (tests/lint/layers).

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
SHELL := /bin/bash

VERSION := 0.1.0
CC ?= gcc
BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
FLAVOUR ?= plain
O := $(BUILD)/$(FLAVOUR)

FLOORS := base loop dns mail domain engine wire keys net store local cli ui
PACKAGES := libuv jansson sqlite3 openssl libidn2 ncursesw tinfo libcurl

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wundef \
        -Wvla -Wwrite-strings -Wcast-qual
try = $(shell $(CC) -Werror $(1) -x c -c /dev/null -o /dev/null 2>/dev/null && echo '$(1)')
HARDEN := $(call try,-O2 -D_FORTIFY_SOURCE=3) $(call try,-fstack-protector-strong) $(call try,-fstack-clash-protection) \
          $(call try,-fcf-protection) $(call try,-ftrivial-auto-var-init=zero) -fPIE
CPPFLAGS += -Isrc -I. -D_GNU_SOURCE -D_XOPEN_SOURCE=700 -DNCURSES_WIDECHAR=1 -DVOUCH_VERSION='"$(VERSION)"'
BASE_CFLAGS := -std=c17 -g $(WARN)
LDFLAGS_HARDEN := -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
CFLAGS_plain := -O2 $(HARDEN)
CFLAGS_asan := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS_plain := $(LDFLAGS_HARDEN)
LDFLAGS_asan := -fsanitize=address,undefined
ALL_CFLAGS = $(BASE_CFLAGS) $(CFLAGS_$(FLAVOUR)) $(CFLAGS)
ALL_LDFLAGS = $(LDFLAGS_$(FLAVOUR)) $(LDFLAGS)
LIBS := $(shell pkg-config --libs $(PACKAGES)) -ludns -lm -lpthread

# floor -> the floors whose archives it needs, lowest last (link order)
base_uses :=
loop_uses := base
dns_uses := base
mail_uses := dns base
domain_uses := mail dns base
engine_uses := domain mail dns base
wire_uses := engine domain mail dns base
keys_uses := base
net_uses := dns loop base
store_uses := engine domain mail dns base
local_uses := store keys net engine domain mail dns loop base
cli_uses := wire engine domain mail dns loop base
ui_uses := engine domain mail dns loop base

sources = $(wildcard src/$(1)/*.c)
ui_sources := $(wildcard ui/*.c ui/*/*.c)
objects_of = $(patsubst %.c,$(O)/%.o,$(if $(filter ui,$(1)),$(ui_sources),$(call sources,$(1))))
archive = $(O)/lib$(1).a

.PHONY: help
help: ## This list
	@echo "vouch $(VERSION): make TARGET"
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  \1\t\2/' | expand -t 16

-include make/*.mk

define floor_rules
$(call archive,$(1)): $$(call objects_of,$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$(call objects_of,$(1))
endef
$(foreach floor,$(FLOORS),$(eval $(call floor_rules,$(floor))))

$(O)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -MF $(@:.o=.d) -c $< -o $@

ARCHIVES := $(foreach floor,ui cli local store keys net wire engine domain mail dns loop base,$(call archive,$(floor)))
$(O)/vouch: $(O)/src/main.o $(ARCHIVES)
	@echo "  LD $@"
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(O)/src/main.o $(ARCHIVES) $(LIBS)

# Unit tests: tests/unit/FLOOR/NAME.c links FLOOR and the floors below it, nothing else.
unit_sources := $(wildcard tests/unit/*/*.c)
unit_programs := $(patsubst tests/unit/%.c,$(O)/unit/%,$(unit_sources))
support_objects := $(patsubst %.c,$(O)/%.o,$(wildcard tests/support/*.c))
unit_floor = $(firstword $(subst /, ,$(patsubst $(O)/unit/%,%,$(1))))
.PRECIOUS: $(O)/%.o
.SECONDEXPANSION:
$(O)/unit/%: $(O)/tests/unit/%.o $$(support_objects) $$(call archive,$$(firstword $$(subst /, ,%))) \
             $$(foreach f,$$($$(firstword $$(subst /, ,%))_uses),$$(call archive,$$(f)))
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(filter %.a,$^) $(LIBS) -lcmocka

# `make unit` runs them all; `make unit FLOOR=mail` those of one floor.
.PHONY: unit
unit: $(if $(FLOOR),$(filter $(O)/unit/$(FLOOR)/%,$(unit_programs)),$(unit_programs))
	@failed=0; for t in $^; do case $$t in *.a) continue;; esac; \
	  CMOCKA_MESSAGE_OUTPUT=stdout $$t || failed=1; done; exit $$failed

-include $(shell find $(O) -name '*.d' 2>/dev/null)
