/* sets: NAME=VALUE as people type them, as one set event. */
#include "service/sets.h"

#include <inttypes.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "domain/priority.h"
#include "service/change.h"
#include "service/facts.h"
#include "service/keep.h"
#include "service/lists.h"
#include "service/reach.h"
#include "service/record.h"
#include "service/sets_who.h"
#include "service/spam.h"

const char *const change_set_words[] = {
	"subject", "kind", "category", "complexity", "priority", "impact", "urgency", "affected",
	"customer", "person", "watchers", "cc", "channel", "lang", "plan", "tags", "spam", "reset", NULL,
};

struct plan {
	const struct session *s;
	struct arena *a;
	const struct ticket *t;
	struct event *e;
	struct pairs personal;         /* all personal fields as they will be */
	bool personal_changed;
	struct sets_who who;           /* last of all: new ones are written */
	struct priority_facts facts;   /* what the priority is derived from */
	bool derive;
};

/* A fact's new value beside the old one; nothing where they are the same. */
static void differ(struct plan *p, const char *name, const char *old, const char *next)
{
	if (str_eq(old, next))
		return;
	pairs_add(p->a, &p->e->data, name, next ? next : "");
	pairs_add(p->a, &p->e->data, arena_printf(p->a, "old.%s", name), old ? old : "");
}

static void differ_int(struct plan *p, const char *name, int64_t old, int64_t next)
{
	if (old == next)
		return;
	pairs_add_int(p->a, &p->e->data, name, next);
	pairs_add_int(p->a, &p->e->data, arena_printf(p->a, "old.%s", name), old);
}

static int set_word(struct plan *p, const char *name, const char *value, struct fault *f)
{
	static const struct {
		const char *name;
		int (*check)(const struct session *, const char *, const char **, struct fault *);
		size_t at;
		bool needed;
	} words[] = {
		{"kind", fact_kind, offsetof(struct ticket, kind), true},
		{"category", fact_category, offsetof(struct ticket, category), false},
		{"complexity", fact_complexity, offsetof(struct ticket, complexity), false},
		{"channel", fact_channel, offsetof(struct ticket, channel), false},
		{"plan", fact_plan, offsetof(struct ticket, plan), false},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *clean = "";
		if (strcmp(words[i].name, name) != 0)
			continue;
		if (!*value && words[i].needed)
			return fault_set(f, EX_DATAERR, "a ticket needs a %s", name);
		int bad = *value ? words[i].check(p->s, value, &clean, f) : 0;
		if (bad)
			return bad;
		differ(p, name, *(const char *const *)((const char *)p->t + words[i].at), clean);
		if (strcmp(name, "kind") == 0)
			p->facts.kind = clean;
		if (strcmp(name, "category") == 0)
			p->facts.category = *clean ? clean : NULL;
		p->derive |= i < 2;
		return 0;
	}
	return -1;
}

static int set_grade(struct plan *p, const char *name, const char *value, struct fault *f)
{
	int *grade = strcmp(name, "impact") == 0 ? &p->facts.impact : &p->facts.urgency;

	*grade = 0;
	p->derive = true;
	return *value ? fact_grade(name, value, grade, f) : 0;
}

static int set_affected(struct plan *p, const char *value, struct fault *f)
{
	int64_t n = 0;

	if (*value && !num_parse(value, 0, INT64_MAX / 2, &n))
		return fault_set(f, EX_DATAERR, "affected is a number of users, not \"%s\"", value);
	differ_int(p, "affected", p->t->affected, n);
	p->facts.affected = n;
	p->derive = true;
	return 0;
}

static int set_priority(struct plan *p, const char *value, struct fault *f)
{
	int bad = session_check(p->s, RIGHT_PRIORITY, f);

	p->derive = true;
	p->facts.rank = 0;             /* "priority=": by the matrix again */
	return bad || !*value ? bad : fact_priority(p->s, value, &p->facts.rank, f);
}

static int set_spam(struct plan *p, const char *value, struct fault *f)
{
	bool yes;
	int bad = spam_parse(value, &yes, f);

	if (!bad)
		differ_int(p, "spam", p->t->spam, yes);
	return bad;
}

/* A promised time begins anew; that a note goes with it says why. */
static int set_reset(struct plan *p, const char *value, struct fault *f)
{
	int bad = session_check(p->s, RIGHT_RESET, f), kind = words_find(sla_clock_words, value);
	struct clocks c;

	if (bad)
		return bad;
	if (kind < 0)
		return fault_set(f, EX_DATAERR, "there is no clock \"%s\"%s", value,
		                 words_hint(p->a, sla_clock_words, value));
	if (kind == CLOCK_ACK)
		return fault_set(f, EX_DATAERR, "the note that says why is the acknowledgement");
	keep_clocks(p->s->desk, p->a, p->t->id, AT_NONE, &c);
	for (size_t i = 0; i < c.n; i++)
		if (clock_open(&c.v[i]) && (int)c.v[i].kind == kind) {
			pairs_add(p->a, &p->e->data, "reset", sla_clock_words[kind]);
			return 0;
		}
	return fault_set(f, EX_DATAERR, "no clock %s runs", value);
}

static int check_tag(void *arg, const char *item, const char **clean, struct fault *f)
{
	return fact_tags(arg, item, clean, f);
}

static int set_tags(struct plan *p, const char *value, struct fault *f)
{
	const char *old = ticket_tag_list(p->a, p->t), *list;
	int bad = list_edit(p->a, old, value, false, check_tag, p->a, &list, f);

	if (!bad)
		differ(p, "tags", old, list);
	return bad;
}

static int set_field(struct plan *p, const char *name, const char *value, struct fault *f)
{
	const struct policy_field *fd;
	const char *clean, *old = pairs_get(&p->t->fields, name);
	int bad = fact_field(p->s, p->a, p->facts.kind, name, value, &fd, &clean, f);

	if (bad)
		return bad;
	if (!fd->personal) {
		differ(p, arena_printf(p->a, "f.%s", name), old, clean);
		return 0;
	}
	pairs_put(p->a, &p->personal, name, clean);
	p->personal_changed |= !str_eq(old, clean);
	return 0;
}

int sets_known(const struct session *s, struct arena *a, const char *name, struct fault *f)
{
	VEC(const char *) names = {0};
	size_t n;
	const struct policy_field *list = policy_fields(s->policy, &n);

	if (words_find(change_set_words, name) >= 0 || policy_field(s->policy, name))
		return 0;
	for (size_t i = 0; change_set_words[i]; i++)
		*vec_push(a, &names) = change_set_words[i];
	for (size_t i = 0; i < n; i++)
		*vec_push(a, &names) = list[i].name;
	*vec_push(a, &names) = NULL;
	return fault_set(f, EX_DATAERR, "unknown field \"%s\"%s", name, words_hint(a, names.v, name));
}

static int set_one(struct plan *p, const char *name, const char *value, struct fault *f)
{
	int bad = set_word(p, name, value, f);

	if (bad != -1)
		return bad;
	if (strcmp(name, "subject") == 0) {
		int found = 0;
		const char *subject = fact_subject(p->a, value, &found);
		if (!*subject)
			return fault_set(f, EX_DATAERR, "a ticket needs a subject");
		if (str_eq(subject, p->t->subject))
			return 0;
		event_add_text(p->a, p->e, PART_SUBJECT, subject);
		if (found)
			pairs_add_int(p->a, &p->e->data, "masked", found);
		return 0;
	}
	if (strcmp(name, "impact") == 0 || strcmp(name, "urgency") == 0)
		return set_grade(p, name, value, f);
	if (strcmp(name, "affected") == 0)
		return set_affected(p, value, f);
	if (strcmp(name, "priority") == 0)
		return set_priority(p, value, f);
	if (sets_who_take(&p->who, name, value))
		return 0;
	if (strcmp(name, "tags") == 0)
		return set_tags(p, value, f);
	if (strcmp(name, "spam") == 0)
		return set_spam(p, value, f);
	if (strcmp(name, "reset") == 0)
		return set_reset(p, value, f);
	if (strcmp(name, "lang") == 0) {
		const char *clean = "";
		bad = *value ? fact_lang(p->a, value, &clean, f) : 0;
		if (!bad)
			differ(p, name, p->t->lang, clean);
		return bad;
	}
	if ((bad = sets_known(p->s, p->a, name, f)) != 0)
		return bad;
	return set_field(p, name, value, f);
}

static void keep_personal(struct plan *p)
{
	size_t n;
	const struct policy_field *list = policy_fields(p->s->policy, &n);

	for (size_t i = 0; i < n; i++)
		if (list[i].personal)
			pairs_add(p->a, &p->personal, list[i].name, pairs_get(&p->t->fields, list[i].name));
}

int sets_plan(const struct session *s, struct arena *a, const struct ticket *t,
              const struct pairs *set, struct event *e, bool *has, struct fault *f)
{
	struct plan p = {.s = s, .a = a, .t = t, .e = e};

	*has = false;
	if (set->n == 0)
		return 0;
	int bad = session_check(s, RIGHT_SET, f);
	if (bad)
		return bad;
	*e = record_event(s, EVENT_SET, t->id);
	p.facts = reach_facts(s, a, t);
	keep_personal(&p);
	for (size_t i = 0; i < set->n; i++)
		if (pairs_get(set, set->v[i].name) != set->v[i].value)
			return fault_set(f, EX_USAGE, "%s is set twice", set->v[i].name);
	const char *kind = pairs_get(set, "kind");     /* first: fields belong to kinds */
	if (kind && (bad = set_one(&p, "kind", kind, f)) != 0)
		return bad;
	for (size_t i = 0; i < set->n; i++)
		if (set->v[i].value != kind && (bad = set_one(&p, set->v[i].name, set->v[i].value, f)) != 0)
			return bad;
	if (p.derive)
		reach_derive(s, a, t, &p.facts, e);
	if (p.personal_changed) {
		struct str text = str_new(a);
		pairs_print(&text, &p.personal);
		event_add_text(a, e, PART_FIELDS, text.p);
	}
	if ((bad = sets_who_plan(s, a, t, &p.who, e, f)) != 0)
		return bad;
	*has = e->data.n > 0 || e->ntexts > 0;
	return 0;
}
