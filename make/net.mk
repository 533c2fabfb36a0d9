# SPDX-License-Identifier: MIT
# udns: the static library where there is one, so that its datagrams go out and come in by the dozen (src/net/batch.c)
# and names are compared at once (src/net/channel.c).

UDNS_ARCHIVE := $(wildcard $(shell $(CC) -print-file-name=libudns.a))
ifneq ($(UDNS_ARCHIVE),)
LIBS := $(subst -ludns,-Wl$(comma)--wrap=sendto$(comma)--wrap=recvfrom$(comma)--wrap=dns_dnequal $(UDNS_ARCHIVE),$(LIBS))
endif
