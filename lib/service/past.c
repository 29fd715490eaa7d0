/* past: history from other desks: a line at a time, each written once. */
#include "service/past.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "service/past_run.h"
#include "when/civil.h"

struct past_run *past_new(const struct session *s, struct arena *a, bool strict,
                          struct past_counts *counts)
{
	struct past_run *run = arena_new(a, struct past_run);

	run->s = s;
	run->a = a;
	run->strict = strict;
	run->counts = counts;
	return run;
}

void past_begin(struct past_run *run)
{
	snprintf(run->own, sizeof run->own, "tk-%.8s", desk_head(run->s->desk)->desk);
	memset(run->customers, 0, sizeof run->customers);
	run->njoins = 0;
	past_held_begin(run);
	past_names_begin(run);
}

void past_end(struct past_run *run, struct arena *row)
{
	past_held_end(run, row);
}

void past_free(struct past_run *run)
{
	for (int i = 0; i < PAST_HELD; i++)
		arena_free(&run->held[i].a);
}

const char *past_get(const struct past_line *l, const char *name)
{
	return pairs_get(&l->p->fields, name);
}

/* --- who acted --- */

static int find_role(struct past_line *l, struct fault *f)
{
	const struct past *p = l->p;
	int role = ROLE_AGENT;

	if (p->role)
		role = words_find(role_words, p->role);
	else if (p->kind == PAST_CUSTOMER || p->kind == PAST_SURVEY)
		role = ROLE_CUSTOMER;
	else if (p->kind == PAST_FIRE)
		role = ROLE_RULE;
	if (role < 0)
		return fault_set(f, EX_DATAERR, "role: %s, not \"%s\"", words_list(l->row, role_words), p->role);
	l->e.role = (enum role)role;
	return 0;
}

/* A customer goes by his number: found once all else is checked. */
int past_actor(struct past_line *l, struct fault *f)
{
	const char *actor = l->p->actor;

	if (!actor || !*actor) {
		l->e.actor = l->e.role == ROLE_AGENT ? l->s->actor : "";
		return 0;
	}
	if (l->e.role == ROLE_AGENT)
		return past_name(l, "agent", actor, &l->e.actor, f);
	l->e.actor = past_clean(l->row, actor);
	return 0;
}

static void customer_speaks(struct past_line *l)
{
	const char *actor = l->p->actor;
	int64_t id = l->h->t.customer;

	if (l->e.role != ROLE_CUSTOMER)
		return;
	if (actor && *actor)
		id = past_customer(l, actor);
	else if (l->e.kind == EVENT_OPEN)
		id = pairs_int(&l->e.data, "customer", 0);
	l->e.actor = arena_printf(l->row, "%" PRId64, id);
}

void past_record(struct past_line *l)
{
	struct past_counts *c = l->run->counts;
	const struct past *p = l->p;

	customer_speaks(l);
	if (!l->h->changed)            /* no rule tells anybody of what was due before */
		pairs_add_int(l->row, &l->e.data, "imported", l->s->now);
	c->masked += attach_add(l->s, l->row, &l->e, p->files, p->nfiles);
	record_add(l->s, &l->h->a, l->row, &l->h->t, &l->e);
	l->h->only = NULL;
	c->masked += record_masked(&l->e);
	c->events++;
	l->h->changed = true;
}

/* --- a line --- */

static int check_at(const struct past_line *l, struct fault *f)
{
	char last[24];

	if (l->p->at > l->s->now)
		return fault_set(f, EX_DATAERR, "it lies in the future");
	if (!l->h || l->p->at >= l->h->t.changed)
		return 0;
	civil_print_utc(last, l->h->t.changed);
	return fault_set(f, EX_DATAERR, "it is older than the last event of its ticket (%s): "
	                 "a ticket's lines come in order of time", last);
}

static int write_line(struct past_line *l, struct fault *f)
{
	switch (l->p->kind) {
	case PAST_OPEN: return past_write_open(l, f);
	case PAST_LINK: case PAST_UNLINK: return past_write_link(l, f);
	case PAST_MERGE: case PAST_UNMERGE: case PAST_SPLIT: return past_write_join(l, f);
	default: return past_write_event(l, f);
	}
}

static int write_of_ticket(struct past_line *l, struct fault *f)
{
	int bad = past_find(l, f);

	if (bad)
		return bad;
	if (past_known(l)) {
		l->run->counts->known++;
		return 0;
	}
	l->e.ext = l->ext;
	l->e.ticket = l->h ? l->h->t.id : 0;
	if ((bad = check_at(l, f)) == 0 && (bad = past_actor(l, f)) == 0)
		bad = write_line(l, f);
	if (!bad && l->h)
		past_held_trim(l->run, l->row, l->h);
	return bad;
}

int past_write(struct past_run *run, struct arena *row, const struct past *p, struct fault *f)
{
	struct past_line l = {.run = run, .s = run->s, .row = row, .p = p};
	int bad;

	run->counts->lines++;
	l.e = (struct event){.at = p->at, .os_user = run->s->os_user};
	if ((bad = find_role(&l, f)) != 0)
		return bad;
	if (!p->key || !*p->key)
		return fault_set(f, EX_DATAERR, "it says no key");
	if (p->kind == PAST_ARTICLE)
		return past_write_article(&l, f);
	if (p->kind == PAST_ORGANISATION || p->kind == PAST_PERSON)
		return past_write_client(&l, f);
	return write_of_ticket(&l, f);
}
