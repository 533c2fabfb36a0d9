# SPDX-License-Identifier: MIT
# The catalogues: src/po/LANG.po -> locale/LANG/LC_MESSAGES/vouch.mo beside the program.

LANGUAGES := $(patsubst src/po/%.po,%,$(wildcard src/po/*.po))
locale_folder := $(dir $(PROGRAM))locale

.PHONY: catalogues
catalogues: $(foreach lang,$(LANGUAGES),$(locale_folder)/$(lang)/LC_MESSAGES/vouch.mo)
$(locale_folder)/%/LC_MESSAGES/vouch.mo: src/po/%.po
	@mkdir -p $(@D)
	@echo "  MO $<"
	@msgfmt --check-format -o $@ $<

.PHONY: pot
pot: ## Collect the texts to translate into src/po
	@mkdir -p src/po
	@tools/pot src/po/vouch.pot
	@for po in $(wildcard src/po/*.po); do \
	  msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap --add-location=file $$po src/po/vouch.pot; done
