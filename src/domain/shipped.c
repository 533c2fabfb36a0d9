// SPDX-License-Identifier: MIT
#include "domain/shipped.h"

/* Put into the program by the assembler, which looks from the top folder. */
#define SHIP(symbol, path)                                                                         \
    __asm__(".pushsection .rodata\n" #symbol ": .incbin \"" path "\"\n" #symbol                    \
            "_end: .byte 0\n.popsection");                                                         \
    extern const char symbol[], symbol##_end[]

SHIP(domain_file_profile, "src/domain/data/naver.profile");
SHIP(domain_file_providers, "src/domain/data/providers.ini");

const char *shipped_profile(size_t *n)
{
    *n = (size_t)(domain_file_profile_end - domain_file_profile);
    return domain_file_profile;
}

const char *shipped_providers(size_t *n)
{
    *n = (size_t)(domain_file_providers_end - domain_file_providers);
    return domain_file_providers;
}
