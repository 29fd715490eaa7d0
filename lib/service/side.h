/* side: one ticket as a party to merges and splits: its row, its joins, and
 * what it would be without them; for the files that write joins. */
#ifndef SERVICE_SIDE_H
#define SERVICE_SIDE_H

#include "domain/joined.h"
#include "service/link.h"
#include "service/session.h"

enum join_part {
	JOIN_TOOK,                     /* another was merged into it */
	JOIN_WENT,                     /* it was merged into another */
	JOIN_GAVE,                     /* messages of it were split off */
	JOIN_BORN,                     /* it was opened of messages of another */
};

struct join {
	enum join_part part;
	int64_t seq, other;
	bool undone;
	struct event e;                /* its facts */
};

struct side {
	struct ticket t;               /* as its row says */
	struct ticket own;             /* as its events say without merges and splits */
	struct joined joined;
	int64_t first;                 /* its opening */
	struct { struct join *v; size_t n, cap; } joins;
};

/* Up to an instant (AT_NONE: now), but for t. False where an event cannot be
 * read. */
bool side_walk(const struct session *s, struct arena *a, int64_t id, int64_t as_of, struct side *x);
/* Now, with t. EXIT_NO; EX_DATAERR where an event cannot be read. */
int side_read(const struct session *s, struct arena *a, int64_t id, struct side *x, struct fault *f);

/* Its last join that was not taken back; that with another ticket; NULL. */
const struct join *side_last(const struct side *x);
const struct join *side_with(const struct side *x, enum join_part part, int64_t other);

/* The words that count in it now. */
struct spoken_list side_words(struct arena *a, const struct side *x);

/* Facts of e, which is about x: an instant where it differs; that it goes into
 * another, closed whatever its flow says; that it is as it was on its own. */
void side_put(struct arena *a, struct event *e, const char *name, int64_t old, int64_t now);
void side_close(const struct session *s, struct arena *a, const struct side *x, struct event *e);
void side_restore(struct arena *a, struct side *x, struct event *e);

/* 0, or EX_DATAERR naming what to take back first: x went into another since. */
int side_first(const struct session *s, struct arena *a, const struct side *x, struct fault *f);

/* A new event about x with a text (NULL: none); writing it. */
struct event side_event(const struct session *s, struct arena *a, enum event_kind kind, const struct side *x,
                        const char *text);
void side_write(const struct session *s, struct arena *a, struct side *x, struct event *e,
                struct link_result *result);
/* Links that go along, counts of problems, and priorities that follow, after the
 * join `with` that put y into x, or out of it. */
void side_settle(const struct session *s, struct arena *a, const struct side *x, const struct side *y,
                 int64_t with);

/* "TK-4711-K". */
const char *side_ref(const struct session *s, struct arena *a, int64_t id);

#endif
