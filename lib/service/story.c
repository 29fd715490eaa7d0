/* story: what happened to one ticket, in order, with what was said. */
#include "service/story.h"

#include <stdlib.h>

#include "base/vec.h"
#include "domain/spoken.h"
#include "store/events.h"
#include "when/clock.h"

static void read_files(struct arena *a, struct story *st, struct story_item *item)
{
	const struct event *e = &item->e;
	struct story_file *v = arena_array(a, struct story_file, e->ntexts);

	for (size_t i = 0; i < e->ntexts; i++) {
		struct story_file *f = &v[item->nfiles];
		if (e->texts[i].part < PART_FILE)
			continue;
		f->number = ++st->files;
		f->gone = !attach_read(a, &e->texts[i], &f->what);
		item->nfiles++;
	}
	item->files = v;
}

static void add(struct arena *a, struct story *st, const struct event *e, int64_t from)
{
	struct story_item *item = vec_push(a, st);

	item->e = *e;
	item->voice = tell_voice(e);
	item->text = event_body(e, PART_BODY);
	item->gone = !item->text && event_text(e, PART_BODY);
	item->from = from;
	item->subject = from ? event_body(e, PART_SUBJECT) : NULL;
}

static void read_own(const struct session *s, struct arena *a, int64_t id, int64_t as_of, struct story *st,
                     struct spoken_all *words)
{
	struct events *list = events_of(s->desk, a, id, EVENTS_ALL);
	struct event e;
	const char *bad;

	while (events_next(list, a, &e, &bad) && (as_of == AT_NONE || e.at <= as_of)) {
		if (bad)
			continue;
		add(a, st, &e, 0);
		spoken_add(a, words, &e);
	}
	events_end(list);
}

/* --- what joins brought and took --- */

static int by_event(const void *a, const void *b)
{
	const struct spoken *x = a, *y = b;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

static bool is_own(const struct story *st, size_t n, int64_t seq)
{
	for (size_t low = 0, high = n; low < high;) {
		size_t mid = low + (high - low) / 2;
		if (st->v[mid].e.seq == seq)
			return true;
		if (st->v[mid].e.seq < seq)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

/* A message of its own that counts elsewhere now. */
static bool is_gone(const struct event *e, const struct spoken_list *words)
{
	struct spoken x;

	return spoken_of(e, &x) && !(words->n && bsearch(&x, words->v, words->n, sizeof x, by_event));
}

static int in_order(const void *a, const void *b)
{
	const struct event *x = &((const struct story_item *)a)->e, *y = &((const struct story_item *)b)->e;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

static void join(const struct session *s, struct arena *a, struct story *st, const struct spoken_all *all)
{
	struct spoken_list words = spoken_now(a, all);
	size_t own = st->n, kept = 0;
	struct event e;

	if (all->joins.n == 0)
		return;
	if (words.n > 1)
		qsort(words.v, words.n, sizeof *words.v, by_event);
	for (size_t i = 0; i < words.n; i++)
		if (!is_own(st, own, words.v[i].seq) && events_load(s->desk, a, words.v[i].seq, EVENTS_ALL, &e))
			add(a, st, &e, e.ticket);
	for (size_t i = 0; i < st->n; i++)
		if (i >= own || !is_gone(&st->v[i].e, &words))
			st->v[kept++] = st->v[i];
	st->n = kept;
	if (st->n > 1)
		qsort(st->v, st->n, sizeof *st->v, in_order);
}

void story_read(const struct session *s, struct arena *a, const struct ticket *t, int64_t as_of,
                struct story *out)
{
	struct spoken_all words = {0};

	*out = (struct story){0};
	read_own(s, a, t->id, as_of, out, &words);
	join(s, a, out, &words);
	for (size_t i = 0; i < out->n; i++)
		read_files(a, out, &out->v[i]);
	related_read(s, a, t, as_of, &out->related);
}

const struct story_file *story_file(const struct story *st, int64_t number)
{
	for (size_t i = 0; i < st->n; i++)
		for (size_t k = 0; k < st->v[i].nfiles; k++)
			if (st->v[i].files[k].number == number)
				return &st->v[i].files[k];
	return NULL;
}
