// SPDX-License-Identifier: MIT
#include "dns/reading.h"

static void ttl_lower(struct answers *answers, uint32_t ttl)
{
    if (ttl < answers->ttl) {
        answers->ttl = ttl;
    }
}

static bool add_record(struct reading *reading, const struct message_rr *rr, uint8_t *scratch)
{
    const uint8_t *bytes;
    size_t n;

    if (!message_rdata(&reading->message, rr, scratch, &bytes, &n)) {
        return false;
    }
    answers_add(reading->answers, rr->type, reading_ttl(rr), bytes, n);
    ttl_lower(reading->answers, reading_ttl(rr));
    return true;
}

static bool add_expanded(struct reading *reading, const struct message_rr *rr)
{
    uint8_t scratch[MESSAGE_RDATA];

    return add_record(reading, rr, scratch);
}

/* Adds the records of the type asked that stand at reading->owner in this section; false: malformed
 * RDATA. reading_survey() has counted them: behind the last one there is nothing to see. */
static bool read_records(struct reading *reading, enum section section)
{
    uint16_t type = reading->query->question->type;
    bool holds_names = message_holds_names(type);
    size_t left = reading->records;
    struct message_walk walk;
    struct message_rr rr;

    message_walk_start(&walk, &reading->message, reading->records_at);
    while (left > 0 && message_walk_next(&walk, &rr) && rr.section <= section) {
        left -= rr.type == type;
        if (rr.section != section || rr.type != type || rr.class != CLASS_IN ||
            !message_is_owner(&reading->message, &rr, reading->owner)) {
            continue;
        }
        if (!(holds_names ? add_expanded(reading, &rr) : add_record(reading, &rr, NULL))) {
            return false;
        }
    }
    return true;
}

/* RFC 6672 2.2: the name under the DNAME's owner, moved under its target. */
static bool dname_apply(const struct reading *reading, const struct message_rr *rr,
                        const struct name *target, struct name *out)
{
    struct name top;
    char left[NAME_TEXT];

    message_owner(&reading->message, rr, &top);
    return !name_equal(reading->owner, &top) && name_relative(reading->owner, &top, left) &&
           name_prefix(left, target, out);
}

/* Where this record sends the question for reading->owner; false: nowhere. */
static bool alias_of(const struct reading *reading, const struct message_rr *rr, struct name *out)
{
    struct name target;
    size_t at = rr->at;

    if (rr->class != CLASS_IN || (rr->type != RR_CNAME && rr->type != RR_DNAME) ||
        !message_name(&reading->message, &at, &target) || at != rr->at + rr->length) {
        return false;
    }
    if (rr->type == RR_DNAME) {
        return dname_apply(reading, rr, &target, out);
    }
    *out = target;
    return message_is_owner(&reading->message, rr, reading->owner);
}

/* The CNAME of reading->owner, wherever in the answer section it stands, else what a DNAME above it
 * makes. */
static bool find_alias(const struct reading *reading, struct name *target, uint32_t *ttl)
{
    struct message_walk walk;
    struct message_rr rr;
    struct name candidate;
    bool found = false;

    message_walk_start(&walk, &reading->message, reading->records_at);
    while (message_walk_next(&walk, &rr) && rr.section == SECTION_ANSWER) {
        if ((!found || rr.type == RR_CNAME) && alias_of(reading, &rr, &candidate)) {
            *target = candidate;
            *ttl = reading_ttl(&rr);
            found = true;
            if (rr.type == RR_CNAME) {
                break;
            }
        }
    }
    return found;
}

static bool is_seen(const struct reading *reading, const struct name *target)
{
    const struct answers *answers = reading->answers;

    for (size_t i = 0; i < answers->alias_count; i++) {
        if (name_equal(&answers->aliases[i], target)) {
            return true;
        }
    }
    return name_equal(&reading->query->question->name, target);
}

/* To the target of the owner's alias; false: there is none to go to. */
static bool hop(struct reading *reading)
{
    struct answers *answers = reading->answers;
    struct name target;
    uint32_t ttl;

    if (!find_alias(reading, &target, &ttl)) {
        return false;
    }
    if (is_seen(reading, &target) || answers->alias_count == ANSWERS_ALIASES) {
        answers->outcome = OUTCOME_LOOP;
        return false;
    }
    answers_add_alias(answers, &target);
    ttl_lower(answers, ttl);
    reading->owner = answers_alias(answers);
    return true;
}

/* Follows the chain inside the packet. False: malformed RDATA; a circle is an outcome,
 * OUTCOME_LOOP. */
static bool follow(struct reading *reading)
{
    struct answers *answers = reading->answers;
    bool more = true;

    answers->ttl = UINT32_MAX;
    reading->owner = &reading->query->question->name;
    while (more) {
        if (!read_records(reading, SECTION_ANSWER)) {
            return false;
        }
        more = answers->count == 0 && reading->query->question->type != RR_CNAME && hop(reading);
    }
    return true;
}

/* "I do not serve this": no AA from a server that was asked itself; from a resolver a referral (RFC
 * 2308 2.2), or an empty answer without recursion. */
static bool is_lame(const struct reading *reading)
{
    const struct answers *answers = reading->answers;

    if (answers->aa) {
        return false;
    }
    if (reading->direct) {
        return true;
    }
    return reading->rcode == RCODE_NOERROR && answers->count == 0 && answers->alias_count == 0 &&
           !answers->has_soa && (reading->has_ns || !answers->ra);
}

/* The chain left what this server knows: nothing was said about its last target. */
static bool is_left_open(const struct reading *reading)
{
    const struct answers *answers = reading->answers;
    bool covered = answers->has_soa && name_is_within(reading->owner, &answers->soa_owner);

    return answers->count == 0 && answers->alias_count > 0 && !covered &&
           (reading->rcode == RCODE_NOERROR || reading->direct);
}

static enum outcome outcome_of(const struct reading *reading)
{
    if (reading->answers->outcome != OUTCOME_NONE) {
        return reading->answers->outcome;
    }
    if (reading->rcode == RCODE_REFUSED) {
        return OUTCOME_REFUSED;
    }
    if (reading->rcode != RCODE_NOERROR && reading->rcode != RCODE_NXDOMAIN) {
        return OUTCOME_SERVFAIL;
    }
    if (is_lame(reading)) {
        return OUTCOME_LAME;
    }
    if (reading->answers->count > 0) {
        return OUTCOME_FOUND;
    }
    return reading->rcode == RCODE_NXDOMAIN ? OUTCOME_NXDOMAIN : OUTCOME_NODATA;
}

/* The least TTL; a negative answer lives as long as its SOA says, and not at all without one. */
static void settle_ttl(struct answers *answers)
{
    if (answers->count == 0) {
        ttl_lower(answers, answers->has_soa ? answers->soa_ttl : 0);
    }
}

bool reading_answer(struct reading *reading, struct name *next)
{
    struct answers *answers = reading->answers;

    if (!follow(reading)) {
        return false;
    }
    answers->outcome = outcome_of(reading);
    if (answers->outcome == OUTCOME_LAME && reading->query->question->type == RR_NS &&
        answers->count == 0 && !read_records(reading, SECTION_AUTHORITY)) {
        return false;
    }
    if ((answers->outcome == OUTCOME_NODATA || answers->outcome == OUTCOME_NXDOMAIN) &&
        is_left_open(reading)) {
        *next = *reading->owner; /* the TTL is that of the aliases so far */
    } else {
        settle_ttl(answers);
    }
    return true;
}
