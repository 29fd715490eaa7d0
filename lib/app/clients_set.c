/* clients_set: what customers and people are told to be: one, or many of a
 * list, in one transaction. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/apply.h"
#include "app/clients.h"
#include "app/keys.h"
#include "app/text.h"
#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "service/clients.h"

struct setting {
	struct app_keys keys;
	struct pairs set;
	bool add, to_open;
	int code;                      /* of the last fault */
	int masked;
	struct { const char **v; size_t n, cap; } changed, notes, whys;
};

/* NAME=VALUE go into the set; keys stay among the operands. */
static int take_settings(struct app *app, size_t first, struct pairs *set)
{
	struct opt_list *list = &app->operands;
	size_t kept = first;

	for (size_t i = first; i < list->n; i++) {
		const char *text = app_clean(app, "FIELD=VALUE", list->v[i].text);
		size_t n = strcspn(text, "=");
		if (!text[n]) {
			list->v[kept++] = list->v[i];
			continue;
		}
		pairs_add(app->a, set, arena_dup(app->a, text, n), text + n + 1);
	}
	list->n = kept;
	return 0;
}

/* --- one --- */

/* "acme/maria", or a customer is said: a person. */
static bool names_person(const char *key, const struct pairs *set)
{
	const char *slash = strrchr(key, '/');

	return pairs_get(set, "customer") || (slash && slash != key && slash[1]);
}

static int put(struct app *app, struct setting *x, struct clients_run *run, struct arena *row, const char *key,
               bool *person, struct client_result *r, struct fault *f)
{
	enum client_how how = x->add ? CLIENT_ADD : CLIENT_SET;
	struct who w = {0};
	int bad = x->add ? 0 : who_find(&app->session, row, key, &w, f);

	if (bad)
		return bad;
	*person = x->add ? names_person(key, &x->set) : w.p.id != 0;
	return *person ? clients_put_person(run, row, key, how, &x->set, r, f)
	               : clients_put(run, row, key, how, &x->set, r, f);
}

static int apply_to_open(struct app *app, struct setting *x, struct arena *row, const char *key,
                         const struct client_result *r, struct fault *f)
{
	int64_t n = 0;
	int bad = x->to_open ? clients_apply(&app->session, row, r->id, &n, f) : 0;

	if (!bad && n)
		*vec_push(app->a, &x->whys) = arena_printf(app->a, _("%s: open tickets that follow: %s"), key,
		                                           arena_printf(app->a, "%" PRId64, n));
	return bad;
}

static int set_one(struct app *app, struct setting *x, struct clients_run *run, struct arena *row,
                   const struct app_key *k)
{
	struct client_result r = {0};
	struct fault f = {0};
	bool person;
	int bad = put(app, x, run, row, k->text, &person, &r, &f);

	if (!bad && !person) bad = apply_to_open(app, x, row, k->text, &r, &f);
	if (bad)
		return app_key_fault(k, &f);
	x->masked += r.masked;
	if (r.changed)
		*vec_push(app->a, &x->changed) = k->text;
	if (r.note)
		*vec_push(app->a, &x->notes) = arena_strdup(app->a, r.note);
	if (r.why)
		*vec_push(app->a, &x->whys) = arena_strdup(app->a, r.why);
	return 0;
}

/* --- all --- */

static int set_all(struct app *app, void *arg)
{
	struct setting *x = arg;
	struct clients_run *run = clients_begin(&app->session, app->a);
	struct arena row = {0};

	x->code = x->keys.wrong;       /* the transaction may run again */
	x->masked = 0;
	x->changed.n = x->notes.n = x->whys.n = 0;
	for (size_t i = 0; i < x->keys.n; i++) {
		int bad = set_one(app, x, run, &row, &x->keys.v[i]);
		if (bad)
			x->code = bad;
		arena_reset(&row);
	}
	arena_free(&row);
	return app_values.keep_going ? 0 : x->code;
}

static int check(struct app *app, const struct setting *x)
{
	struct fault f = {0};
	int bad = session_check(&app->session, RIGHT_CUSTOMER, &f);

	if (!bad && x->keys.from_stdin && x->keys.n > 100)
		bad = session_check(&app->session, RIGHT_BULK, &f);
	return bad ? app_fault(&f) : 0;
}

static void say(const struct app *app, const struct setting *x)
{
	for (size_t i = 0; i < x->notes.n; i++)
		note("%s", x->notes.v[i]);
	for (size_t i = 0; (client_values.explain || app->session.dry_run || io_tty(2)) && i < x->whys.n; i++)
		note("%s", x->whys.v[i]);
	app_say_masked(x->masked);
	for (size_t i = 0; app->session.dry_run && i < x->changed.n; i++)
		printf("%s\n", x->changed.v[i]);
}

int clients_set(struct app *app, bool add, bool to_open)
{
	struct setting x = {.add = add, .to_open = to_open};
	int bad = take_settings(app, 1, &x.set);

	if (!bad && !add && !x.set.n && !to_open)
		bad = app_usage(app, _("what shall be set? FIELD=VALUE is missing"));
	if (!bad) bad = app_keys_read(app, 1, &x.keys);
	if (!bad) bad = check(app, &x);
	if (bad)
		return bad;
	int code = app_tx(app, DESK_WRITE, set_all, &x);
	if (!code)
		code = x.code;
	if (code && !app_values.keep_going) {
		if (x.keys.n > 1)
			note("nothing is changed (--keep-going keeps what is right)");
		return code;
	}
	say(app, &x);
	return code;
}

/* --- merging --- */

struct merging { const char *into; size_t first; struct client_merge *done; };

static int merge_all(struct app *app, void *arg)
{
	struct merging *m = arg;
	struct clients_run *run = clients_begin(&app->session, app->a);

	for (size_t i = m->first; i < app->operands.n; i++) {
		struct fault f = {0};
		if (clients_merge(run, app->a, m->into, app->operands.v[i].text, &m->done[i], &f) != 0)
			return app_fault(&f);
	}
	return 0;
}

int clients_merge_all(struct app *app)
{
	struct merging m = {.first = 2};

	if (app->operands.n < 3)
		return app_usage(app, _("merge needs the customer that stays, then those that go into it"));
	for (size_t i = 1; i < app->operands.n; i++)
		app->operands.v[i].text = app_clean(app, "KEY", app->operands.v[i].text);
	m.into = app->operands.v[1].text;
	m.done = arena_array(app->a, struct client_merge, app->operands.n);
	int bad = app_tx(app, DESK_WRITE, merge_all, &m);
	if (bad)
		return bad;
	for (size_t i = 2; (client_values.explain || app->session.dry_run || io_tty(2)) && i < app->operands.n; i++)
		note(_("%s went into %s: tickets %s, people %s"), app->operands.v[i].text, m.into,
		     arena_printf(app->a, "%" PRId64, m.done[i].tickets), arena_printf(app->a, "%" PRId64, m.done[i].people));
	return 0;
}
