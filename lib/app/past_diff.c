/* past_diff: what the rows of one ticket tell, and what differs between them. */
#include "app/past_diff.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"

/* --- values --- */

static bool listed(const struct node *words, const char *text)
{
	for (size_t i = 0; words && i < words->n; i++)
		if (strcmp(words->items[i]->text, text) == 0)
			return true;
	return false;
}

int past_when_fits(const struct past_map *m, struct arena *a, const struct past_when *w,
                   const struct csv_row *row, bool *yes, struct fault *f)
{
	const char *text;
	int bad = cell_value(a, &w->cell, row, m->none, &text, f);

	if (!bad)
		*yes = (!w->is || listed(w->is, text)) && !listed(w->not, text);
	return bad;
}

static int check_form(struct past_group *g, const struct past_cell *c, const char **text, struct fault *f)
{
	static const char *const words[] = {"0", "no", "false", "1", "yes", "true", NULL};
	int64_t n;
	int i;

	switch (c->form) {
	case PAST_NUMBER:
		if (num_parse(*text, 0, INT64_MAX / 2, &n))
			return 0;
		return fault_set(f, EX_DATAERR, "%s: a whole number is expected, not \"%s\"", cell_name(&c->cell), *text);
	case PAST_INSTANT:
		if (cell_instant(&c->cell, *text, g->m->zone, &n, f) != 0)
			return f->code;
		*text = arena_printf(g->a, "%" PRId64, n);
		return 0;
	case PAST_FLAG:
		i = words_find(words, *text);
		*text = i < 3 ? "0" : "1";
		return i >= 0 ? 0 : fault_set(f, EX_DATAERR, "%s: true or false is expected, not \"%s\"",
		                              cell_name(&c->cell), *text);
	default:
		return 0;
	}
}

/* A field's value; NULL: it says nothing; "": it takes away. */
static int value_of(struct past_group *g, const struct past_cell *c, const struct csv_row *row,
                    const char **text, struct fault *f)
{
	int bad = cell_value(g->a, &c->cell, row, g->m->none, text, f);

	if (!bad && **text)
		return check_form(g, c, text, f);
	if (!bad && !c->cell.clears)
		*text = NULL;
	return bad;
}

static int text_of(struct past_group *g, const struct cell *c, const struct csv_row *row, const char **text,
                   struct fault *f)
{
	int bad = cell_value(g->a, c, row, g->m->none, text, f);

	if (!bad && !**text)
		*text = NULL;
	return bad;
}

static int add_cells(struct past_group *g, const struct past_cells *cells, const struct csv_row *row,
                     struct past *p, struct fault *f)
{
	for (size_t i = 0; i < cells->n; i++) {
		const char *value;
		int bad = value_of(g, &cells->v[i], row, &value, f);
		if (bad)
			return bad;
		if (value && (*value || past_clears(p->kind)))
			pairs_add(g->a, &p->fields, cells->v[i].field, value);
	}
	return 0;
}

static struct past *add_line(struct past_group *g, struct past_list *list, enum past_kind kind, int64_t at,
                             const char *actor, long line)
{
	struct past_item *item = vec_push(g->a, list);

	item->line = line;
	item->p = (struct past){.source = g->source, .key = g->key, .kind = kind, .at = at, .actor = actor};
	return &item->p;
}

/* --- a log: the state at each row --- */

static int read_row(struct past_group *g, struct past_row *r, struct fault *f)
{
	const struct past_map *m = g->m;
	const char *text = NULL;
	int bad = text_of(g, &m->at, &r->row, &text, f);

	if (!bad && !text)
		bad = fault_set(f, EX_DATAERR, "%s: when was it?", cell_name(&m->at));
	if (!bad)
		bad = cell_instant(&m->at, text, m->zone, &r->at, f);
	if (!bad && m->has_actor)
		bad = text_of(g, &m->actor, &r->row, &r->actor, f);
	if (!bad && m->has_order)
		bad = text_of(g, &m->order, &r->row, &text, f);
	if (!bad && m->has_order && text && !num_parse(text, INT64_MIN, INT64_MAX, &r->order))
		bad = fault_set(f, EX_DATAERR, "%s: a whole number is expected, not \"%s\"", cell_name(&m->order), text);
	r->follow = arena_array(g->a, const char *, m->follow.n);
	for (size_t i = 0; i < m->follow.n && !bad; i++)
		bad = value_of(g, &m->follow.v[i], &r->row, &r->follow[i], f);
	return bad;
}

static int by_time(const void *a, const void *b)
{
	const struct past_row *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->row.line < y->row.line ? -1 : x->row.line > y->row.line;
}

static int open_ticket(struct past_group *g, struct past_list *list, struct fault *f)
{
	const struct past_row *first = &g->rows.v[0];
	struct past *p = add_line(g, list, PAST_OPEN, first->at, first->actor, first->row.line);
	int bad = add_cells(g, &g->m->open, &first->row, p, f);

	for (size_t i = 0; i < g->m->follow.n && !bad; i++)
		if (first->follow[i] && *first->follow[i])
			pairs_add(g->a, &p->fields, g->m->follow.v[i].field, first->follow[i]);
	/* Logs begin late, or round. */
	if (pairs_int(&p->fields, "contact", INT64_MIN) > p->at)
		pairs_put(g->a, &p->fields, "contact", NULL);
	return bad;
}

/* Which kind of line tells that a field has changed. */
static enum past_kind kind_of(const char *field)
{
	static const char *const moves[] = {"state", "class", "until", NULL};
	static const char *const holders[] = {"team", "agent", "level", NULL};

	return words_find(moves, field) >= 0 ? PAST_MOVE : words_find(holders, field) >= 0 ? PAST_ASSIGN : PAST_SET;
}

static const char *name_in(struct arena *a, enum past_kind kind, const char *field)
{
	if (kind != PAST_SET)
		return field;
	if (strcmp(field, "type") == 0)
		field = "kind";
	return arena_printf(a, "set.%s", str_starts(field, "fields.") ? field + strlen("fields.") : field);
}

/* The line of one kind between two rows. A move says the whole state. */
static void add_changes(struct past_group *g, struct past_list *list, enum past_kind kind,
                        const char *const *before, const struct past_row *r)
{
	const struct past_cells *cells = &g->m->follow;
	struct past *p = NULL;
	bool changed = false;

	for (size_t i = 0; i < cells->n; i++)
		changed |= kind_of(cells->v[i].field) == kind && r->follow[i] && !str_eq(before[i], r->follow[i]);
	for (size_t i = 0; i < cells->n && changed; i++) {
		const char *field = cells->v[i].field;
		if (kind_of(field) != kind || !r->follow[i] ||
		    (kind != PAST_MOVE && str_eq(before[i], r->follow[i])))
			continue;
		if (!p)
			p = add_line(g, list, kind, r->at, r->actor, r->row.line);
		pairs_add(g->a, &p->fields, name_in(g->a, kind, field), r->follow[i]);
	}
}

static int read_log(struct past_group *g, struct past_list *list, struct fault *f)
{
	static const enum past_kind order[] = {PAST_ASSIGN, PAST_SET, PAST_MOVE};
	const char **state;

	for (size_t i = 0; i < g->rows.n; i++)
		if (read_row(g, &g->rows.v[i], f) != 0) {
			f->line = g->rows.v[i].row.line;
			return f->code;
		}
	qsort(g->rows.v, g->rows.n, sizeof *g->rows.v, by_time);
	if (open_ticket(g, list, f) != 0) {
		f->line = g->rows.v[0].row.line;
		return f->code;
	}
	state = g->rows.v[0].follow;
	for (size_t i = 1; i < g->rows.n; i++) {
		const struct past_row *r = &g->rows.v[i];
		for (size_t k = 0; k < sizeof order / sizeof *order; k++)
			add_changes(g, list, order[k], state, r);
		for (size_t k = 0; k < g->m->follow.n; k++)
			if (r->follow[k])
				state[k] = r->follow[k];
	}
	return 0;
}

/* --- rows that tell events --- */

static int read_event(struct past_group *g, const struct past_event_map *e, const struct csv_row *row,
                      struct past_list *list, struct fault *f)
{
	const char *text = NULL, *actor = NULL, *role = NULL;
	bool yes = true;
	int64_t at;
	int bad = e->has_when ? past_when_fits(g->m, g->a, &e->when, row, &yes, f) : 0;

	if (!bad && yes) bad = text_of(g, &e->at, row, &text, f);
	if (bad || !text)
		return bad;
	bad = cell_instant(&e->at, text, g->m->zone, &at, f);
	if (!bad && (e->has_actor || g->m->has_actor))
		bad = text_of(g, e->has_actor ? &e->actor : &g->m->actor, row, &actor, f);
	if (!bad && e->has_role) bad = text_of(g, &e->role, row, &role, f);
	if (bad)
		return bad;
	struct past *p = add_line(g, list, e->kind, at, actor, row->line);
	p->role = role;
	return add_cells(g, &e->cells, row, p, f);
}

static int read_events(struct past_group *g, const struct csv_row *row, struct past_list *list, struct fault *f)
{
	for (size_t i = 0; i < g->m->events.n; i++) {
		int bad = read_event(g, &g->m->events.v[i], row, list, f);
		if (bad) {
			f->line = row->line;
			return bad;
		}
	}
	return 0;
}

/* --- all together --- */

struct placed { struct past_item item; size_t place; };

/* The opening first, then by time, then as they were read. */
static int in_order(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	bool first = x->item.p.kind == PAST_OPEN, second = y->item.p.kind == PAST_OPEN;

	if (first != second)
		return first ? -1 : 1;
	if (x->item.p.at != y->item.p.at)
		return x->item.p.at < y->item.p.at ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

/* What a row dates before its ticket's opening counts from the opening on. */
static void sort(struct past_group *g, struct past_list *list)
{
	struct placed *v = arena_array(g->a, struct placed, list->n);

	for (size_t i = 0; i < list->n; i++)
		v[i] = (struct placed){list->v[i], i};
	qsort(v, list->n, sizeof *v, in_order);
	for (size_t i = 0; i < list->n; i++) {
		list->v[i] = v[i].item;
		if (list->v[0].p.kind == PAST_OPEN && list->v[i].p.at < list->v[0].p.at)
			list->v[i].p.at = list->v[0].p.at;
	}
}

/* A ticket is opened once, and a move to where it is already tells nothing. */
static void drop_repeats(struct past_list *list)
{
	const char *state = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct past *p = &list->v[i].p;
		const char *next = pairs_get(&p->fields, "state");
		if ((p->kind == PAST_MOVE && state && str_eq(state, next)) || (p->kind == PAST_OPEN && i))
			continue;
		if (p->kind == PAST_OPEN || p->kind == PAST_MOVE)
			state = next ? next : "new";
		list->v[kept++] = list->v[i];
	}
	list->n = kept;
}

/* What happened when is the same event in a later, longer export, whatever the
 * map makes of it. */
static void name_lines(struct past_group *g, struct past_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct past *p = &list->v[i].p;
		int n = 1;
		for (size_t k = i; k > 0 && list->v[k - 1].p.at == p->at; k--)
			n += list->v[k - 1].p.kind == p->kind;
		if (p->kind != PAST_OPEN)
			p->id = n == 1 ? arena_printf(g->a, "%s-%" PRId64, past_kind_words[p->kind], p->at)
			               : arena_printf(g->a, "%s-%" PRId64 ".%d", past_kind_words[p->kind], p->at, n);
	}
}

int past_group_lines(struct past_group *g, struct past_list *list, struct fault *f)
{
	size_t from = 0;
	int bad = g->m->log ? read_log(g, list, f) : 0;

	if (g->m->log && g->rows.n)
		from = g->rows.n - 1;          /* the last one knows it all */
	for (size_t i = from; i < g->rows.n && !bad; i++)
		bad = read_events(g, &g->rows.v[i].row, list, f);
	if (bad)
		return bad;
	sort(g, list);
	drop_repeats(list);
	name_lines(g, list);
	return 0;
}
