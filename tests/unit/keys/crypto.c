// SPDX-License-Identifier: MIT
#include "keys/crypto.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void says_what_and_why(void **state)
{
    struct fault fault = {0};

    (void)state;
    ERR_raise(ERR_LIB_EVP, EVP_R_UNSUPPORTED_ALGORITHM);
    assert_int_equal(crypto_fault(&fault, "it broke"), STATUS_INTERNAL);
    assert_string_equal(fault.code, "crypto");
    assert_ptr_equal(strstr(fault.message, "it broke ("), fault.message);
    assert_non_null(strstr(fault.message, "unsupported algorithm"));
    assert_int_equal(ERR_peek_error(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_what_and_why)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
