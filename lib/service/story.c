/* story: what happened to one ticket, in order, with what was said. */
#include "service/story.h"

#include "base/vec.h"
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

static void add(struct arena *a, struct story *st, const struct event *e)
{
	struct story_item *item = vec_push(a, st);

	item->e = *e;
	item->voice = tell_voice(e);
	item->text = event_body(e, PART_BODY);
	item->gone = !item->text && event_text(e, PART_BODY);
	read_files(a, st, item);
}

void story_read(const struct session *s, struct arena *a, int64_t id, int64_t as_of,
                struct story *out)
{
	struct events *list = events_of(s->desk, a, id, EVENTS_ALL);
	struct event e;
	const char *bad;

	*out = (struct story){0};
	while (events_next(list, a, &e, &bad) && (as_of == AT_NONE || e.at <= as_of))
		if (!bad)
			add(a, out, &e);
	events_end(list);
}

const struct story_file *story_file(const struct story *st, int64_t number)
{
	for (size_t i = 0; i < st->n; i++)
		for (size_t k = 0; k < st->v[i].nfiles; k++)
			if (st->v[i].files[k].number == number)
				return &st->v[i].files[k];
	return NULL;
}
