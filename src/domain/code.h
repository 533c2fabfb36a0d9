// SPDX-License-Identifier: MIT
#pragma once
/*
 * The catalogue of findings: 134 codes, whose names, areas, severities and detection are a contract
 * with everybody's scripts. One row a code in code.c; messages and advice are templates with
 * {words}, translated by gettext.
 */
#include <stdbool.h>
#include <stddef.h>

enum area {
    AREA_ALL,
    AREA_TOKEN,
    AREA_SPF,
    AREA_DKIM,
    AREA_DMARC,
    AREA_DNS,
    AREA_HOST,
    AREA_VALUE,
    AREA_MAIL,
    AREA_COUNT
};
enum severity {
    SEVERITY_OK,
    SEVERITY_INFO,
    SEVERITY_WARN,
    SEVERITY_TEMP,
    SEVERITY_ERROR,
    SEVERITY_COUNT
};

/* One row: CODE_DNS_NODATA is "dns-nodata". */
// clang-format off
#define CODE_TABLE(X) \
    X(ALL_OK, "all-ok", AREA_ALL, SEVERITY_OK) \
    X(DNS_NXDOMAIN_DOMAIN, "dns-nxdomain-domain", AREA_DNS, SEVERITY_ERROR) \
    X(DNS_NODATA, "dns-nodata", AREA_DNS, SEVERITY_INFO) \
    X(DNS_SERVFAIL, "dns-servfail", AREA_DNS, SEVERITY_TEMP) \
    X(DNS_TIMEOUT, "dns-timeout", AREA_DNS, SEVERITY_TEMP) \
    X(DNS_REFUSED, "dns-refused", AREA_DNS, SEVERITY_TEMP) \
    X(DNS_LAME, "dns-lame", AREA_DNS, SEVERITY_ERROR) \
    X(DNS_NS_DISAGREE, "dns-ns-disagree", AREA_DNS, SEVERITY_WARN) \
    X(DNS_NEGATIVE_CACHED, "dns-negative-cached", AREA_DNS, SEVERITY_TEMP) \
    X(DNS_OLD_CACHED, "dns-old-cached", AREA_DNS, SEVERITY_TEMP) \
    X(DNS_TCP_BLOCKED, "dns-tcp-blocked", AREA_DNS, SEVERITY_TEMP) \
    X(DNS_BIG_TXT, "dns-big-txt", AREA_DNS, SEVERITY_INFO) \
    X(DNS_DNSSEC_BOGUS, "dns-dnssec-bogus", AREA_DNS, SEVERITY_ERROR) \
    X(DNS_CNAME_AT_APEX, "dns-cname-at-apex", AREA_DNS, SEVERITY_ERROR) \
    X(DNS_CNAME_LOOP, "dns-cname-loop", AREA_DNS, SEVERITY_ERROR) \
    X(DNS_WILDCARD_ANSWERS, "dns-wildcard-answers", AREA_DNS, SEVERITY_WARN) \
    X(HOST_DOUBLED, "host-doubled", AREA_HOST, SEVERITY_ERROR) \
    X(HOST_MISSING_UNDERSCORE, "host-missing-underscore", AREA_HOST, SEVERITY_ERROR) \
    X(HOST_DOT_LOST, "host-dot-lost", AREA_HOST, SEVERITY_ERROR) \
    X(HOST_WRONG_LEVEL, "host-wrong-level", AREA_HOST, SEVERITY_ERROR) \
    X(HOST_AT_WWW, "host-at-www", AREA_HOST, SEVERITY_ERROR) \
    X(VALUE_QUOTED, "value-quoted", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_TOKEN_QUOTED, "value-token-quoted", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_ESCAPED_SEMICOLON, "value-escaped-semicolon", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_SMART_QUOTES, "value-smart-quotes", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_INVISIBLE_CHAR, "value-invisible-char", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_NBSP, "value-nbsp", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_FULLWIDTH, "value-fullwidth", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_HTML_ENTITIES, "value-html-entities", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_ZONE_LINE, "value-zone-line", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_NEWLINE, "value-newline", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_LEADING_SPACE, "value-leading-space", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_TRAILING_SPACE, "value-trailing-space", AREA_VALUE, SEVERITY_INFO) \
    X(VALUE_SPLIT_GLUE, "value-split-glue", AREA_VALUE, SEVERITY_ERROR) \
    X(VALUE_SPLIT_RRS, "value-split-rrs", AREA_VALUE, SEVERITY_ERROR) \
    X(TOKEN_MISSING, "token-missing", AREA_TOKEN, SEVERITY_ERROR) \
    X(TOKEN_WRONG_VALUE, "token-wrong-value", AREA_TOKEN, SEVERITY_ERROR) \
    X(TOKEN_CASE, "token-case", AREA_TOKEN, SEVERITY_ERROR) \
    X(TOKEN_TRUNCATED, "token-truncated", AREA_TOKEN, SEVERITY_ERROR) \
    X(TOKEN_OK_AMONG_MANY, "token-ok-among-many", AREA_TOKEN, SEVERITY_OK) \
    X(SPF_MISSING, "spf-missing", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_MULTIPLE, "spf-multiple", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_INCLUDE_ABSENT, "spf-include-absent", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_INCLUDE_NESTED, "spf-include-nested", AREA_SPF, SEVERITY_OK) \
    X(SPF_INCLUDE_AFTER_ALL, "spf-include-after-all", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_INCLUDE_NEGATED, "spf-include-negated", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_INCLUDE_TYPO, "spf-include-typo", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_INCLUDE_SPACE, "spf-include-space", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_INCLUDE_URL, "spf-include-url", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_VERSION_TYPO, "spf-version-typo", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_SEPARATOR, "spf-separator", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_SYNTAX, "spf-syntax", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_LOOKUP_LIMIT, "spf-lookup-limit", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_NEAR_LIMIT, "spf-near-limit", AREA_SPF, SEVERITY_WARN) \
    X(SPF_VOID_LIMIT, "spf-void-limit", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_INCLUDE_BROKEN, "spf-include-broken", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_LOOP, "spf-loop", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_PLUS_ALL, "spf-plus-all", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_ALL_NEUTRAL, "spf-all-neutral", AREA_SPF, SEVERITY_WARN) \
    X(SPF_NO_ALL, "spf-no-all", AREA_SPF, SEVERITY_WARN) \
    X(SPF_PTR, "spf-ptr", AREA_SPF, SEVERITY_WARN) \
    X(SPF_MACRO, "spf-macro", AREA_SPF, SEVERITY_INFO) \
    X(SPF_REDIRECT_IGNORED, "spf-redirect-ignored", AREA_SPF, SEVERITY_WARN) \
    X(SPF_TEXT_AFTER_ALL, "spf-text-after-all", AREA_SPF, SEVERITY_WARN) \
    X(SPF_TYPE99, "spf-type99", AREA_SPF, SEVERITY_WARN) \
    X(SPF_TOO_LONG, "spf-too-long", AREA_SPF, SEVERITY_WARN) \
    X(SPF_STRING_OVER_255, "spf-string-over-255", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_MX_LIMIT, "spf-mx-limit", AREA_SPF, SEVERITY_ERROR) \
    X(SPF_SENDERID, "spf-senderid", AREA_SPF, SEVERITY_INFO) \
    X(SPF_UPPER, "spf-upper", AREA_SPF, SEVERITY_OK) \
    X(SPF_DUPLICATE_TERM, "spf-duplicate-term", AREA_SPF, SEVERITY_INFO) \
    X(SPF_SUB_ONLY, "spf-sub-only", AREA_SPF, SEVERITY_INFO) \
    X(DKIM_MISSING, "dkim-missing", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_SELECTOR_MISSING, "dkim-selector-missing", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_KEY_MISMATCH, "dkim-key-mismatch", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_OLD_SELECTOR, "dkim-old-selector", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_P_TRUNCATED, "dkim-p-truncated", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_P_EDITED, "dkim-p-edited", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_BAD_BASE64, "dkim-bad-base64", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_BAD_KEY, "dkim-bad-key", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_P_MISSING, "dkim-p-missing", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_REVOKED, "dkim-revoked", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_KEY_1024, "dkim-key-1024", AREA_DKIM, SEVERITY_WARN) \
    X(DKIM_KEY_WEAK, "dkim-key-weak", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_PRIVATE_KEY, "dkim-private-key", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_PEM_PASTED, "dkim-pem-pasted", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_MULTIPLE, "dkim-multiple", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_VERSION, "dkim-version", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_NO_V, "dkim-no-v", AREA_DKIM, SEVERITY_INFO) \
    X(DKIM_KEY_TYPE, "dkim-key-type", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_HASH, "dkim-hash", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_SERVICE, "dkim-service", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_TESTING, "dkim-testing", AREA_DKIM, SEVERITY_WARN) \
    X(DKIM_WRAPPED_P, "dkim-wrapped-p", AREA_DKIM, SEVERITY_OK) \
    X(DKIM_PKCS1, "dkim-pkcs1", AREA_DKIM, SEVERITY_OK) \
    X(DKIM_CNAME_OK, "dkim-cname-ok", AREA_DKIM, SEVERITY_OK) \
    X(DKIM_CNAME_DANGLING, "dkim-cname-dangling", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_ED25519_SPKI, "dkim-ed25519-spki", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_FOREIGN_RECORD, "dkim-foreign-record", AREA_DKIM, SEVERITY_ERROR) \
    X(DKIM_SYNTAX, "dkim-syntax", AREA_DKIM, SEVERITY_ERROR) \
    X(DMARC_MISSING, "dmarc-missing", AREA_DMARC, SEVERITY_ERROR) \
    X(DMARC_INHERITED, "dmarc-inherited", AREA_DMARC, SEVERITY_INFO) \
    X(DMARC_MULTIPLE, "dmarc-multiple", AREA_DMARC, SEVERITY_ERROR) \
    X(DMARC_VERSION_TYPO, "dmarc-version-typo", AREA_DMARC, SEVERITY_ERROR) \
    X(DMARC_MISSING_P, "dmarc-missing-p", AREA_DMARC, SEVERITY_WARN) \
    X(DMARC_BAD_POLICY, "dmarc-bad-policy", AREA_DMARC, SEVERITY_ERROR) \
    X(DMARC_TAG_SYNTAX, "dmarc-tag-syntax", AREA_DMARC, SEVERITY_WARN) \
    X(DMARC_SEPARATOR, "dmarc-separator", AREA_DMARC, SEVERITY_ERROR) \
    X(DMARC_URI_SCHEME, "dmarc-uri-scheme", AREA_DMARC, SEVERITY_WARN) \
    X(DMARC_URI_SIZE, "dmarc-uri-size", AREA_DMARC, SEVERITY_INFO) \
    X(DMARC_REMOVED_TAG, "dmarc-removed-tag", AREA_DMARC, SEVERITY_INFO) \
    X(DMARC_UNKNOWN_TAG, "dmarc-unknown-tag", AREA_DMARC, SEVERITY_INFO) \
    X(DMARC_EXT_UNAUTHORIZED, "dmarc-ext-unauthorized", AREA_DMARC, SEVERITY_WARN) \
    X(DMARC_EXT_OK, "dmarc-ext-ok", AREA_DMARC, SEVERITY_OK) \
    X(DMARC_DUPLICATE_TAG, "dmarc-duplicate-tag", AREA_DMARC, SEVERITY_ERROR) \
    X(DMARC_AT_APEX, "dmarc-at-apex", AREA_DMARC, SEVERITY_ERROR) \
    X(DMARC_FOREIGN_RECORD, "dmarc-foreign-record", AREA_DMARC, SEVERITY_ERROR) \
    X(DMARC_P_NOT_SECOND, "dmarc-p-not-second", AREA_DMARC, SEVERITY_INFO) \
    X(DMARC_STRICT_CONFLICT, "dmarc-strict-conflict", AREA_DMARC, SEVERITY_WARN) \
    X(DMARC_POLICY_NONE, "dmarc-policy-none", AREA_DMARC, SEVERITY_INFO) \
    X(DMARC_TESTING, "dmarc-testing", AREA_DMARC, SEVERITY_INFO) \
    X(DMARC_MIXED_CASE, "dmarc-mixed-case", AREA_DMARC, SEVERITY_OK) \
    X(DMARC_CNAME_OK, "dmarc-cname-ok", AREA_DMARC, SEVERITY_OK) \
    X(AR_NONE, "ar-none", AREA_MAIL, SEVERITY_ERROR) \
    X(AR_UNTRUSTED, "ar-untrusted", AREA_MAIL, SEVERITY_WARN) \
    X(AR_BELOW_RECEIVED, "ar-below-received", AREA_MAIL, SEVERITY_WARN) \
    X(AR_ARC_ONLY, "ar-arc-only", AREA_MAIL, SEVERITY_INFO) \
    X(AR_DKIM_OTHER_DOMAIN, "ar-dkim-other-domain", AREA_MAIL, SEVERITY_ERROR) \
    X(AR_SPF_UNALIGNED, "ar-spf-unaligned", AREA_MAIL, SEVERITY_INFO) \
    X(AR_SPF_FAIL, "ar-spf-fail", AREA_MAIL, SEVERITY_ERROR) \
    X(AR_DKIM_FAIL, "ar-dkim-fail", AREA_MAIL, SEVERITY_ERROR) \
    X(AR_DMARC_FAIL, "ar-dmarc-fail", AREA_MAIL, SEVERITY_ERROR) \
    X(AR_MALFORMED, "ar-malformed", AREA_MAIL, SEVERITY_WARN) \
    X(DNS_REFUSED_ADDRESS, "dns-refused-address", AREA_DNS, SEVERITY_TEMP)
// clang-format on

enum code {
#define CODE_ENUM(symbol, word, area, severity) CODE_##symbol,
    CODE_TABLE(CODE_ENUM)
#undef CODE_ENUM
        CODE_COUNT
};

const char *code_word(enum code code); /* "host-doubled" */
bool code_from_word(const char *word, enum code *out);
enum area code_area(enum code code); /* the catalogue's area */
enum severity code_severity(enum code code);
/* Untranslated templates (gettext msgids). */
const char *code_message(enum code code);
const char *code_advice(enum code code);
/* For `explain CODE`: what it means and how it is detected, one or two sentences, untranslated. */
const char *code_explanation(enum code code);
const char *area_word(enum area area);             /* "dkim" */
const char *severity_word(enum severity severity); /* "error" */
