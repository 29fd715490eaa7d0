/* tell: what an event says: as a sentence for people, or in a few fixed words.
 *
 * The sentence is in the reader's language (gettext); the short form never
 * is, so that scripts may read it. Neither holds the event's free text. */
#ifndef SERVICE_TELL_H
#define SERVICE_TELL_H

#include "service/session.h"

/* Who acts: an agent's full name, a customer's name or key, "rule wake". Inside
 * a transaction, as are the others: customers are looked up. */
const char *tell_actor(const struct session *s, struct arena *a, const struct event *e);

/* An agent's full name, or the name itself. */
const char *tell_agent(const struct session *s, const char *name);
/* A customer's name, or his key. */
const char *tell_customer(const struct session *s, struct arena *a, int64_t id);
/* A person's name, else the key, else an address. */
const char *tell_person(const struct session *s, struct arena *a, int64_t id);
/* "P2"; a rank that the policy does not know as a number all the same. */
const char *tell_priority(struct policy *p, struct arena *a, int rank);

/* "Ana Prado moved it from open to waiting", with newlines nowhere. Instants
 * are on the clock of zone. */
char *tell_event(const struct session *s, struct arena *a, const struct event *e,
                 const struct zone *zone);

/* "priority P3 -> P1; team -> payments"; "reply", "note", "message" where
 * somebody spoke. */
char *tell_brief(const struct session *s, struct arena *a, const struct event *e);

/* May the customer hear it, whose words are they? */
enum voice { VOICE_FACT, VOICE_CUSTOMER, VOICE_PUBLIC, VOICE_INTERNAL };
enum voice tell_voice(const struct event *e);

/* The mark an event carries that the customer sees, even where the event itself
 * is internal; NULL. */
const struct policy_mark *tell_public_mark(const struct session *s, const struct event *e);

/* An instant as people read it: "2026-11-21 14:00". */
char *tell_at(struct arena *a, int64_t at, const struct zone *zone);

#endif
