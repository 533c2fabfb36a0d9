// SPDX-License-Identifier: MIT
#pragma once
/* Outcomes that say nothing about a record, as findings. Pure. */
#include "dns/answers.h"
#include "domain/finding.h"

/* Adds the finding of an outcome that is no answer; NULL: nothing, for those that are. */
struct finding *trouble_tell(enum outcome outcome, enum area area, const struct name *name,
                             struct finding_list *out);
