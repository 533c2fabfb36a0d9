// SPDX-License-Identifier: MIT
#include "base/status.h"
#include "base/words.h"
#include "net/http_inside.h"

struct trouble {
    long number; /* CURLE_*, or what OpenSSL says about a certificate */
    const char *code, *words;
};

#define UNKNOWN_SIGNER                                                                             \
    N_("nobody known here has signed its certificate; --ca-file names a signer you trust")
#define CLOSED_EARLY N_("the connection was closed before the answer was whole")

/* The numbers of <openssl/x509_vfy.h>, which libcurl passes on. 1 is its own: the certificate was
 * not looked at any further, as it is for another name. */
static const struct trouble certificates[] = {
    {1, "bad-certificate", N_("its certificate is for another name")},
    {9, "bad-certificate", N_("its certificate is not valid yet")},
    {10, "bad-certificate", N_("its certificate has expired")},
    {18, "bad-certificate", UNKNOWN_SIGNER},
    {19, "bad-certificate", UNKNOWN_SIGNER},
    {20, "bad-certificate", UNKNOWN_SIGNER},
    {21, "bad-certificate", UNKNOWN_SIGNER},
};

static const struct trouble troubles[] = {
    {CURLE_URL_MALFORMAT, "offline", N_("this is no address of a server")},
    {CURLE_UNSUPPORTED_PROTOCOL, "bad-answer", N_("what it answers is not HTTP")},
    {CURLE_WEIRD_SERVER_REPLY, "bad-answer", N_("what it answers is not HTTP")},
    {CURLE_COULDNT_RESOLVE_PROXY, "offline", N_("the proxy on the way there is not found")},
    {CURLE_COULDNT_RESOLVE_HOST, "offline", N_("there is no such host, or DNS cannot tell")},
    {CURLE_COULDNT_CONNECT, "offline", N_("nobody answers there")},
    {CURLE_OPERATION_TIMEDOUT, "no-answer", N_("no whole answer came in time")},
    {CURLE_SSL_CONNECT_ERROR, "offline", N_("no TLS connection comes about")},
    {CURLE_SSL_CACERT_BADFILE, "bad-certificate",
     N_("the file that says who may sign certificates cannot be read")},
    {CURLE_SSL_ISSUER_ERROR, "bad-certificate", UNKNOWN_SIGNER},
    {CURLE_GOT_NOTHING, "cut-off", CLOSED_EARLY},
    {CURLE_PARTIAL_FILE, "cut-off", CLOSED_EARLY},
    {CURLE_RECV_ERROR, "cut-off", CLOSED_EARLY},
    {CURLE_SEND_ERROR, "cut-off", CLOSED_EARLY},
};

static const struct trouble *trouble_find(const struct trouble *table, size_t count, long number)
{
    for (size_t i = 0; i < count; i++) {
        if (table[i].number == number) {
            return &table[i];
        }
    }
    return NULL;
}

static const struct trouble *trouble_of(const struct http_call *call, CURLcode code)
{
    long verdict = 0;

    if (code != CURLE_PEER_FAILED_VERIFICATION) {
        return trouble_find(troubles, COUNT(troubles), (long)code);
    }
    curl_easy_getinfo(call->easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
    return trouble_find(certificates, COUNT(certificates), verdict);
}

void http_fault(const struct http_call *call, CURLcode code, struct fault *fault)
{
    const struct trouble *trouble = trouble_of(call, code);
    bool about_trust = code == CURLE_PEER_FAILED_VERIFICATION;

    if (call->is_flooded) {
        fault_set(fault, STATUS_UNSURE, "too-large", "%s: %s", call->place,
                  _("it answers more than can be right"));
    } else if (trouble) {
        fault_set(fault, STATUS_UNSURE, trouble->code, "%s: %s", call->place, _(trouble->words));
    } else {
        fault_set(fault, STATUS_UNSURE, about_trust ? "bad-certificate" : "offline", "%s: %s",
                  call->place, call->error[0] ? call->error : curl_easy_strerror(code));
    }
}
