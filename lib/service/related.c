/* related: what a ticket is to others, for people. */
#include "service/related.h"

#include "base/vec.h"
#include "service/lookup.h"
#include "service/side.h"

enum { MERGED_INTO, MERGED_FROM, SPLIT_FROM, SPLIT_INTO };
const char *const related_words[] = {"merged-into", "merged-from", "split-from", "split-into", NULL};

struct reading {
	const struct session *s;
	struct arena *a;
	int64_t as_of;
	struct related_list *out;
};

static void add(const struct reading *r, const char *relation, int64_t id)
{
	struct related *x = vec_push(r->a, r->out);

	*x = (struct related){.relation = relation};
	lookup_one(r->s, r->a, id, r->as_of, &x->other);
	x->other.id = id;
}

static void add_joins(const struct reading *r, const struct side *x, enum join_part part, int word)
{
	for (size_t i = 0; i < x->joins.n; i++)
		if (x->joins.v[i].part == part && !x->joins.v[i].undone)
			add(r, related_words[word], x->joins.v[i].other);
}

void related_read(const struct session *s, struct arena *a, const struct ticket *t, int64_t as_of,
                  struct related_list *out)
{
	struct reading r = {s, a, as_of, out};
	struct side x;

	*out = (struct related_list){0};
	for (size_t i = 0; i < t->links.n; i++)
		add(&r, relation_words[t->links.v[i].relation], t->links.v[i].other);
	if (t->merged)
		add(&r, related_words[MERGED_INTO], t->merged);
	side_walk(s, a, t->id, as_of, &x);
	add_joins(&r, &x, JOIN_TOOK, MERGED_FROM);
	add_joins(&r, &x, JOIN_BORN, SPLIT_FROM);
	add_joins(&r, &x, JOIN_GAVE, SPLIT_INTO);
}
