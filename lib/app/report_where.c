/* report_where: --where: the filters of lists, by name. */
#include "app/report_where.h"

#include <string.h>

#include "app/filter.h"
#include "base/str.h"
#include "base/words.h"
#include "store/tickets.h"

static const struct opt *row_called(const char *name)
{
	for (const struct opt *o = app_options_filter; o->type != OPT_END; o++)
		if (o->name && (o->type == OPT_LIST || o->type == OPT_TEXT) && str_eq(o->name, name))
			return o;
	return NULL;
}

static const char *const *filter_names(struct arena *a)
{
	struct { const char **v; size_t n, cap; } names = {0};

	for (const struct opt *o = app_options_filter; o->type != OPT_END; o++)
		if (o->name && (o->type == OPT_LIST || o->type == OPT_TEXT))
			*vec_push(a, &names) = o->name;
	*vec_push(a, &names) = NULL;
	return names.v;
}

static int set_value(struct app *app, const struct opt *o, const char *value, bool not)
{
	size_t n = 1;
	char **part = o->flags & OPT_COMMA ? str_split(app->a, value, ',', &n) : (char *[]){(char *)value};

	if (o->type == OPT_TEXT && not)
		return app_usage(app, "--where %s: knows no !=", o->name);
	if (o->type == OPT_TEXT) {
		*(const char **)o->target = value;
		return 0;
	}
	for (size_t i = 0; i < n; i++) {
		struct opt_list *list = o->target;
		*vec_push(app->a, list) = (struct opt_value){part[i], not};
	}
	return 0;
}

static int read_one(struct report *r, const char *text)
{
	size_t n = strcspn(text, "!=");
	bool not = text[n] == '!';
	const char *name = arena_dup(r->a, text, n), *value = text + n + not;
	const struct opt *o = row_called(name);

	if (!o)
		return app_usage(r->app, "--where: no filter \"%s\"%s", name, words_hint(r->a, filter_names(r->a), name));
	if (*value != '=' || !value[1])
		return app_usage(r->app, "--where %s: write %s=VALUE or %s!=VALUE", text, name, name);
	return set_value(r->app, o, value + 1, not);
}

/* --- words looked for: a bit a ticket --- */

static bool mark(void *arg, struct arena *row, const struct ticket *t)
{
	struct report *r = arg;

	(void)row;
	if (t->id >= r->only_n) {
		int64_t n = (t->id + 1) * 2;
		r->only = arena_grow(r->a, r->only, (size_t)(r->only_n + 7) / 8, (size_t)(n + 7) / 8);
		r->only_n = n;
	}
	r->only[t->id / 8] |= (unsigned char)(1U << t->id % 8);
	return true;
}

int report_where(struct report *r, const struct opt_list *given)
{
	struct str all = str_new(r->a);
	int bad = 0;

	for (size_t i = 0; i < given->n && !bad; i++) {
		bad = read_one(r, given->v[i].text);
		str_printf(&all, "%s%s", i ? ", " : "", given->v[i].text);
	}
	if (!bad) bad = filter_lookup(r->app, &r->q);
	if (bad)
		return bad;
	r->where = given->n ? all.p : NULL;
	r->q.find.active = false;
	r->q.find.spam = FIND_SPAM_TOO;    /* cases are no spam whatever is asked for */
	r->q.more = TICKETS_ALL;
	if (r->q.text) {
		r->only = arena_alloc(r->a, 1);
		r->only_n = 1;
		lookup_each(r->s, r->a, &r->q, mark, r);
	}
	return 0;
}
