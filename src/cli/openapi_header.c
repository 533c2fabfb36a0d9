// SPDX-License-Identifier: MIT
#include "base/status.h"
#include "cli/openapi_inside.h"

// clang-format off
static const struct { const char *component, *name, *pattern, *help; } headers[] = {
    [HEADER_LANGUAGE]     = {"AcceptLanguage", "Accept-Language", NULL,
        "en, ja or ko, for messages and advice"},
    [HEADER_NCP_LANGUAGE] = {"NcpLang", "x-ncp-lang", NULL,
        "en-US, ja-JP or ko-KR; wins over Accept-Language"},
    [HEADER_MORE]         = {"More", "x-vouch-more", "^1$",
        "objects carry the member `more`"},
    [HEADER_PROJECT]      = {"ActingProject", "x-vouch-project", NULL,
        "on the Unix socket only: the project to act as; \"default\" by default"},
    [HEADER_READ_ONLY]    = {"ReadOnly", "x-vouch-read-only", "^1$",
        "on the Unix socket only: refuse to change anything"},
    [HEADER_IDEMPOTENCY]  = {"IdempotencyKey", "Idempotency-Key", NULL,
        "the same key with the same request gives the same answer, for a day; with another request it is 409"},
    [HEADER_IF_MATCH]     = {"IfMatch", "If-Match", NULL,
        "the domain's ETag: 412 when it changed meanwhile"},
};
static const struct { const char *scheme, *name, *help; } schemes[] = {
    {"timestamp", "x-ncp-apigw-timestamp", "milliseconds since 1970; at most 5 minutes off"},
    {"accessKey", "x-ncp-iam-access-key", "who asks"},
    {"signature", "x-ncp-apigw-signature-v2", "base64 of HMAC-SHA256 over what is signed"},
    {"contentHash", "x-vouch-content-sha256", "SHA-256 of the body in lower-case hex"},
    {"nonce", "x-vouch-nonce", "16 to 64 characters of A-Z a-z 0-9 - _; accepted once"},
};
static const size_t schemes_needed[SIGNING_COUNT] = {
    [SIGNED_TO_READ] = 3, [SIGNED_TO_CHANGE] = COUNT(schemes), [SIGNED_NOT] = 0,
};
// clang-format on

void openapi_security(struct yaml *yaml, enum openapi_signing signing)
{
    if (signing == SIGNED_NOT) {
        yaml_empty(yaml, "security", "[]");
        return;
    }
    yaml_items(yaml, "security");
    yaml_open(yaml, NULL);
    for (size_t i = 0; i < schemes_needed[signing]; i++) {
        yaml_empty(yaml, schemes[i].scheme, "[]");
    }
    yaml_close(yaml);
    yaml_close(yaml);
}

void openapi_security_schemes(struct yaml *yaml)
{
    yaml_open(yaml, "securitySchemes");
    for (size_t i = 0; i < COUNT(schemes); i++) {
        yaml_open(yaml, schemes[i].scheme);
        yaml_text(yaml, "type", "apiKey");
        yaml_text(yaml, "in", "header");
        yaml_text(yaml, "name", schemes[i].name);
        yaml_text(yaml, "description", schemes[i].help);
        yaml_close(yaml);
    }
    yaml_close(yaml);
}

void openapi_header_ref(struct yaml *yaml, enum openapi_header header)
{
    yaml_open(yaml, NULL);
    openapi_ref(yaml, "parameters", headers[header].component);
    yaml_close(yaml);
}

static void text_schema_put(struct yaml *yaml, const char *pattern)
{
    yaml_open(yaml, "schema");
    yaml_text(yaml, "type", "string");
    if (pattern) {
        yaml_text(yaml, "pattern", pattern);
    }
    yaml_close(yaml);
}

static void answer_header_put(struct yaml *yaml, const char *name, const char *help,
                              const char *pattern)
{
    yaml_open(yaml, name);
    yaml_text(yaml, "description", help);
    text_schema_put(yaml, pattern);
    yaml_close(yaml);
}

void openapi_headers(struct yaml *yaml)
{
    yaml_open(yaml, "parameters");
    for (size_t i = 0; i < HEADER_COUNT; i++) {
        yaml_open(yaml, headers[i].component);
        yaml_text(yaml, "name", headers[i].name);
        yaml_text(yaml, "in", "header");
        yaml_text(yaml, "description", headers[i].help);
        text_schema_put(yaml, headers[i].pattern);
        yaml_close(yaml);
    }
    yaml_close(yaml);
    yaml_open(yaml, "headers");
    answer_header_put(yaml, "ETag", "the domain's revision, for If-Match", "^\"[0-9]+\"$");
    answer_header_put(yaml, "RetryAfter", "seconds after which to try again", "^[0-9]+$");
    yaml_close(yaml);
}
