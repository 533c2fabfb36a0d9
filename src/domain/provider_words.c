// SPDX-License-Identifier: MIT
#include "domain/provider_words.h"

#include "base/text.h"
#include "base/words.h"
#include "domain/provider.h"

// clang-format off
struct phrase {
    const char *word, *text;
};

static const struct phrase traps[] = {
    {"double-zone",
     N_("Type the short host only: the panel adds the zone name, even when it is there already.")},
    {"leading-space", N_("No space before the first letter: this panel keeps it.")},
    {"trailing-space", N_("No space behind the last letter: this panel keeps it.")},
    {"ns-elsewhere",
     N_("Records typed here have no effect when the name servers of the domain are elsewhere.")},
    {"old-ns", N_("After a move the old name servers may still be entered; look at them first.")},
    {"apex-empty", N_("For the domain itself leave the host empty; @ would be taken literally.")},
    {"quotes-required", N_("Put the value in double quotes.")},
    {"no-quotes", N_("Type no quotation marks; the panel adds them itself.")},
    {"split-255", N_("Split a value above 255 characters yourself: \"...\" \"...\"")},
    {"auto-split", N_("Paste the long value as it is; it is split by itself.")},
    {"length-500", N_("A value may have about 500 characters, no more.")},
    {"lines",
     N_("In the box each line is one string; break a value above 255 characters into lines.")},
    {"record-set",
     N_("All TXT values of a name are one set here: add a line to it and keep the others.")},
    {"proxied-cname", N_("A proxied CNAME hides TXT records; set it to 'DNS only'.")},
    {"hidden-spf",
     N_("A preset here makes an SPF record that the record list does not show; switch it off "
        "first.")},
    {"existing-spf",
     N_("There is often an SPF record already: change it, do not add a second one.")},
    {"spf-menu",
     N_("TXT records are entered under the menu 'SPF(TXT) records', the DKIM key too.")},
    {"text-box", N_("The whole zone is one text box: change only your own lines.")},
    {"two-dots",
     N_("Hosts with two or more dots were refused here once; ask the provider when yours is.")},
    {"cname-preset", N_("A CNAME may be set at _dmarc already; remove it first.")},
    {"parked-look", N_("The name servers look like a parking page, but they are the right ones.")},
    {"on-hold",
     N_("The registrar has put the name on hold: its owner must confirm the e-mail address.")},
    {"dot-at-end",
     N_("Write full names with a dot at the end, or the zone name is added to them.")},
};

static const struct phrase saves[] = {
    {"save", N_("Press Save.")},
    {"ok", N_("Press OK.")},
    {"create", N_("Press Create.")},
    {"create-records", N_("Press Create records.")},
    {"tick", N_("Press the green tick behind the row.")},
    {"confirm-save", N_("Press Confirm on the row, and then Save at the end.")},
    {"confirm-set", N_("Press Add, then Confirm, and then Set on the last screen.")},
    {"apply", N_("Press Save, and then apply the changes.")},
    {"setup-change", N_("Press the button for changing the setup at the end of the page.")},
    {"reload", N_("Raise the serial number of the zone and reload it.")},
};
// clang-format on

static const char *phrase_find(const struct phrase *phrases, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++) {
        if (text_equal(phrases[i].word, word)) {
            return phrases[i].text;
        }
    }
    return NULL;
}

const char *provider_trap_text(const char *trap)
{
    const char *text = phrase_find(traps, COUNT(traps), trap);

    return text ? _(text) : trap;
}

bool provider_trap_is_known(const char *trap)
{
    return phrase_find(traps, COUNT(traps), trap) != NULL;
}

const char *provider_save_text(const char *save)
{
    const char *text = phrase_find(saves, COUNT(saves), save);

    return text ? text : save;
}
