# SPDX-License-Identifier: MIT
# `make` alone prints help. One static archive a floor; a floor sees only the floors below it (tests/lint).

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
SHELL := /bin/bash

VERSION := 0.1.0
ifeq ($(origin CC),default)
CC := gcc
endif
BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
FLAVOUR ?= plain
O := $(BUILD)/$(FLAVOUR)
# For the targets that a newcomer types: all processors, unless -j says otherwise.
parallel = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))

# What a person starts, and its catalogues beside it. Other flavours keep theirs in their own folder.
PROGRAM := $(if $(filter plain,$(FLAVOUR)),$(BUILD),$(O))/vouch

# Lowest first.
FLOORS := base loop dns mail domain engine wire keys net store local remote server cli ui
PACKAGES := libuv jansson sqlite3 libcrypto libidn2 libcurl libmicrohttpd ncursesw tinfo

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wundef \
        -Wvla -Wwrite-strings -Wcast-qual
# Only what this compiler knows; asked once.
HARDEN_WANTED := -U_FORTIFY_SOURCE,-D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fcf-protection \
                 -ftrivial-auto-var-init=zero
HARDEN := $(shell for f in $(HARDEN_WANTED); do $(CC) -Werror -O2 $${f//,/ } -include features.h -x c -S \
            -o - /dev/null >/dev/null 2>&1 && echo "$${f//,/ }"; done)

CPPFLAGS += -Isrc -I. -D_GNU_SOURCE -D_XOPEN_SOURCE=700 -DNCURSES_WIDECHAR=1 -DVOUCH_VERSION='"$(VERSION)"'
CFLAGS_plain := -O2 $(HARDEN) -fPIE
LDFLAGS_plain := -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
CFLAGS_asan := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS_asan := -fsanitize=address,undefined
CFLAGS_fuzz := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS_fuzz := -fsanitize=address,undefined
ALL_CFLAGS = -std=c17 -g -ffile-prefix-map=$(CURDIR)/= $(WARN) $(CFLAGS_$(FLAVOUR)) $(CFLAGS)
ALL_LDFLAGS = $(LDFLAGS_$(FLAVOUR)) -Wl,--as-needed $(LDFLAGS)
LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -ludns -lm -lpthread

# floor -> the floors it may use, highest first (link order)
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
local_uses := store net keys engine domain mail dns loop base
remote_uses := net keys wire engine domain mail dns loop base
server_uses := wire keys engine domain mail dns loop base
cli_uses := wire engine domain mail dns loop base
ui_uses := engine domain mail dns loop base

reverse = $(if $(1),$(call reverse,$(wordlist 2,$(words $(1)),$(1))) $(firstword $(1)))
sources_of = $(if $(filter ui,$(1)),$(wildcard ui/*.c ui/*/*.c),$(wildcard src/$(1)/*.c))
objects_of = $(patsubst %.c,$(O)/%.o,$(call sources_of,$(1)))
archive = $(O)/lib$(1).a
ARCHIVES := $(foreach floor,$(call reverse,$(FLOORS)),$(call archive,$(floor)))

sources := $(wildcard src/*.c) $(foreach floor,$(FLOORS),$(call sources_of,$(floor)))
headers := $(wildcard src/*.h src/*/*.h ui/*.h ui/*/*.h)
test_sources := $(wildcard tests/*/*.c tests/*/*/*.c)
test_headers := $(wildcard tests/*/*.h tests/*/*/*.h)

.PHONY: help
help: ## This list
	@echo "vouch $(VERSION): make TARGET"
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | \
	  while IFS= read -r line; do printf '  %-15s %s\n' "$${line%%:*}" "$${line##*## }"; done

.PHONY: build
build: $(PROGRAM) catalogues ## The program: build/vouch

.PHONY: run
run: deps-build ## Build what is missing and open the console on your own store
	@$(MAKE) --no-print-directory $(parallel) build
	@$(PROGRAM)

include make/deps.mk make/words.mk make/tests.mk make/quality.mk make/docs.mk make/install.mk
# The others: what the objects of a floor depend on besides headers, and the like.
include $(filter-out $(MAKEFILE_LIST),$(wildcard make/*.mk))

define floor_rules
$(call archive,$(1)): $$(call objects_of,$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach floor,$(FLOORS),$(eval $(call floor_rules,$(floor))))

$(O)/src/base/words.o: CPPFLAGS += -DVOUCH_LOCALE_FOLDER='"$(PREFIX)/share/locale"'

$(O)/%.o: %.c $(O)/flags
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -MF $(@:.o=.d) -c $< -o $@

# Changes when the compiler or its flags do; then everything is built again.
.PHONY: always
$(O)/flags: always
	$(shell mkdir -p $(@D))$(file >$@.new,$(CC) $(CPPFLAGS) $(ALL_CFLAGS))
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(PROGRAM): $(patsubst %.c,$(O)/%.o,$(wildcard src/*.c)) $(ARCHIVES)
	@echo "  LD $@"
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

.PHONY: clean
clean: ## Remove everything that was built
	@rm -rf $(BUILD) compile_commands.json

.PRECIOUS: $(O)/%.o
-include $(shell find $(O) -name '*.d' 2>/dev/null)
