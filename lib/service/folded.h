/* folded: all tickets, each made anew from its events, in constant memory. */
#ifndef SERVICE_FOLDED_H
#define SERVICE_FOLDED_H

#include "service/session.h"
#include "store/events.h"

struct folded;

/* Inside a read transaction. Events after as_of are left out (AT_NONE: none
 * are); a ticket not yet open then is left out. say (may be NULL) hears of
 * events that cannot be read or applied. */
struct folded *folded_open(const struct session *s, struct arena *a, int64_t as_of,
                           enum events_texts texts, void (*say)(void *, const char *), void *arg);
/* The next ticket; it lives until the next call. */
bool folded_next(struct folded *f, struct ticket *t);
/* The same without making it: its number, for who needs its events only. */
bool folded_step(struct folded *f, int64_t *ticket);
/* The events of the current ticket, oldest first. */
const struct event *folded_events(const struct folded *f, size_t *n);
/* The memory of the current ticket, for what the caller makes of it. */
struct arena *folded_memory(struct folded *f);
void folded_end(struct folded *f);

#endif
