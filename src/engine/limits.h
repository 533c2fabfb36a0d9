// SPDX-License-Identifier: MIT
#pragma once
/* What one side of HTTP grants the other: the server refuses what is beyond, the client does not
 * send it, the description of the API says it. Bytes, milliseconds, counts. */

enum limit {
    LIMIT_HEADER = 16 << 10, /* bytes of a request's head */
    LIMIT_BODY = 64 << 10,
    LIMIT_IMPORT = 32 << 20, /* of a list to import, read as lines */
    LIMIT_JSON_DEPTH = 16,
    LIMIT_HEAD_MS = 10000,     /* for a head to come; as long may a connection lie idle */
    LIMIT_REQUEST_MS = 60000,  /* for a whole request, its answer read */
    LIMIT_FAREWELL_MS = 10000, /* for what still comes after a refusal that ended the connection */
    LIMIT_LEAVERS = 64,        /* of these connections at once */
    LIMIT_CONNECTIONS = 1024,  /* of one listener; the longest idle one makes room */
    LIMIT_VERIFICATIONS = 20,  /* a second and a project, over HTTP */
    LIMIT_WINDOW_MS = 300000,  /* between the clocks of signer and server */
    LIMIT_PAGE = 1000,         /* domains in one answer; the rest by its "next" */
    LIMIT_EVENTS_WAIT_S = 25,  /* of a long poll */
    LIMIT_EVENTS = 4096,       /* remembered for those who ask late */
    LIMIT_DRAIN_MS = 25000     /* from SIGTERM to the end */
};
