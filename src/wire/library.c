// SPDX-License-Identifier: MIT
#include "wire/library.h"

#include <jansson.h>

struct library wire_library(void)
{
    return (struct library){"jansson", jansson_version_str()};
}
