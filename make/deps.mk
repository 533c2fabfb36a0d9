# SPDX-License-Identifier: MIT
# Packages, installed without a question when they are missing. The lists are in make/deps.

.PHONY: deps deps-build deps-npm deps-lint deps-fuzz deps-pictures
deps: deps-npm ## Install the packages that building and testing need
# node may have come with an npm of its own, which Debian's would be in the way of.
NPM_FOLDER := tests/openapi
deps-npm:
	@make/deps build check $$(command -v npm >/dev/null || echo npm)
	@cmp -s $(NPM_FOLDER)/package-lock.json $(NPM_FOLDER)/node_modules/.installed || { \
	  echo "  INSTALL $(NPM_FOLDER)/package-lock.json"; \
	  (cd $(NPM_FOLDER) && npm ci --silent) && cp $(NPM_FOLDER)/package-lock.json $(NPM_FOLDER)/node_modules/.installed || { \
	  echo "vouch: npm cannot install what $(NPM_FOLDER)/package-lock.json names; try \`npm ci\` there" >&2; exit 1; }; }
deps-build:
	@make/deps build
deps-lint:
	@make/deps build lint
deps-fuzz:
	@make/deps build fuzz
deps-pictures:
	@make/deps build check pictures
