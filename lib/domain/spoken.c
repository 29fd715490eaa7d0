/* spoken: what clocks need to know of a message. */
#include "domain/spoken.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/vec.h"
#include "base/words.h"

bool spoken_of(const struct event *e, struct spoken *out)
{
	*out = (struct spoken){.seq = e->seq, .at = e->at, .role = e->role,
	                       .channel = pairs_get(&e->data, "channel"), .mark = pairs_get(&e->data, "mark")};
	switch (e->kind) {
	case EVENT_OPEN:
		out->at = pairs_int(&e->data, "contact", e->at);
		out->role = ROLE_CUSTOMER;
		out->public = true;
		return !pairs_get(&e->data, "split_from");
	case EVENT_NOTE:
		out->public = pairs_int(&e->data, "public", 0) == 1 || e->role == ROLE_CUSTOMER;
		out->solution = pairs_int(&e->data, "solution", 0) == 1;
		return true;
	case EVENT_CALL:
		out->call = pairs_int(&e->data, "answered", 1) == 1;
		return true;
	default:
		return false;
	}
}

static bool plain(const char *name)
{
	return name && !strpbrk(name, ":;");
}

char *spoken_print(struct arena *a, const struct spoken_list *list)
{
	struct str out = str_new(a);

	for (size_t i = 0; i < list->n; i++) {
		const struct spoken *x = &list->v[i];
		str_printf(&out, "%s%" PRId64 ":%" PRId64 ":%s:%s%s%s:%s:%s", i ? ";" : "", x->seq, x->at,
		           role_words[x->role], x->public ? "p" : "", x->solution ? "s" : "",
		           x->call ? "c" : "", plain(x->channel) ? x->channel : "",
		           plain(x->mark) ? x->mark : "");
	}
	return out.p;
}

bool spoken_parse(struct arena *a, const char *text, struct spoken_list *list)
{
	size_t n, parts;
	char **item = str_split(a, text, ';', &n);

	for (size_t i = 0; i < n && *text; i++) {
		char **p = str_split(a, item[i], ':', &parts);
		struct spoken x = {0};
		int role = parts == 6 ? words_find(role_words, p[2]) : -1;
		if (role < 0 || !num_parse(p[0], 1, INT64_MAX, &x.seq) ||
		    !num_parse(p[1], INT64_MIN, INT64_MAX, &x.at))
			return false;
		x.role = (enum role)role;
		x.public = strchr(p[3], 'p') != NULL;
		x.solution = strchr(p[3], 's') != NULL;
		x.call = strchr(p[3], 'c') != NULL;
		x.channel = *p[4] ? p[4] : NULL;
		x.mark = *p[5] ? p[5] : NULL;
		*vec_push(a, list) = x;
	}
	return true;
}

/* --- what counts now --- */

static struct spoken_join *new_join(struct arena *a, struct spoken_all *all, int64_t seq)
{
	struct spoken_join *j = vec_push(a, &all->joins);

	*j = (struct spoken_join){.seq = seq};
	return j;
}

/* A merge or split: what it brought, what it took away, or that it is undone. */
static void add_join(struct arena *a, struct spoken_all *all, const struct event *e)
{
	int64_t undo = pairs_int(&e->data, "undo", 0);
	const char *came = pairs_get(&e->data, "msgs"), *gone = pairs_get(&e->data, "events");
	size_t n;

	for (size_t i = 0; i < all->joins.n; i++)
		if (undo && all->joins.v[i].seq == undo)
			all->joins.v[i].undone = true;
	if (!came && !gone)
		return;
	struct spoken_join *j = new_join(a, all, e->seq);
	if (came)
		spoken_parse(a, came, &j->came);
	char **id = str_split(a, gone ? gone : "", ',', &n);
	for (size_t i = 0; i < n; i++)
		if (*id[i])
			*vec_push(a, &j->gone) = strtoll(id[i], NULL, 10);
}

void spoken_add(struct arena *a, struct spoken_all *all, const struct event *e)
{
	struct spoken x;

	if (spoken_of(e, &x))
		*vec_push(a, &all->list) = x;
	if (e->kind == EVENT_MERGE || e->kind == EVENT_SPLIT ||
	    (e->kind == EVENT_OPEN && pairs_get(&e->data, "msgs")))
		add_join(a, all, e);
}

/* A word, or that one is taken away (word NULL), at its turn: own words come
 * before all joins. */
struct mention { int64_t seq; size_t turn; const struct spoken *word; };
struct mentions { struct mention *v; size_t n, cap; };

static void mention(struct arena *a, struct mentions *m, int64_t seq, size_t turn, const struct spoken *word)
{
	*vec_push(a, m) = (struct mention){seq, turn, word};
}

static struct mentions all_mentions(struct arena *a, const struct spoken_all *all)
{
	struct mentions m = {0};

	for (size_t i = 0; i < all->list.n; i++)
		mention(a, &m, all->list.v[i].seq, 0, &all->list.v[i]);
	for (size_t i = 0; i < all->joins.n; i++) {
		const struct spoken_join *j = &all->joins.v[i];
		for (size_t k = 0; !j->undone && k < j->came.n; k++)
			mention(a, &m, j->came.v[k].seq, i + 1, &j->came.v[k]);
		for (size_t k = 0; !j->undone && k < j->gone.n; k++)
			mention(a, &m, j->gone.v[k], i + 1, NULL);
	}
	return m;
}

static int by_turn(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;

	if (x->seq != y->seq)
		return x->seq < y->seq ? -1 : 1;
	return x->turn < y->turn ? -1 : x->turn > y->turn;
}

static int in_order(const void *a, const void *b)
{
	const struct spoken *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

/* Of each word the last mention counts: it may go with a split, and come back
 * when that is merged again. */
struct spoken_list spoken_now(struct arena *a, const struct spoken_all *all)
{
	struct mentions m = all_mentions(a, all);
	struct spoken_list out = {0};

	if (m.n > 1)
		qsort(m.v, m.n, sizeof *m.v, by_turn);
	for (size_t i = 0; i < m.n; i++)
		if ((i + 1 == m.n || m.v[i + 1].seq != m.v[i].seq) && m.v[i].word)
			*vec_push(a, &out) = *m.v[i].word;
	if (out.n > 1)
		qsort(out.v, out.n, sizeof *out.v, in_order);
	return out;
}
