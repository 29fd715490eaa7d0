/* events: the record itself: appending to it and reading it. */
#ifndef STORE_EVENTS_H
#define STORE_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/event.h"
#include "store/desk.h"

/* Appends e at the end of the chain: gives it its sequence number, salts and
 * digests for its texts, and its hash; writes event, texts and search rows;
 * moves the head. e->at, logged, kind, role, actor, os_user, data, texts are
 * the caller's. */
void events_append(struct desk *d, struct arena *a, struct event *e);

/* Which texts a reader wants with the events. */
enum events_texts { EVENTS_BARE, EVENTS_FACTS /* subject and personal fields */, EVENTS_ALL };

/* Events one after the other. */
struct events;

/* In the order of the chain, from seq after+1 on. */
struct events *events_after(struct desk *d, struct arena *a, int64_t after, enum events_texts texts);
/* Of one ticket, oldest first. */
struct events *events_of(struct desk *d, struct arena *a, int64_t ticket, enum events_texts texts);
/* Of all tickets, ticket by ticket, oldest first; those of the desk left out. */
struct events *events_by_ticket(struct desk *d, struct arena *a, enum events_texts texts);
/* With at in [from, to), oldest first. */
struct events *events_between(struct desk *d, struct arena *a, int64_t from, int64_t to,
                              enum events_texts texts);

/* The next event, its memory from row; false at the end. An event that cannot
 * be read (damaged columns) has e->kind -1 and *bad filled, and e->seq set. */
bool events_next(struct events *s, struct arena *row, struct event *e, const char **bad);
/* The same in two steps: whose event comes next, then the event, which may be
 * read again until the next step. */
bool events_step(struct events *s, int64_t *ticket);
void events_read(struct events *s, struct arena *row, struct event *e, const char **bad);
/* The stored columns of the event just read, for hashing. They live until the
 * next step. */
struct event_stored {
	const char *kind, *role, *data;
	size_t ndata;
	const void *texts;
	size_t ntexts;
	bool hash_ok;          /* the hash has its length */
};
const struct event_stored *events_stored(const struct events *s);
void events_end(struct events *s);

/* One event by number; false where there is none. */
bool events_load(struct desk *d, struct arena *a, int64_t seq, enum events_texts texts,
                 struct event *e);
/* The event with an idempotency key: its seq and ticket. */
bool events_find_ext(struct desk *d, const char *ext, int64_t *seq, int64_t *ticket);
/* Any event whose key begins with prefix, which ends in "/". */
bool events_find_ext_under(struct desk *d, struct arena *a, const char *prefix, int64_t *seq,
                           int64_t *ticket);

/* One text as it stands; false where it is gone. */
bool events_text(struct desk *d, struct arena *a, int64_t seq, int part, struct event_text *t);

/* All texts in order of event and part; or those of events after one. */
struct texts;
struct texts *texts_all(struct desk *d, struct arena *a);
struct texts *texts_after(struct desk *d, struct arena *a, int64_t after);
bool texts_next(struct texts *s, int64_t *id, const void **salt, size_t *nsalt,
                const char **body, size_t *n);
void texts_end(struct texts *s);

#endif
