// SPDX-License-Identifier: MIT
#include "local/porter.h"

void porter_carry(struct porter *porter, const char *body, porter_fn *done, void *arg)
{
    porter->done = done;
    porter->arg = arg;
    porter->ops->carry(porter, body);
}

void porter_free(struct porter *porter)
{
    if (porter) {
        porter->ops->free(porter);
    }
}
