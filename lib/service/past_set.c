/* past_set: a line that sets facts of a ticket. */
#include <inttypes.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "service/facts.h"
#include "service/past_run.h"
#include "service/who.h"
#include "store/customers.h"
#include "store/tickets.h"

/* What a set line may name beside custom fields. */
static const char *const set_words[] = {
	"subject", "kind", "category", "complexity", "channel", "plan", "lang", "priority", "impact",
	"urgency", "why", "affected", "counted", "tags", "watchers", "cc", "spam", "contact", "key",
	"customer", "person", NULL,
};

bool past_set_word(const char *name)
{
	return words_find(set_words, name) >= 0;
}

static void differ(struct past_line *l, const char *name, const char *old, const char *next)
{
	pairs_add(l->row, &l->e.data, name, next ? next : "");
	pairs_add(l->row, &l->e.data, arena_printf(l->row, "old.%s", name), old ? old : "");
}

static void differ_int(struct past_line *l, const char *name, int64_t old, int64_t next)
{
	pairs_add_int(l->row, &l->e.data, name, next);
	pairs_add_int(l->row, &l->e.data, arena_printf(l->row, "old.%s", name), old);
}

static int set_word(struct past_line *l, const char *name, const char *old, const char *value, struct fault *f)
{
	const char *next;
	int bad = past_name(l, name, value, &next, f);

	if (!bad && !next && strcmp(name, "kind") == 0)
		return fault_set(f, EX_DATAERR, "kind: a ticket needs one");
	if (!bad)
		differ(l, name, old, next);
	return bad;
}

static int set_number(struct past_line *l, const char *name, int64_t old, const char *value, struct fault *f)
{
	int64_t n = 0;

	if (*value && !num_parse(value, 0, INT64_MAX / 2, &n))
		return fault_set(f, EX_DATAERR, "%s: a whole number, not \"%s\"", name, value);
	differ_int(l, name, old, n);
	return 0;
}

static int set_grade(struct past_line *l, const char *name, int old, const char *value, struct fault *f)
{
	int grade;
	int bad = fact_grade(name, value, &grade, f);

	if (!bad)
		differ_int(l, name, old, grade);
	return bad;
}

static int set_priority(struct past_line *l, const char *value, struct fault *f)
{
	int rank;
	int bad = past_rank(l, value, &rank, f);

	if (!bad && rank)
		differ_int(l, "priority", l->h->t.priority, rank);
	return bad;
}

static int set_lang(struct past_line *l, const char *value, struct fault *f)
{
	const char *clean = "";
	int bad = *value ? fact_lang(l->row, value, &clean, f) : 0;

	if (!bad)
		differ(l, "lang", l->h->t.lang, clean);
	return bad;
}

static int set_tags(struct past_line *l, const char *value, struct fault *f)
{
	const char *clean;
	int bad = past_tags(l, value, &clean, f);

	if (!bad)
		differ(l, "tags", ticket_tag_list(l->row, &l->h->t), clean);
	return bad;
}

static int set_flag(struct past_line *l, const char *value, struct fault *f)
{
	static const char *const words[] = {"", "0", "no", "false", "1", "yes", "true", NULL};
	int i = words_find(words, value);

	if (i < 0)
		return fault_set(f, EX_DATAERR, "spam: true or false, not \"%s\"", value);
	differ(l, "spam", l->h->t.spam ? "1" : "0", i >= 4 ? "1" : "0");
	return 0;
}

/* Two tickets never share a key. */
static int set_key(struct past_line *l, const char *value, struct fault *f)
{
	const char *key = *value ? past_ticket_key(l, value) : NULL;
	const struct past_held *h = key ? past_held_by_key(l->run, key) : NULL;
	int64_t id = h ? h->t.id : key ? tickets_by_key(l->s->desk, key) : 0;

	if (id && id != l->h->t.id)
		return fault_set(f, EX_DATAERR, "key: ticket %" PRId64 " has the key %s", id, key);
	differ(l, "key", l->h->t.key, key);
	return 0;
}

static int set_text(struct past_line *l, const char *name, const char *value, struct fault *f)
{
	const struct ticket *t = &l->h->t;
	int i = words_find(set_words, name);

	if (i >= 0)
		name = set_words[i];           /* which outlives the line */
	switch (i) {
	case 1: return set_word(l, name, t->kind, value, f);
	case 2: return set_word(l, name, t->category, value, f);
	case 3: return set_word(l, name, t->complexity, value, f);
	case 4: return set_word(l, name, t->channel, value, f);
	case 5: return set_word(l, name, t->plan, value, f);
	case 6: return set_lang(l, value, f);
	case 7: return set_priority(l, value, f);
	case 8: return set_grade(l, name, t->impact, value, f);
	case 9: return set_grade(l, name, t->urgency, value, f);
	case 11: return set_number(l, name, t->affected, value, f);
	case 12: return set_number(l, name, t->counted, value, f);
	case 13: return set_tags(l, value, f);
	case 16: return set_flag(l, value, f);
	case 17: return set_number(l, name, t->contact, value, f);
	case 18: return set_key(l, value, f);
	case 10:
		pairs_add(l->row, &l->e.data, name, past_fact(l->row, value));
		break;
	case 14:
		differ(l, name, ticket_watcher_list(l->row, t), past_fact(l->row, value));
		break;
	}
	return 0;              /* texts and people come behind all others */
}

/* Texts in order of their parts: subject, fields, cc. */
static int set_texts(struct past_line *l, struct fault *f)
{
	const char *subject = past_get(l, "set.subject"), *cc = past_get(l, "set.cc");
	int found = 0;

	if (subject) {
		subject = fact_subject(l->row, subject, &found);
		event_add_text(l->row, &l->e, PART_SUBJECT, *subject ? subject : l->p->key);
	}
	if (found)
		pairs_add_int(l->row, &l->e.data, "masked", found);
	int bad = past_custom(l, "set.", &l->h->t, f);
	if (!bad)
		event_add_text(l->row, &l->e, PART_CC, cc);
	return bad;
}

int past_plan_set(struct past_line *l, struct fault *f)
{
	int bad = 0;

	l->e.kind = EVENT_SET;
	for (size_t i = 0; i < l->p->fields.n && !bad; i++) {
		const struct pair *x = &l->p->fields.v[i];
		if (str_starts(x->name, "set."))
			bad = set_text(l, x->name + strlen("set."), x->value, f);
	}
	if (!bad)
		bad = set_texts(l, f);
	if (!bad && !l->e.data.n && !l->e.ntexts && !past_get(l, "set.customer") && !past_get(l, "set.person"))
		return fault_set(f, EX_DATAERR, "set: it sets nothing");
	return bad;
}

/* --- people: last of all, as a new one is a record of its own --- */

int past_person(struct past_line *l, const char *text, int64_t customer, struct fault *f)
{
	const char *name = past_clean(l->row, text);
	int64_t id = past_ext_ref(name) ? past_numbered(l, 'p', name) : 0;
	struct person p;
	struct fault why = {0};

	if (id) {
		pairs_add_int(l->row, &l->e.data, "person", id);
		return 0;
	}
	if (who_person(l->s, l->row, name, customer, &p, &why) == 0) {
		pairs_add_int(l->row, &l->e.data, "person", p.id);
		return 0;
	}
	return past_unknown(l, "person", name, f);
}

int past_set_people(struct past_line *l, struct fault *f)
{
	const char *customer = past_get(l, "set.customer"), *person = past_get(l, "set.person");
	int64_t id = l->h->t.customer;

	if (customer) {
		id = *customer ? past_customer(l, customer) : 0;
		differ_int(l, "customer", l->h->t.customer, id);
	}
	if (person && !*person)
		differ_int(l, "person", l->h->t.person, 0);
	return person && *person ? past_person(l, person, id, f) : 0;
}
