# SPDX-License-Identifier: MIT
# make install [DESTDIR=/staging] [PREFIX=/usr]

unit_folder := $(PREFIX)/lib/systemd/system
manuals := $(wildcard docs/man/*.[1-8])

.PHONY: install uninstall
install: build ## Install below PREFIX (/usr/local); DESTDIR stages
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/vouch
	@for lang in $(LANGUAGES); do \
	  install -D -m 644 $(locale_folder)/$$lang/LC_MESSAGES/vouch.mo \
	    $(DESTDIR)$(PREFIX)/share/locale/$$lang/LC_MESSAGES/vouch.mo; done
	@for page in $(manuals); do \
	  install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}; done
	@for theme in $(wildcard themes/*.theme); do \
	  install -D -m 644 $$theme $(DESTDIR)$(PREFIX)/share/vouch/themes/$${theme##*/}; done
	install -D -m 644 docs/vouch.conf.example $(DESTDIR)$(PREFIX)/share/doc/vouch/vouch.conf.example
	@mkdir -p $(DESTDIR)$(unit_folder)
	sed 's|@BINDIR@|$(PREFIX)/bin|' systemd/vouch.service.in > $(DESTDIR)$(unit_folder)/vouch.service
	@chmod 644 $(DESTDIR)$(unit_folder)/vouch.service
uninstall: ## Remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/vouch $(foreach lang,$(LANGUAGES),$(DESTDIR)$(PREFIX)/share/locale/$(lang)/LC_MESSAGES/vouch.mo) \
	  $(foreach page,$(notdir $(manuals)),$(DESTDIR)$(PREFIX)/share/man/man$(lastword $(subst ., ,$(page)))/$(page))
	rm -f $(DESTDIR)$(unit_folder)/vouch.service
	rm -rf $(DESTDIR)$(PREFIX)/share/vouch $(DESTDIR)$(PREFIX)/share/doc/vouch
