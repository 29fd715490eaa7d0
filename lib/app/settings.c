/* settings: different values for each of many tickets, in one transaction. */
#include "app/settings.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/apply.h"
#include "app/columns.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/sets.h"
#include "store/tickets.h"

enum { SHOWN = 20 };                   /* faults */

/* --- what a ticket shows --- */

void settings_columns(struct app *app, struct columns *c)
{
	struct str spec = str_new(app->a);

	columns_begin(app, NULL, 0, c);
	for (size_t i = 0; change_set_words[i]; i++)
		if (out_column(c->all, c->nall, change_set_words[i]))
			str_printf(&spec, "%s%s", spec.n ? "," : "", change_set_words[i]);
	for (size_t i = 0; i < c->nall; i++)
		if (str_starts(c->all[i].name, "f."))
			str_printf(&spec, ",%s", c->all[i].name);
	columns_pick(c, spec.p);
}

static const char *joined(struct arena *row, const struct out_cell *x)
{
	struct str out = str_new(row);

	for (int64_t i = 0; i < x->n; i++)
		str_printf(&out, "%s%s", i ? ", " : "", x->list[i]);
	return out.p;
}

const char *settings_value(const struct columns *c, struct arena *row, const char *name)
{
	size_t i = 0;

	while (i < c->n && strcmp(c->picked[i]->name, name) != 0)
		i++;
	if (i == c->n)
		return NULL;
	const struct out_cell *x = &c->cells[i];
	switch (x->kind) {
	case OUT_NULL: return "";
	case OUT_LIST: return joined(row, x);
	case OUT_BOOL:
		if (str_starts(name, "f."))
			return x->n ? "true" : "false";
		return x->n ? "yes" : "no";
	case OUT_INT:
		if (x->n == 0 && !str_starts(name, "f."))
			return "";             /* affected by nobody: not said */
		return arena_printf(row, "%" PRId64, x->n);
	default: return x->text;
	}
}

/* --- what differs --- */

/* Lists without blanks around their commas; yes in one word. */
static const char *plain(struct arena *a, const char *name, const char *value)
{
	static const char *const lists[] = {"tags", "watchers", "cc", NULL};
	static const char *const no[] = {"", "0", "no", "false", NULL}, *const yes[] = {"1", "yes", "true", NULL};
	struct str out = str_new(a);
	size_t n;

	if (strcmp(name, "spam") == 0)
		return words_find(no, value) >= 0 ? "no" : words_find(yes, value) >= 0 ? "yes" : value;
	if (words_find(lists, name) < 0)
		return value;
	char **part = str_split(a, value, ',', &n);
	for (size_t i = 0; i < n; i++)
		if (*part[i])
			str_printf(&out, "%s%s", out.n ? "," : "", part[i]);
	return out.p;
}

/* A custom field is a column f.NAME, and goes by either name. */
static const char *column_of(struct app *app, struct arena *a, const char *name)
{
	return policy_field(app->session.policy, name) ? arena_printf(a, "f.%s", name) : name;
}

static const char *name_of(struct app *app, const char *name)
{
	return str_starts(name, "f.") && policy_field(app->session.policy, name + 2) ? name + 2 : name;
}

struct run {
	struct app *app;
	struct settings *x;
	struct columns *columns;
	struct arena row;
};

/* The pairs of a block that differ from what the ticket shows; lines[i] is the
 * line of each. */
static void differences(struct run *r, const struct form_block *b, const struct ticket *t, struct pairs *set,
                        long *lines)
{
	columns_fill(r->columns, &r->row, t);
	for (size_t i = 0; i < b->n; i++) {
		const char *name = name_of(r->app, b->v[i].name);
		const char *shown = settings_value(r->columns, &r->row, column_of(r->app, &r->row, name));
		if (shown && strcmp(plain(&r->row, name, shown), plain(&r->row, name, b->v[i].value)) == 0)
			continue;
		lines[set->n] = b->v[i].line;
		pairs_add(&r->row, set, name, plain(&r->row, name, b->v[i].value));
	}
}

/* --- faults --- */

static void say(struct run *r, long line, const char *text)
{
	struct settings *x = r->x;
	struct fault f = {0};

	if (x->say) {
		x->faults++;
		x->say(x->arg, line, text);
		return;
	}
	fault_at(&f, EX_DATAERR, x->file, line, 0, "%s", text);
	if (++x->faults <= SHOWN)
		app_fault(&f);
}

/* One value alone, with the kind that others depend on (NULL: as it is). What
 * this writes is rolled back. */
static int try_alone(struct run *r, const struct ticket *t, const struct pair *p, const char *kind, struct fault *f)
{
	struct pairs set = {0};
	struct event e;
	bool has;

	if (kind && strcmp(p->name, "kind") != 0)
		pairs_add(&r->row, &set, "kind", kind);
	pairs_add(&r->row, &set, p->name, p->value);
	return sets_plan(&r->app->session, &r->row, t, &set, &e, &has, f);
}

/* Says which of several values are wrong; false where none is by itself. */
static bool blame(struct run *r, const struct ticket *t, const struct pairs *set, const long *lines)
{
	const char *kind = pairs_get(set, "kind");
	bool found = false;

	if (kind && try_alone(r, t, &(struct pair){"kind", kind}, NULL, NULL) != 0)
		kind = NULL;
	for (size_t i = 0; i < set->n; i++) {
		struct fault f = {0};
		if (try_alone(r, t, &set->v[i], kind, &f) == 0)
			continue;
		say(r, lines[i], f.text);
		found = true;
	}
	return found;
}

/* --- one block --- */

static int find_ticket(struct run *r, const struct form_block *b, int64_t *id, struct fault *f)
{
	struct ref ref;
	int bad = ref_parse(b->ref, session_prefix(&r->app->session), &ref, f);

	if (!bad) bad = session_ticket(&r->app->session, &ref, id, f);
	if (bad)
		return EX_DATAERR;
	unsigned char *byte = &r->x->seen[*id / 8], bit = (unsigned char)(1 << *id % 8);
	if (*byte & bit)
		bad = fault_set(f, EX_DATAERR, "%" PRId64 ": it is there twice", *id);
	*byte |= bit;
	return bad;
}

static void done(struct run *r, int64_t id, const struct change_result *result)
{
	struct settings *x = r->x;

	x->masked += result->masked;
	if (result->changed)
		*vec_push(r->app->a, &x->changed) = id;
	if (result->note)
		*vec_push(r->app->a, &x->remarks) = arena_strdup(r->app->a, result->note);
}

static int apply_block(struct run *r, const struct form_block *b)
{
	struct change c = change_none();
	struct change_result result;
	long *lines = arena_array(&r->row, long, b->n);
	struct fault f = {0};
	struct ticket t;
	int64_t id;

	int bad = find_ticket(r, b, &id, &f);
	if (!bad && !tickets_load(r->app->session.desk, &r->row, id, &t))
		bad = session_missing(&r->app->session, id, &f);
	if (bad) {
		say(r, b->line, f.text);
		return bad;
	}
	differences(r, b, &t, &c.set, lines);
	if (c.set.n == 0)
		return 0;
	c.text = r->x->message;
	c.if_unchanged = b->seq;
	bad = change_ticket(&r->app->session, &r->row, id, &c, &result, &f);
	if (!bad)
		done(r, id, &result);
	else if (bad == EX_TEMPFAIL || app_values.keep_going || !blame(r, &t, &c.set, lines))
		say(r, c.set.n == 1 && bad != EX_TEMPFAIL ? lines[0] : b->line, f.text);
	r->x->conflict |= bad == EX_TEMPFAIL;
	return bad;
}

/* --- all of them --- */

static void begin(struct run *r)
{
	struct settings *x = r->x;

	x->code = 0;                   /* the transaction may run again */
	x->faults = 0;
	x->conflict = false;
	x->masked = 0;
	x->changed.n = x->remarks.n = 0;
	x->seen = arena_alloc(r->app->a, (size_t)desk_head(r->app->session.desk)->ticket / 8 + 1);
}

static int apply_all(struct app *app, void *arg)
{
	struct run *r = arg;
	struct settings *x = r->x;

	begin(r);
	for (size_t i = 0; i < x->form->n; i++) {
		int bad = apply_block(r, &x->form->v[i]);
		if (bad && (x->code == 0 || x->code == EX_TEMPFAIL))
			x->code = bad == EXIT_NO ? EX_DATAERR : bad;
		arena_reset(&r->row);
	}
	(void)app;
	if (x->wrong && !x->code)
		x->code = EX_DATAERR;
	return app_values.keep_going ? 0 : x->code;
}

int settings_apply(struct app *app, struct settings *x)
{
	struct run r = {.app = app, .x = x, .columns = arena_new(app->a, struct columns)};
	struct fault f = {0};

	settings_columns(app, r.columns);
	int code = app_try(app, DESK_WRITE, apply_all, &r, &f);
	arena_free(&r.row);
	if (!x->code)
		x->code = code;
	x->failed = f.code != 0;
	if (x->failed) {
		if (!x->say)
			die_fault(&f);
		x->say(x->arg, 0, f.text);
		return f.code;
	}
	if (!x->say && x->faults > SHOWN)
		warn("%" PRId64 " errors, the first %d are shown", x->faults, SHOWN);
	if (x->code && !app_values.keep_going) {
		if (!x->say && x->form->n > 1)
			note("nothing is changed (--keep-going keeps what is right)");
		return x->code;
	}
	for (size_t i = 0; i < x->remarks.n; i++)
		note("%s", x->remarks.v[i]);
	app_say_masked(x->masked);
	for (size_t i = 0; app->session.dry_run && i < x->changed.n; i++)
		printf("%" PRId64 "\n", x->changed.v[i]);
	return x->code;
}
