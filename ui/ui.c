// SPDX-License-Identifier: MIT
#include "ui/ui.h"

#include "base/words.h"
#include "ui/console.h"
#include "ui/line_mode.h"
#include "ui/script.h"

#include <signal.h>

int ui_run(const struct ui_options *options)
{
    signal(SIGPIPE, SIG_IGN); /* a clipboard program may end before it has read all */
    if (options->lang) {
        words_use(options->lang);
    }
    if (options->script) {
        return script_run(options);
    }
    return options->plain ? line_mode_run(options) : console_run(options);
}
