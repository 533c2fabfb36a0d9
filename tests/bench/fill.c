// SPDX-License-Identifier: MIT
/*
 * fill FOLDER LIST TOKEN SELECTOR KEY: a store in FOLDER with a project "default" and every domain
 * of LIST, one a line, registered with this token and this key, nothing looked at yet. Keys are
 * made in advance, as making a hundred thousand takes an hour.
 */
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "store/domains.h"
#include "store/projects.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCH = 5000, LIST_MOST = 256 << 20, LATER_MS = 86400000 };

static void must(enum status status, const struct fault *fault)
{
    if (status) {
        fprintf(stderr, "fill: %s\n", fault->message);
        exit(1);
    }
}

static void add(struct store *store, int64_t project, const char *name, char **argv)
{
    struct domain *domain = domain_new();
    struct fault fault = {0};

    text_copy(domain->name, sizeof domain->name, name);
    domain->token = mem_text(argv[3]);
    text_copy(domain->selector, sizeof domain->selector, argv[4]);
    domain->dkim = mem_text(argv[5]);
    domain->registered_at = (int64_t)time(NULL) * 1000;
    domain->next_check_at = domain->registered_at + LATER_MS; /* not before we ask for it */
    must(domains_add(store_writer(store), project, domain, &fault), &fault);
    domain_free(domain);
}

static void fill(struct store *store, char *lines, char **argv)
{
    struct project project = {.name = "default", .created_at = 1};
    struct fault fault = {0};
    int64_t id = 0;
    int count = 0;

    random_uuid(project.key);
    must(store_begin(store, &fault), &fault);
    must(projects_add(store_writer(store), &project, &id, &fault), &fault);
    for (char *end; (end = strchr(lines, '\n')); lines = end + 1) {
        *end = '\0';
        add(store, id, lines, argv);
        if (++count % BATCH == 0) {
            must(store_commit(store, &fault), &fault);
            must(store_begin(store, &fault), &fault);
        }
    }
    must(store_commit(store, &fault), &fault);
}

int main(int argc, char **argv)
{
    struct store_options options = {argc == 6 ? argv[1] : "", "fill", 0};
    struct store *store = NULL;
    struct buffer text = {0};
    struct fault fault = {0};

    if (argc != 6) {
        fprintf(stderr, "usage: fill FOLDER LIST TOKEN SELECTOR KEY\n");
        return 2;
    }
    must(file_read(argv[2], LIST_MOST, &text, &fault), &fault);
    must(store_open(&options, &store, &fault), &fault);
    fill(store, text.bytes, argv);
    store_close(store);
    buffer_clear(&text);
    return 0;
}
