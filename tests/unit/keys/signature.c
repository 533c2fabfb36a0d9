// SPDX-License-Identifier: MIT
#include "keys/signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char secret[] = "test-secret-key";
static const char empty_hash[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

static struct signed_parts parts_of(const char *method, const char *target)
{
    return (struct signed_parts){.method = method,
                                 .target = target,
                                 .timestamp = "856915200000",
                                 .access_key = "test-access-key"};
}

static bool matches(const char *key, const char *text, const char *given)
{
    struct signer *signer = signer_new(key, strlen(key));
    bool same = signer_matches(signer, text, given);

    signer_free(signer);
    return same;
}

static void assert_signature(const char *target, const char *wanted)
{
    struct signed_parts parts = parts_of("POST", target);
    struct buffer text = {0};
    char made[SIGNATURE_TEXT];

    signature_text(&parts, &text);
    signature_make(secret, strlen(secret), buffer_text(&text), made);
    assert_string_equal(made, wanted);
    assert_true(matches(secret, buffer_text(&text), wanted));
    buffer_clear(&text);
}

/* The two of the gateway's own documentation. */
static void known_answers(void **state)
{
    (void)state;
    assert_signature("/api/v1/mails", "F1YxxwEjDRZmNLxqqDFz53OpbvLrMCqEsv9tLxoBcWE=");
    assert_signature("/api/v1/files", "q1JhbYivx0lU//wBoOyh+yn/y7+Lg9Ez/Xj6FDzxap4=");
}

static void extended_text(void **state)
{
    struct signed_parts parts = parts_of("DELETE", "/v1/domains/shop.example?a=b");
    struct buffer text = {0};

    (void)state;
    parts.host = "127.0.0.1:8425";
    parts.body_hash = empty_hash;
    parts.nonce = "0123456789abcdef";
    signature_text(&parts, &text);
    assert_string_equal(buffer_text(&text),
                        "DELETE /v1/domains/shop.example?a=b\n856915200000\ntest-access-key\n"
                        "127.0.0.1:8425\n"
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"
                        "0123456789abcdef");
    buffer_clear(&text);
}

static void others_do_not_match(void **state)
{
    static const char *const given[] = {
        "",
        "F1YxxwEjDRZmNLxqqDFz53OpbvLrMCqEsv9tLxoBcWE",
        "F1YxxwEjDRZmNLxqqDFz53OpbvLrMCqEsv9tLxoBcWF=",
        "f1YxxwEjDRZmNLxqqDFz53OpbvLrMCqEsv9tLxoBcWE=",
        "F1YxxwEjDRZmNLxqqDFz53OpbvLrMCqEsv9tLxoBcWE= ",
        "F1YxxwEjDRZmNLxqqDFz53OpbvLrMCqEsv9tLxoBcWE=F1YxxwEjDRZmNLxqqDFz53OpbvLrMCqEsv9tLxoBcWE="};
    struct signed_parts parts = parts_of("POST", "/api/v1/mails");
    struct buffer text = {0};

    (void)state;
    signature_text(&parts, &text);
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        assert_false(matches(secret, buffer_text(&text), given[i]));
    }
    assert_false(matches("test-secret-kez", buffer_text(&text),
                         "F1YxxwEjDRZmNLxqqDFz53OpbvLrMCqEsv9tLxoBcWE="));
    buffer_clear(&text);
}

/* One signer checks many: none leaves anything of its text for the next. */
static void a_signer_is_used_again(void **state)
{
    struct signer *signer = signer_new(secret, strlen(secret));
    struct signed_parts mails = parts_of("POST", "/api/v1/mails");
    struct signed_parts files = parts_of("POST", "/api/v1/files");
    struct buffer text = {0};

    (void)state;
    for (int i = 0; i < 3; i++) {
        signature_text(&mails, &text);
        assert_true(signer_matches(signer, buffer_text(&text),
                                   "F1YxxwEjDRZmNLxqqDFz53OpbvLrMCqEsv9tLxoBcWE="));
        assert_false(signer_matches(signer, buffer_text(&text),
                                    "q1JhbYivx0lU//wBoOyh+yn/y7+Lg9Ez/Xj6FDzxap4="));
        signature_text(&files, &text);
        assert_true(signer_matches(signer, buffer_text(&text),
                                   "q1JhbYivx0lU//wBoOyh+yn/y7+Lg9Ez/Xj6FDzxap4="));
    }
    signer_free(signer);
    signer_free(NULL);
    buffer_clear(&text);
}

static void hash_of_nothing(void **state)
{
    char hash[SIGNATURE_HASH];

    (void)state;
    signature_hash("", 0, hash);
    assert_string_equal(hash, empty_hash);
}

/* As `openssl dgst -sha256 -hmac` says. */
static void a_webhook_is_signed(void **state)
{
    char made[SIGNATURE_HASH];

    (void)state;
    signature_hook(secret, strlen(secret), "1760000000000", "{\"event\":\"lost\"}", made);
    assert_string_equal(made, "393540c1a3e4c809a89cbb34777bf2f42128c5e6d53106e2a16f512724bb4377");
}

static void nonces(void **state)
{
    static const struct {
        const char *text;
        bool good;
    } rows[] = {
        {"", false},
        {"0123456789abcde", false},
        {"0123456789abcdef", true},
        {"AZaz09-_.~AZaz09", true},
        {"0123456789abcde/", false},
        {"0123456789abcde+", false},
        {"0123456789abcde\n", false},
        {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true},
        {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(signature_is_nonce(rows[i].text), rows[i].good);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(extended_text),
        cmocka_unit_test(others_do_not_match),
        cmocka_unit_test(a_signer_is_used_again),
        cmocka_unit_test(hash_of_nothing),
        cmocka_unit_test(a_webhook_is_signed),
        cmocka_unit_test(nonces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
