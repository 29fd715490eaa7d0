/* carry: the links of merged tickets, which go along. */
#include "service/carry.h"

#include "base/vec.h"
#include "base/words.h"
#include "service/link.h"
#include "store/events.h"
#include "store/links.h"
#include "store/tickets.h"

/* How a ticket stands to another: the last word of its link events. */
enum tie_how { TIE_NONE, TIE_OWN, TIE_CARRIED, TIE_REFUSED };
struct tie { enum relation relation; int64_t other; enum tie_how how; };
struct ties { struct tie *v; size_t n, cap; };

static struct tie *tie_to(struct arena *a, struct ties *list, enum relation r, int64_t other)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].relation == r && list->v[i].other == other)
			return &list->v[i];
	struct tie *new = vec_push(a, list);
	*new = (struct tie){r, other, TIE_NONE};
	return new;
}

static void read_event(struct arena *a, struct ties *list, const struct event *e)
{
	const char *word = pairs_get(&e->data, "link"), *gone = pairs_get(&e->data, "unlink");
	int r = words_find(relation_words, word ? word : gone ? gone : "");
	bool with = pairs_get(&e->data, "with");

	if (e->kind != EVENT_LINK || r < 0)
		return;
	struct tie *tie = tie_to(a, list, (enum relation)r, pairs_int(&e->data, "to", 0));
	if (word)
		tie->how = with ? TIE_CARRIED : TIE_OWN;
	else
		tie->how = with ? TIE_NONE : TIE_REFUSED;
}

static struct ties ties_of(const struct session *s, struct arena *a, int64_t id)
{
	struct events *list = events_of(s->desk, a, id, EVENTS_BARE);
	struct ties ties = {0};
	struct event e;
	const char *bad;

	while (events_next(list, a, &e, &bad))
		if (!bad)
			read_event(a, &ties, &e);
	events_end(list);
	return ties;
}

bool carry_is_own(const struct session *s, struct arena *a, int64_t id, enum relation r, int64_t other)
{
	struct ties ties = ties_of(s, a, id);

	return tie_to(a, &ties, r, other)->how == TIE_OWN;
}

/* --- what should be --- */

typedef VEC(int64_t) numbers;

static bool have(const numbers *list, int64_t n)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] == n)
			return true;
	return false;
}

/* The ticket and all that went into it. */
static numbers cluster(const struct session *s, struct arena *a, int64_t id)
{
	numbers all = {0};
	struct ticket t;

	*vec_push(a, &all) = id;
	for (size_t i = 0; i < all.n; i++) {
		struct tickets *list = tickets_merged_into(s->desk, a, all.v[i]);
		while (tickets_next(list, a, &t))
			if (!have(&all, t.id))
				*vec_push(a, &all) = t.id;
		tickets_end(list);
	}
	return all;
}

/* The ties by hand of everything in a ticket, to where the others are now. */
static struct ties wanted(const struct session *s, struct arena *a, int64_t id)
{
	numbers all = cluster(s, a, id);
	struct ties out = {0};

	for (size_t i = 0; i < all.n; i++) {
		struct ties ties = ties_of(s, a, all.v[i]);
		for (size_t k = 0; k < ties.n; k++) {
			int64_t other = links_survivor(s->desk, ties.v[k].other);
			if (ties.v[k].how == TIE_OWN && other != id)
				tie_to(a, &out, ties.v[k].relation, other)->how = TIE_OWN;
		}
	}
	return out;
}

void carry_links(const struct session *s, struct arena *a, int64_t id, int64_t with)
{
	struct ties want = wanted(s, a, id), now = ties_of(s, a, id);
	struct link_how how = {.with = with};
	struct link_result r;

	for (size_t i = 0; i < now.n; i++)
		if (now.v[i].how == TIE_CARRIED && tie_to(a, &want, now.v[i].relation, now.v[i].other)->how != TIE_OWN)
			link_unlink(s, a, id, (int)now.v[i].relation, now.v[i].other, &how, &r, NULL);
	for (size_t i = 0; i < want.n; i++)
		if (want.v[i].how == TIE_OWN && tie_to(a, &now, want.v[i].relation, want.v[i].other)->how == TIE_NONE)
			link_relate(s, a, id, want.v[i].relation, want.v[i].other, &how, &r, NULL);
}
