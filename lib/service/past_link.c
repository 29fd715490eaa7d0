/* past_link: lines that link tickets.
 *
 * A line that is "half" writes the event of its own ticket, as it says; the
 * other ticket has a line of its own. Else both are written. */
#include <string.h>

#include "base/words.h"
#include "service/past_run.h"

bool past_half(const struct past_line *l)
{
	return pairs_int(&l->p->fields, "half", 0) == 1;
}

void past_text(struct past_line *l)
{
	const char *text = past_get(l, "text");

	if (text && *text)
		event_add_text(l->row, &l->e, PART_BODY, text);
}

void past_record_other(struct past_line *l, struct past_held *other, struct event e)
{
	struct past_line x = *l;
	struct past bare = *l->p;

	bare.fields = (struct pairs){0};
	bare.nfiles = 0;
	x.p = &bare;
	x.h = other;
	x.e = e;
	x.e.at = l->e.at;
	x.e.role = l->e.role;
	x.e.actor = l->e.actor;
	x.e.os_user = l->e.os_user;
	x.e.ticket = other->t.id;
	x.e.ext = arena_printf(l->row, "%s%s", other->ident, strrchr(l->ext, '/') + 1);
	past_see(&other->a, &other->ids, past_hash(x.e.ext));
	past_record(&x);
}

int past_check_both(const struct past_line *l, const struct past_held *other, const char *key, struct fault *f)
{
	if (other == l->h)
		return fault_set(f, EX_DATAERR, "%s: it is the ticket itself", key);
	if (!past_half(l) && other->t.changed > l->p->at)
		return fault_set(f, EX_DATAERR, "it is older than the last event of ticket %s", key);
	return 0;
}

static int find_relation(struct past_line *l, enum relation *r, struct fault *f)
{
	const char *word = past_get(l, "relation");
	int i = words_find(relation_words, word ? word : "");

	if (i < 0)
		return fault_set(f, EX_DATAERR, "relation: %s, not \"%s\"", words_list(l->row, relation_words),
		                 word ? word : "");
	*r = (enum relation)i;
	return 0;
}

/* What the link changed on this side. */
static int add_changed(struct past_line *l, struct fault *f)
{
	const char *counted = past_get(l, "counted"), *priority = past_get(l, "priority"), *why = past_get(l, "why");
	static const char *const names[] = {"impact", "urgency", NULL};
	int rank = 0, grade;
	int bad = priority && *priority ? past_rank(l, priority, &rank, f) : 0;

	if (counted && *counted)
		pairs_add(l->row, &l->e.data, "counted", counted);
	if (rank)
		pairs_add_int(l->row, &l->e.data, "priority", rank);
	for (int i = 0; names[i] && !bad; i++) {
		bad = past_grade(names[i], past_get(l, names[i]), &grade, f);
		if (grade)
			pairs_add_int(l->row, &l->e.data, names[i], grade);
	}
	if (why && *why)
		pairs_add(l->row, &l->e.data, "why", past_fact(l->row, why));
	return bad;
}

static int64_t find_join(const struct past_line *l, const char *id)
{
	uint64_t hash = past_hash(id);

	for (unsigned i = l->run->njoins; i > 0 && i + PAST_JOINS > l->run->njoins; i--)
		if (l->run->joins[(i - 1) % PAST_JOINS].id == hash)
			return l->run->joins[(i - 1) % PAST_JOINS].seq;
	return 0;
}

/* The merge that brought it along: an event of either ticket, or of one that
 * went into it. */
static int add_with(struct past_line *l, const struct past_held *other, struct fault *f)
{
	const char *id = past_get(l, "with");
	int64_t seq;

	if (!id || !*id)
		return 0;
	seq = find_join(l, id);
	if (!seq) seq = past_event(l, l->h, id);
	if (!seq) seq = past_event(l, other, id);
	if (!seq)
		return fault_set(f, EX_DATAERR, "with: there is no event %s", id);
	pairs_add_int(l->row, &l->e.data, "with", seq);
	return 0;
}

static void link_other(struct past_line *l, struct past_held *other, const char *verb, enum relation r)
{
	struct event e = {.kind = EVENT_LINK};

	pairs_add(l->row, &e.data, verb, relation_words[relation_back(r)]);
	pairs_add_int(l->row, &e.data, "to", l->h->t.id);
	past_record_other(l, other, e);
}

/* Not a link of its own, but what a problem's incidents add up to. */
static int recount(struct past_line *l, struct fault *f)
{
	int bad = add_changed(l, f);

	if (!bad) bad = past_facts(l, f);
	if (!bad && !l->e.data.n)
		return fault_set(f, EX_DATAERR, "relation: it says none");
	if (bad)
		return bad;
	past_text(l);
	past_record(l);
	return 0;
}

int past_write_link(struct past_line *l, struct fault *f)
{
	const char *to = past_get(l, "to"), *verb = l->p->kind == PAST_LINK ? "link" : "unlink";
	enum relation r = REL_RELATED_TO;
	struct past_held *other;

	l->e.kind = EVENT_LINK;
	if (past_half(l) && !to && !past_get(l, "relation"))
		return recount(l, f);
	int bad = find_relation(l, &r, f);
	if (!bad && (!to || !*to))
		return fault_set(f, EX_DATAERR, "to: it says no ticket");
	if (!bad) bad = past_other(l, to, &other, f);
	if (!bad) bad = past_check_both(l, other, to, f);
	if (bad)
		return bad;
	if (!past_half(l) && ticket_has_link(&l->h->t, r, other->t.id) == (l->p->kind == PAST_LINK)) {
		l->run->counts->known++;       /* the line of the other side came first */
		return 0;
	}
	pairs_add(l->row, &l->e.data, verb, relation_words[r]);
	pairs_add_int(l->row, &l->e.data, "to", other->t.id);
	if ((bad = add_with(l, other, f)) != 0 || (bad = add_changed(l, f)) != 0 || (bad = past_facts(l, f)) != 0)
		return bad;
	past_text(l);
	past_record(l);
	if (!past_half(l))
		link_other(l, other, verb, r);
	return 0;
}
