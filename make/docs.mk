# SPDX-License-Identifier: MIT
# The reference that the program writes about itself.

.PHONY: docs
docs: build ## Write docs/COMMANDS.md, docs/openapi.yaml and what else the program says of itself
	@mkdir -p docs/man
	@$(PROGRAM) help --markdown --lang en > docs/COMMANDS.md
	@$(PROGRAM) help --man --lang en > docs/man/vouch.1
	@$(PROGRAM) help --openapi > docs/openapi.yaml
	@env -i LC_ALL=C $(PROGRAM) --print-config --lang en > docs/vouch.conf.example
