# SPDX-License-Identifier: MIT
# Packages, installed without a question when they are missing. The lists are in make/deps.

.PHONY: deps deps-build deps-lint deps-fuzz deps-pictures
deps: ## Install the packages that building and testing need
	@make/deps build check
deps-build:
	@make/deps build
deps-lint:
	@make/deps build lint
deps-fuzz:
	@make/deps build fuzz
deps-pictures:
	@make/deps build check pictures
