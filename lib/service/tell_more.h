/* tell_more: sentences for what happens between tickets, levels and people;
 * tell.h tells the rest. */
#ifndef SERVICE_TELL_MORE_H
#define SERVICE_TELL_MORE_H

#include "base/str.h"
#include "service/session.h"

/* Adds the sentence of a link, merge, split, escalate, fire, call or
 * survey event; who acts. Instants are on the clock of zone. */
void tell_more(struct str *out, const struct session *s, struct arena *a, const struct event *e,
               const char *who, const struct zone *zone);

/* Adds the sentence of an opening by a split; false where e is another. */
bool tell_more_open(struct str *out, const struct session *s, struct arena *a, const struct event *e,
                    const char *who);

/* Adds the sentence of a set event that is about its clocks alone; false where e
 * is another. */
bool tell_more_set(struct str *out, const struct session *s, struct arena *a, const struct event *e,
                   const char *who);

/* The same in a few fixed words; nothing for other kinds. */
void tell_more_brief(struct str *out, const struct session *s, struct arena *a, const struct event *e);

#endif
