// SPDX-License-Identifier: MIT
#include "cli/openapi.h"

#include "base/text.h"
#include "cli/openapi_inside.h"

#include <string.h>

static const char about[] =
    "The engine of vouch, for many projects, over HTTP/1.1 and JSON. "
    "Every request but those to /healthz is signed the way NAVER Cloud's gateway "
    "does: "
    "x-ncp-apigw-signature-v2 is base64(HMAC-SHA256(secret, METHOD + \" \" + path?query + \"\\n\" "
    "+ timestamp + \"\\n\" + access key)). A request that changes anything also carries "
    "x-vouch-content-sha256 and x-vouch-nonce, and \"\\n\" + host + \"\\n\" + sha256 + \"\\n\" + "
    "nonce is appended to what is signed; a nonce is accepted once. On the Unix socket nothing is "
    "signed: the peer is the user who runs the engine, and x-vouch-project names the project. "
    "A domain whose DNS is not right, or cannot be told, is no error: the answer is 200 with "
    "findings. Members may be added to objects with a later version; names and codes never change.";

static void one_ref_put(struct yaml *yaml, const char *kind, const char *name)
{
    struct buffer path = {0};

    buffer_printf(&path, "#/components/%s/%s", kind, name);
    yaml_text(yaml, "$ref", path.bytes);
    buffer_clear(&path);
}

void openapi_ref(struct yaml *yaml, const char *kind, const char *name)
{
    char one[OPENAPI_WORD];

    if (!strchr(name, '|')) {
        one_ref_put(yaml, kind, name);
        return;
    }
    yaml_items(yaml, "oneOf");
    while (openapi_choice(&name, one)) {
        yaml_open(yaml, NULL);
        one_ref_put(yaml, kind, one);
        yaml_close(yaml);
    }
    yaml_close(yaml);
}

bool openapi_choice(const char **words, char out[OPENAPI_WORD])
{
    size_t length = strcspn(*words, "|");

    if (length == 0) {
        return false;
    }
    text_copy(out, OPENAPI_WORD, *words);
    if (length < OPENAPI_WORD) {
        out[length] = '\0';
    }
    *words += length + ((*words)[length] == '|');
    return true;
}

void openapi_choices(struct yaml *yaml, const char *words)
{
    char one[OPENAPI_WORD];

    yaml_words_open(yaml, "enum");
    while (openapi_choice(&words, one)) {
        yaml_word(yaml, one);
    }
    yaml_words_close(yaml);
}

static void opening_put(struct yaml *yaml)
{
    yaml_text(yaml, "openapi", "3.1.0");
    yaml_open(yaml, "info");
    yaml_text(yaml, "title", "vouch");
    yaml_text(yaml, "version", VOUCH_VERSION);
    yaml_text(yaml, "description", about);
    yaml_open(yaml, "license");
    yaml_text(yaml, "name", "MIT");
    yaml_text(yaml, "identifier", "MIT");
    yaml_close(yaml);
    yaml_close(yaml);
    yaml_items(yaml, "servers");
    yaml_open(yaml, NULL);
    yaml_text(yaml, "url", "http://127.0.0.1:8425");
    yaml_text(yaml, "description", "where `vouch serve` listens unless told otherwise");
    yaml_close(yaml);
    yaml_close(yaml);
}

void openapi_write(struct buffer *out)
{
    struct yaml yaml = {.out = out};

    buffer_add_text(out, "# SPDX-License-Identifier: MIT\n"
                         "# Written by `make docs` from the command table; do not edit.\n");
    opening_put(&yaml);
    openapi_paths(&yaml);
    openapi_components(&yaml);
}
