/* related_list: what tickets are to others, a row each. */
#include "app/related_list.h"

#include <inttypes.h>
#include <string.h>

#include "app/list.h"
#include "service/lookup.h"
#include "service/related.h"
#include "service/tell.h"
#include "when/clock.h"

enum column { C_REF, C_RELATION, C_OTHER, C_STATE, C_CLASS, C_PRIORITY, C_TEAM, C_AGENT, C_SUBJECT, N_COLUMNS };

static const struct out_column columns[N_COLUMNS] = {
	[C_REF] = {"ref", N_("Ref"), OUT_REF, N_("number of the ticket"), 0},
	[C_RELATION] = {"relation", N_("Relation"), OUT_TEXT,
		N_("what it is to the other: incident-of, ...; merged-into, merged-from, split-from, split-into"), 0},
	[C_OTHER] = {"other", N_("Other"), OUT_REF, N_("number of the other ticket"), 0},
	[C_STATE] = {"state", N_("State"), OUT_TEXT, N_("state of the other"), 0},
	[C_CLASS] = {"class", N_("Class"), OUT_TEXT, N_("class of the other's state"), 0},
	[C_PRIORITY] = {"priority", N_("Prio"), OUT_TEXT, N_("priority of the other"), 0},
	[C_TEAM] = {"team", N_("Team"), OUT_TEXT, N_("team the other is given to"), OUT_FLEX},
	[C_AGENT] = {"agent", N_("Agent"), OUT_TEXT, N_("agent who holds the other"), OUT_FLEX},
	[C_SUBJECT] = {"subject", N_("Subject"), OUT_TEXT, N_("what the other is about"), OUT_FLEX},
};

struct listing {
	const struct app_refs *refs;
	const char *relation;
	int64_t as_of;
	struct out *out;
	const struct out_column **picked;
	struct out_cell *cells;
	size_t n;
	struct arena row;
};

static struct out_cell cell(struct app *app, struct listing *l, int64_t id, const struct related *x, size_t column)
{
	const struct ticket *t = &x->other;
	bool known = t->state != NULL;

	switch (column) {
	case C_REF: return out_ref(arena_printf(&l->row, "%" PRId64, id));
	case C_RELATION: return out_text(x->relation);
	case C_OTHER: return out_ref(arena_printf(&l->row, "%" PRId64, t->id));
	case C_STATE: return out_tone(out_text(t->state), ticket_active(t) ? OUT_PLAIN : OUT_DIM);
	case C_CLASS: return out_text(known ? state_class_words[t->class] : NULL);
	case C_PRIORITY: return out_text(known ? tell_priority(app->session.policy, &l->row, t->priority) : NULL);
	case C_TEAM: return out_text(t->team);
	case C_AGENT: return out_text(t->agent);
	default: return out_text(t->subject);
	}
}

static int list_one(struct app *app, struct listing *l, const struct app_ref *r)
{
	struct fault f = {.file = r->file, .line = r->line};
	struct related_list list;
	struct ticket t;
	int64_t id;
	int bad = session_ticket(&app->session, &r->ref, &id, &f);

	if (!bad && !lookup_one(&app->session, &l->row, id, l->as_of, &t))
		bad = fault_set(&f, EXIT_NO, "%s: was not open then", r->text);
	if (bad)
		return app_fault(&f);
	related_read(&app->session, &l->row, &t, l->as_of, &list);
	for (size_t i = 0; i < list.n; i++) {
		if (l->relation && strcmp(l->relation, list.v[i].relation) != 0)
			continue;
		for (size_t k = 0; k < l->n; k++)
			l->cells[k] = cell(app, l, id, &list.v[i], (size_t)(l->picked[k] - columns));
		out_row(l->out, l->cells);
	}
	return 0;
}

static int list_all(struct app *app, void *arg)
{
	struct listing *l = arg;
	int code = 0;

	for (size_t i = 0; i < l->refs->n; i++) {
		int bad = list_one(app, l, &l->refs->v[i]);
		if (bad)
			code = bad;
		arena_reset(&l->row);
	}
	return code;
}

int related_list(struct app *app, const struct app_refs *refs, const char *relation)
{
	struct listing l = {.refs = refs, .relation = relation, .as_of = app_as_of(app)};
	int bad = app_list(app, columns, N_COLUMNS, "ref,relation,other,state,subject", &l.out, &l.picked, &l.n);

	if (bad || !l.out)
		return bad;
	l.cells = arena_array(app->a, struct out_cell, l.n);
	bad = app_tx(app, DESK_READ, list_all, &l);
	out_close(l.out);
	return bad;
}
