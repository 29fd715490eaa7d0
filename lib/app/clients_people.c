/* clients_people: the people of customers as rows. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/clients.h"
#include "app/list.h"
#include "base/str.h"
#include "base/vec.h"
#include "when/clock.h"

enum column { C_KEY, C_NAME, C_CUSTOMER, C_CUSTOMER_NAME, C_LANG, C_TITLE, C_PREFERS, C_GONE, C_ID, C_SEQ, N_FIXED };

static const struct out_column fixed[N_FIXED] = {
	[C_KEY] = {"key", N_("Key"), OUT_REF, N_("what people and other systems call the person"), 0},
	[C_NAME] = {"name", N_("Name"), OUT_TEXT, N_("name"), OUT_FLEX},
	[C_CUSTOMER] = {"customer", N_("Customer"), OUT_TEXT, N_("key of the customer"), OUT_FLEX},
	[C_CUSTOMER_NAME] = {"customer_name", N_("Customer's name"), OUT_TEXT, N_("name of the customer"), OUT_FLEX},
	[C_LANG] = {"lang", N_("Lang"), OUT_TEXT, N_("language"), 0},
	[C_TITLE] = {"title", N_("Title"), OUT_TEXT, N_("what the person is there"), OUT_FLEX},
	[C_PREFERS] = {"prefers", N_("Prefers"), OUT_TEXT, N_("channel on which the person wants to hear from us"), 0},
	[C_GONE] = {"gone", N_("Gone"), OUT_BOOL, N_("no longer there?"), 0},
	[C_ID] = {"id", N_("Number"), OUT_INT, N_("number in the record, in order of appearance"), 0},
	[C_SEQ] = {"seq", N_("Event"), OUT_INT, N_("number of its last event"), 0},
};

struct listing {
	struct app *app;
	const struct client_list *ask;
	size_t first;                  /* operands from here on are keys */
	struct client_filter filter;
	struct directory *directory;
	const struct out_column *all;  /* fixed, then one a channel */
	size_t nall;
	struct out *out;
	const struct out_column **picked;
	size_t n;
	struct out_cell *cells;
	int64_t found;
};

/* Each channel of the policy is a column. */
static void make_columns(struct listing *l)
{
	size_t n;
	const struct policy_channel *channels = policy_channels(l->app->session.policy, &n);
	struct out_column *all = arena_array(l->app->a, struct out_column, N_FIXED + n);

	memcpy(all, fixed, sizeof fixed);
	for (size_t i = 0; i < n; i++) {
		const char *label = label_in(l->app->session.policy, &channels[i].label, msg_lang(), channels[i].name);
		all[N_FIXED + i] = (struct out_column){channels[i].name, label, OUT_LIST,
			arena_printf(l->app->a, _("addresses: %s"), label), OUT_FLEX};
	}
	l->all = all;
	l->nall = N_FIXED + n;
}

static const char *defaults(const struct listing *l)
{
	static const char *const usual[] = {"mail", "phone"};
	struct str s = str_new(l->app->a);

	str_add(&s, "key,name,customer,title");
	for (size_t i = 0; i < 2; i++)
		if (policy_channel(l->app->session.policy, usual[i]))
			str_printf(&s, ",%s", usual[i]);
	return s.p;
}

static struct out_cell addresses(struct arena *row, const struct person *p, const char *channel)
{
	const char **v = arena_array(row, const char *, p->addresses.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < p->addresses.n; i++)
		if (strcmp(p->addresses.v[i].name, channel) == 0)
			v[n++] = p->addresses.v[i].value;
	return out_list(v, n);
}

static struct out_cell cell(const struct listing *l, struct arena *row, const struct customer *c,
                            const struct person *p, size_t column)
{
	switch (column) {
	case C_KEY: return out_ref(p->key);
	case C_NAME: return out_text(p->name);
	case C_CUSTOMER: return out_text(c->key);
	case C_CUSTOMER_NAME: return out_text(c->name);
	case C_LANG: return out_text(p->lang);
	case C_TITLE: return out_text(p->title);
	case C_PREFERS: return out_text(p->prefers);
	case C_GONE: return out_bool(p->gone);
	case C_ID: return out_int(p->id);
	case C_SEQ: return out_int(p->seq);
	default: return addresses(row, p, l->all[column].name);
	}
}

static bool wanted(const struct listing *l, struct arena *row, const struct customer *c, const struct person *p)
{
	struct str text = str_new(row);

	if (p->gone && !l->filter.all)
		return false;
	if (!l->filter.words.n)
		return true;
	const char *const parts[] = {p->key, p->name, c->key, c->name, p->title};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		str_printf(&text, "%s ", parts[i] ? parts[i] : "");
	for (size_t i = 0; i < p->addresses.n; i++)
		str_printf(&text, "%s ", p->addresses.v[i].value);
	return client_says(row, &l->filter, text.p);
}

static bool full(const struct listing *l)
{
	return l->ask->limit && l->found >= l->ask->limit;
}

static void give(struct listing *l, struct arena *row, const struct customer *c, const struct person *p)
{
	l->found++;
	if (l->ask->count)
		return;
	for (size_t i = 0; i < l->n; i++)
		l->cells[i] = cell(l, row, c, p, (size_t)(l->picked[i] - l->all));
	out_row(l->out, l->cells);
}

static void people_of_one(struct listing *l, const struct customer *c)
{
	struct arena row = {0};
	struct directory_people *people = directory_people(l->directory, &row, c->id);

	for (struct person p; !full(l) && directory_next_person(people, &row, &p);)
		if (wanted(l, &row, c, &p))
			give(l, &row, c, &p);
	directory_end_people(people);
	arena_free(&row);
}

static int of_operands(struct listing *l)
{
	for (size_t i = l->first; i < l->app->operands.n; i++) {
		struct fault f = {0};
		struct who w;
		if (directory_find(l->directory, l->app->a, l->app->operands.v[i].text, &w, &f) != 0)
			return app_fault(&f);
		people_of_one(l, &w.c);
	}
	return 0;
}

/* --text looks at the people themselves, not at their customers alone. */
static void of_filter(struct listing *l)
{
	struct directory_customers *all = directory_customers(l->directory, l->app->a, l->filter.csm);
	struct client_filter by_facts = l->filter;
	struct arena row = {0};

	by_facts.words.n = 0;
	for (struct customer c; !full(l) && directory_next(all, &row, &c);) {
		if (client_match(&row, &by_facts, &c))
			people_of_one(l, &c);
		arena_reset(&row);
	}
	directory_end(all);
	arena_free(&row);
}

static int list(struct app *app, void *arg)
{
	struct listing *l = arg;
	int bad = client_filter_read(app, &l->filter);

	if (bad)
		return bad;
	l->directory = directory_open(&app->session, app->a, app_as_of(app));
	if (app->operands.n > l->first)
		return of_operands(l);
	of_filter(l);
	return 0;
}

int clients_list_people(struct app *app, const struct client_list *ask, size_t first)
{
	struct listing l = {.app = app, .ask = ask, .first = first};

	if (ask->sort)
		return app_usage(app, "people come by customer: --sort goes with ls");
	make_columns(&l);
	int bad = app_list(app, l.all, l.nall, defaults(&l), &l.out, &l.picked, &l.n);
	if (bad || !l.out)
		return bad;
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
