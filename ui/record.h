// SPDX-License-Identifier: MIT
#pragma once
/* What must be published for the open domain, and how its DNS provider wants it typed. */
#include "domain/provider.h"
#include "domain/requirement.h"

struct app;

/* The record that needs somebody first. */
enum record record_needed(const struct domain *domain);
/* Name, host in the zone that was found (else the domain's own), value: the merged record where an
 * SPF record is there already. False: nothing is known to publish (a guest, a key in the making).
 * value is the caller's. */
bool record_wanted(const struct app *app, enum record record, struct requirement *out) MUST_USE;
/* Who hosts the DNS: chosen by the user, or seen; NULL: not known. */
const struct provider *record_provider(const struct app *app);
const char *record_provider_name(const struct app *app); /* "your DNS provider" when not known */
/* What to type into the host field there. */
void record_host(const struct app *app, const struct requirement *requirement, char out[NAME_TEXT]);
/* How long it takes there from saving to being served: "10 min to 1 h is normal". */
void record_speed(const struct provider *provider, struct buffer *out);
/* The beginning and the end of a long value: "ncp-verify=7f3ac2..e19c1e". */
void record_short(const char *value, size_t cells, struct buffer *out);
