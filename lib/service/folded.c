/* folded: all tickets, each made anew from its events, in constant memory. */
#include "service/folded.h"

#include <inttypes.h>
#include <string.h>

#include "base/vec.h"
#include "when/clock.h"

struct folded {
	struct events *list;
	struct arena memory;           /* of the current ticket */
	struct { struct event *v; size_t n, cap; } events;
	int64_t as_of;
	bool ahead;                    /* the reader stands on an event not yet read ... */
	int64_t next;                  /* ... of this ticket */
	void (*say)(void *, const char *);
	void *arg;
};

struct folded *folded_open(const struct session *s, struct arena *a, int64_t as_of,
                           enum events_texts texts, void (*say)(void *, const char *), void *arg)
{
	struct folded *f = arena_new(a, struct folded);

	*f = (struct folded){.as_of = as_of, .say = say, .arg = arg};
	f->list = events_by_ticket(s->desk, a, texts);
	f->ahead = events_step(f->list, &f->next);
	return f;
}

/* t may be NULL. */
static void apply(struct folded *f, struct ticket *t)
{
	struct event e;
	struct fault why = {0};
	const char *bad;

	events_read(f->list, &f->memory, &e, &bad);
	if (bad || (f->as_of != AT_NONE && e.at > f->as_of))
		return;
	*vec_push(&f->memory, &f->events) = e;
	if (t && ticket_apply(&f->memory, t, &e, &why) != 0 && f->say)
		f->say(f->arg, why.text);
}

/* The events of one ticket; t->id is 0 where it was not open yet. */
static void fold_one(struct folded *f, struct ticket *t)
{
	int64_t ticket = f->next;

	arena_reset(&f->memory);
	memset(&f->events, 0, sizeof f->events);
	if (t)
		memset(t, 0, sizeof *t);
	do {
		apply(f, t);
		f->ahead = events_step(f->list, &f->next);
	} while (f->ahead && f->next == ticket);
}

bool folded_next(struct folded *f, struct ticket *t)
{
	while (f->ahead) {
		fold_one(f, t);
		if (t->id)
			return true;
	}
	return false;
}

bool folded_step(struct folded *f, int64_t *ticket)
{
	while (f->ahead) {
		*ticket = f->next;
		fold_one(f, NULL);
		if (f->events.n)
			return true;
	}
	return false;
}

const struct event *folded_events(const struct folded *f, size_t *n)
{
	*n = f->events.n;
	return f->events.v;
}

struct arena *folded_memory(struct folded *f)
{
	return &f->memory;
}

void folded_end(struct folded *f)
{
	events_end(f->list);
	arena_free(&f->memory);
}
