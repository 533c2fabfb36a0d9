// SPDX-License-Identifier: MIT
#include "ui/subject.h"

#include "base/text.h"

void subject_init(struct subject *subject, struct desk *desk)
{
    *subject = (struct subject){.desk = desk, .record = RECORD_COUNT, .share = SIZE_MAX};
}

void subject_close(struct subject *subject)
{
    ask_cancel(&subject->show);
    domain_free(subject->domain);
    subject_init(subject, subject->desk);
}

void subject_take(struct subject *subject, struct domain *domain)
{
    if (domain != subject->domain) {
        domain_free(subject->domain);
    }
    subject->domain = domain;
}

static void shown(void *arg, struct reply *reply)
{
    struct subject *subject = arg;

    subject->gone = reply->status == STATUS_MISSING;
    if (reply->status == STATUS_OK) {
        subject_take(subject, reply->as.domain);
        reply->as.domain = NULL;
    }
}

void subject_refresh(struct subject *subject)
{
    if (subject->domain) {
        ask_domain(&subject->show, subject->desk, VERB_DOMAINS_SHOW, subject->domain->name, shown,
                   subject);
    }
}

void subject_open(struct subject *subject, const struct domain *domain)
{
    struct domain *copy = domain_dup(domain);

    subject_close(subject);
    subject->domain = copy;
    subject_refresh(subject);
}

void subject_heard(struct subject *subject, const struct event *event)
{
    bool ours = subject->domain && text_equal(event->domain, subject->domain->name);

    if (ours || event->kind == EVENT_RESYNC) {
        subject_refresh(subject);
    }
}
