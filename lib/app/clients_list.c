/* clients_list: customers as rows. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/clients.h"
#include "app/list.h"
#include "base/str.h"
#include "base/vec.h"
#include "service/lookup.h"
#include "when/clock.h"

enum column {
	C_KEY, C_NAME, C_LANG, C_PLAN, C_STAGE, C_SEGMENT, C_CSM, C_CSM_WHY, C_ZONE, C_PRODUCTS, C_VOLUME, C_CURRENCY,
	C_INTERNAL, C_REVIEW, C_PEOPLE, C_OPEN, C_QUOTA, C_QUOTA_PER, C_USED, C_LEFT, C_MERGED, C_ID, C_SEQ, N_COLUMNS,
};

static const struct out_column columns[N_COLUMNS] = {
	[C_KEY] = {"key", N_("Key"), OUT_REF, N_("what people and other systems call the customer; none: erased"), 0},
	[C_NAME] = {"name", N_("Name"), OUT_TEXT, N_("name"), OUT_FLEX},
	[C_LANG] = {"lang", N_("Lang"), OUT_TEXT, N_("language"), 0},
	[C_PLAN] = {"plan", N_("Plan"), OUT_TEXT, N_("support plan"), 0},
	[C_STAGE] = {"stage", N_("Stage"), OUT_TEXT, N_("stage of life: integrating, live, ..."), 0},
	[C_SEGMENT] = {"segment", N_("Segment"), OUT_TEXT, N_("segment, by the policy's rules"), 0},
	[C_CSM] = {"csm", N_("CSM"), OUT_TEXT, N_("agent who looks after the customer"), 0},
	[C_CSM_WHY] = {"csm_why", N_("Why"), OUT_TEXT, N_("how that agent was chosen, in codes"), OUT_FLEX},
	[C_ZONE] = {"zone", N_("Zone"), OUT_TEXT, N_("time zone"), 0},
	[C_PRODUCTS] = {"products", N_("Products"), OUT_LIST, N_("products the customer uses"), OUT_FLEX},
	[C_VOLUME] = {"volume_minor", N_("Volume"), OUT_MONEY, N_("payments a month, in minor units"), 0},
	[C_CURRENCY] = {"currency", N_("Currency"), OUT_TEXT, N_("currency of the volume"), 0},
	[C_INTERNAL] = {"internal", N_("Internal"), OUT_BOOL, N_("of the own house?"), 0},
	[C_REVIEW] = {"review", N_("Review"), OUT_TEXT, N_("date of the next review"), 0},
	[C_PEOPLE] = {"people", N_("People"), OUT_INT, N_("how many people of the customer are known"), 0},
	[C_OPEN] = {"open", N_("Open"), OUT_INT, N_("open tickets"), 0},
	[C_QUOTA] = {"quota", N_("Quota"), OUT_INT, N_("tickets the plan includes in a period; none: no limit"), 0},
	[C_QUOTA_PER] = {"quota_per", N_("Per"), OUT_TEXT, N_("the period: month, quarter, year"), 0},
	[C_USED] = {"quota_used", N_("Used"), OUT_INT, N_("opened in the period now running"), 0},
	[C_LEFT] = {"quota_left", N_("Left"), OUT_INT, N_("what is left of the quota; less than 0: beyond it"), 0},
	[C_MERGED] = {"merged", N_("Went into"), OUT_TEXT, N_("key of the customer it was merged into"), 0},
	[C_ID] = {"id", N_("Number"), OUT_INT, N_("number in the record, in order of appearance"), 0},
	[C_SEQ] = {"seq", N_("Event"), OUT_INT, N_("number of its last event"), 0},
};

static const char defaults[] = "key,name,plan,stage,segment,csm,open";

enum { SORTS = 8 };

/* What belongs to a customer at --as-of. */
struct past { int64_t open, people; };

struct kept { struct customer c; struct out_cell *keys; };

struct listing {
	struct app *app;
	const struct client_list *ask;
	struct session s;              /* at --as-of */
	int64_t as_of;
	struct client_filter filter;
	struct directory *directory;
	struct out *out;
	const struct out_column **picked;
	size_t n;
	struct out_cell *cells;
	struct { size_t column; bool down; } sort[SORTS];
	size_t nsort;
	struct { struct kept *v; size_t n, cap; } kept;
	struct past *past;             /* by number; NULL: the desk as it is */
	int64_t found;
};

/* --- cells --- */

static struct out_cell products(struct arena *row, const struct customer *c)
{
	size_t n;
	char **v = str_split(row, c->products ? c->products : "", ',', &n);

	return out_list((const char *const *)v, c->products ? n : 0);
}

static struct out_cell volume(const struct customer *c)
{
	int decimals = c->currency ? policy_currency_decimals(c->currency) : -1;

	return decimals < 0 ? out_null() : out_money(c->volume_minor, decimals, c->currency);
}

static struct out_cell segment(struct listing *l, const struct customer *c)
{
	const struct policy_client x = customer_client(c);
	const struct policy_segment *s = policy_segment_for(l->s.policy, &x);

	return out_text(s ? s->name : NULL);
}

static int64_t open_tickets(const struct listing *l, const struct customer *c)
{
	return l->past ? l->past[c->id].open : customers_open(l->s.desk, c->id);
}

static struct out_cell quota(const struct listing *l, const struct customer *c, size_t column)
{
	struct quota q = quota_period(l->s.policy, c->plan, l->s.now);

	if (!q.tickets)
		return out_null();
	if (column == C_QUOTA)
		return out_int(q.tickets);
	if (column == C_QUOTA_PER)
		return out_text(q.per);
	int64_t n = quota_of(&l->s, c->id, c->plan, l->s.now).used;
	struct out_cell cell = out_int(column == C_USED ? n : q.tickets - n);
	return out_tone(cell, n >= q.tickets ? OUT_BAD : n * 5 >= q.tickets * 4 ? OUT_WARN : OUT_PLAIN);
}

static struct out_cell merged(struct listing *l, struct arena *row, const struct customer *c)
{
	struct customer into;

	if (!c->merged)
		return out_null();
	if (!directory_customer(l->directory, row, c->merged, &into) || !into.key)
		return out_text(arena_printf(row, "%" PRId64, c->merged));
	return out_text(into.key);
}

static struct out_cell cell(struct listing *l, struct arena *row, const struct customer *c, size_t column)
{
	switch (column) {
	case C_KEY: return out_ref(c->key);
	case C_NAME: return out_text(c->name);
	case C_LANG: return out_text(c->lang);
	case C_PLAN: return out_text(c->plan);
	case C_STAGE: return out_text(c->stage);
	case C_SEGMENT: return segment(l, c);
	case C_CSM: return out_text(c->csm);
	case C_CSM_WHY: return out_text(c->csm_why);
	case C_ZONE: return out_text(c->zone);
	case C_PRODUCTS: return products(row, c);
	case C_VOLUME: return volume(c);
	case C_CURRENCY: return out_text(c->currency);
	case C_INTERNAL: return out_bool(c->internal);
	case C_REVIEW: return out_text(c->review);
	case C_PEOPLE: return out_int(l->past ? l->past[c->id].people : people_count(l->s.desk, c->id));
	case C_OPEN: return out_int(open_tickets(l, c));
	case C_MERGED: return merged(l, row, c);
	case C_ID: return out_int(c->id);
	case C_SEQ: return out_int(c->seq);
	default: return quota(l, c, column);
	}
}

/* --- order --- */

/* Nothing comes last. */
static int compare_cells(const struct out_cell *x, const struct out_cell *y)
{
	if (x->kind == OUT_NULL || y->kind == OUT_NULL)
		return (x->kind == OUT_NULL) - (y->kind == OUT_NULL);
	if (x->kind == OUT_TEXT || x->kind == OUT_REF)
		return strcmp(x->text, y->text);
	if (x->kind == OUT_MONEY && !str_eq(x->text, y->text))
		return strcmp(x->text, y->text);
	return x->n < y->n ? -1 : x->n > y->n;
}

static int compare(const void *a, const void *b, void *arg)
{
	const struct kept *x = a, *y = b;
	const struct listing *l = arg;

	for (size_t i = 0; i < l->nsort; i++) {
		int order = compare_cells(&x->keys[i], &y->keys[i]);
		bool any = x->keys[i].kind != OUT_NULL && y->keys[i].kind != OUT_NULL;
		if (order)
			return l->sort[i].down && any ? -order : order;
	}
	return x->c.id < y->c.id ? -1 : x->c.id > y->c.id;
}

static int read_sort(struct listing *l)
{
	size_t n;
	char **name = str_split(l->app->a, l->ask->sort ? l->ask->sort : "", ',', &n);

	for (size_t i = 0; i < n; i++) {
		bool down = *name[i] == '-';
		const struct out_column *c = out_column(columns, N_COLUMNS, name[i] + (down || *name[i] == '+'));
		if (!*name[i])
			continue;
		if (!c || c->kind == OUT_LIST || l->nsort == SORTS)
			return app_usage(l->app, "--sort: \"%s\" does not sort (tk-customer ls --columns=help lists the columns)",
			                 name[i]);
		l->sort[l->nsort].column = (size_t)(c - columns);
		l->sort[l->nsort++].down = down;
	}
	return 0;
}

/* --- the past: one look at all tickets and people, for the columns that count --- */

static void count_people(struct listing *l)
{
	struct directory_people *all = directory_people(l->directory, l->app->a, 0);

	for (struct person p; directory_next_person(all, l->app->a, &p);)
		if (p.customer >= 1 && p.customer <= desk_head(l->s.desk)->customer)
			l->past[p.customer].people++;
	directory_end_people(all);
}

static bool count_one(void *arg, struct arena *row, const struct ticket *t)
{
	struct listing *l = arg;

	(void)row;
	if (t->customer < 1 || t->customer > desk_head(l->s.desk)->customer)
		return true;
	l->past[t->customer].open++;
	return true;
}

static bool is_asked(const struct listing *l, size_t column)
{
	for (size_t i = 0; i < l->n; i++)
		if ((size_t)(l->picked[i] - columns) == column)
			return true;
	for (size_t i = 0; i < l->nsort; i++)
		if (l->sort[i].column == column)
			return true;
	return false;
}

static void count_past(struct listing *l)
{
	struct lookup q = {.find = {.in_state_s = -1, .idle_s = -1, .active = true, .now = l->s.now},
	                   .as_of = l->as_of};

	if (l->as_of == AT_NONE)
		return;
	l->past = arena_array(l->app->a, struct past, (size_t)desk_head(l->s.desk)->customer + 1);
	count_people(l);
	if (is_asked(l, C_OPEN))
		lookup_each(&l->s, l->app->a, &q, count_one, l);
}

/* --- the list --- */

static void give(struct listing *l, struct arena *row, const struct customer *c)
{
	for (size_t i = 0; i < l->n; i++)
		l->cells[i] = cell(l, row, c, (size_t)(l->picked[i] - columns));
	out_row(l->out, l->cells);
}

static void take(struct listing *l, struct arena *row, const struct customer *c)
{
	l->found++;
	if (l->ask->count)
		return;
	if (!l->nsort) {
		give(l, row, c);
		return;
	}
	struct kept *k = vec_push(l->app->a, &l->kept);
	k->c = customer_copy(l->app->a, c);
	k->keys = arena_array(l->app->a, struct out_cell, l->nsort);
	for (size_t i = 0; i < l->nsort; i++)
		k->keys[i] = cell(l, l->app->a, &k->c, l->sort[i].column);
}

static void give_sorted(struct listing *l)
{
	struct arena row = {0};

	if (l->kept.n > 1)
		qsort_r(l->kept.v, l->kept.n, sizeof *l->kept.v, compare, l);
	for (size_t i = 0; i < l->kept.n && (!l->ask->limit || (int64_t)i < l->ask->limit); i++) {
		give(l, &row, &l->kept.v[i].c);
		arena_reset(&row);
	}
	arena_free(&row);
}

static int list(struct app *app, void *arg)
{
	struct listing *l = arg;
	struct arena row = {0};
	bool stop = false;
	int bad = client_filter_read(app, &l->filter);

	if (bad)
		return bad;
	l->directory = directory_open(&l->s, app->a, l->as_of);
	count_past(l);
	struct directory_customers *all = directory_customers(l->directory, app->a, l->filter.csm);
	for (struct customer c; !stop && directory_next(all, &row, &c);) {
		if (client_match(&row, &l->filter, &c))
			take(l, &row, &c);
		stop = l->ask->limit && !l->nsort && l->found >= l->ask->limit;
		arena_reset(&row);
	}
	directory_end(all);
	give_sorted(l);
	arena_free(&row);
	return 0;
}

int clients_list(struct app *app, const struct client_list *ask)
{
	struct listing l = {.app = app, .ask = ask, .s = app->session, .as_of = app_as_of(app)};
	int bad = app_list(app, columns, N_COLUMNS, defaults, &l.out, &l.picked, &l.n);

	if (bad || !l.out)
		return bad;
	if ((bad = read_sort(&l)) != 0)
		return bad;
	if (l.as_of != AT_NONE)
		l.s.now = l.as_of;
	l.cells = arena_array(app->a, struct out_cell, l.n);
	bad = app_tx(app, DESK_READ, list, &l);
	if (bad)
		return bad;
	if (ask->count)
		printf("%" PRId64 "\n", l.found);
	else
		out_close(l.out);
	return ask->exit_status && l.found == 0 ? EXIT_NO : EXIT_DONE;
}
