/* where: a filter as SQL: literal pieces joined, every value a parameter. */
#include "store/where.h"

#include "base/vec.h"
#include "base/words.h"

struct where where_new(struct arena *a, const char *select)
{
	struct where w = {.a = a, .sql = str_new(a)};

	str_add(&w.sql, select);
	return w;
}

static void also(struct where *w)
{
	str_add(&w->sql, w->any ? " AND " : " WHERE ");
	w->any = true;
}

static void value(struct where *w, struct db_val v)
{
	*vec_push(w->a, &w->values) = v;
	str_printf(&w->sql, "$%zu", w->values.n);
}

static const char *const by_column[FIND_COUNT] = {
	[FIND_STATE] = "state", [FIND_KIND] = "kind", [FIND_TEAM] = "team", [FIND_AGENT] = "agent",
	[FIND_CATEGORY] = "category", [FIND_COMPLEXITY] = "complexity", [FIND_CHANNEL] = "channel",
	[FIND_LANG] = "lang", [FIND_PLAN] = "plan", [FIND_PRIORITY] = "priority",
	[FIND_LEVEL] = "level", [FIND_CUSTOMER] = "customer",
};

/* One value of a dimension as a condition that is never NULL. */
static void condition(struct where *w, enum find_by by, const struct find_value *v)
{
	const char *column = by_column[by];

	if (by == FIND_TAG) {
		str_add(&w->sql, v->text ? "EXISTS (SELECT 1 FROM tag WHERE tag.ticket = ticket.id AND tag.name = "
		                         : "NOT EXISTS (SELECT 1 FROM tag WHERE tag.ticket = ticket.id");
		if (v->text)
			value(w, db_text(v->text));
		str_addc(&w->sql, ')');
	} else if (by >= FIND_NUMBERS) {
		str_printf(&w->sql, "%s = ", column);
		value(w, db_int(v->number));
	} else if (!v->text) {
		str_printf(&w->sql, "%s IS NULL", column);
	} else if (by == FIND_CATEGORY) {
		/* Below "a" is all from "a." to before "a/". */
		str_add(&w->sql, "(category IS NOT NULL AND (category = ");
		value(w, db_text(v->text));
		str_add(&w->sql, " OR (category >= ");
		value(w, db_text(arena_printf(w->a, "%s.", v->text)));
		str_add(&w->sql, " AND category < ");
		value(w, db_text(arena_printf(w->a, "%s/", v->text)));
		str_add(&w->sql, ")))");
	} else {
		str_printf(&w->sql, "(%s IS NOT NULL AND %s = ", column, column);
		value(w, db_text(v->text));
		str_addc(&w->sql, ')');
	}
}

/* One plain value: a form that every index can serve. */
static bool simple(struct where *w, enum find_by by, const struct find_value *v)
{
	if (v->not || by == FIND_TAG || by == FIND_CATEGORY || (by < FIND_NUMBERS && !v->text))
		return false;
	also(w);
	str_printf(&w->sql, "%s = ", by_column[by]);
	value(w, by >= FIND_NUMBERS ? db_int(v->number) : db_text(v->text));
	return true;
}

static void dimension(struct where *w, const struct find *f, enum find_by by)
{
	const struct find_value *v = f->by[by].v;
	size_t n = f->by[by].n, wanted = 0;

	if (n == 1 && simple(w, by, v))
		return;
	for (size_t i = 0; i < n; i++) {
		wanted += !v[i].not;
		if (!v[i].not)
			continue;
		also(w);
		str_add(&w->sql, "NOT ");
		condition(w, by, &v[i]);
	}
	if (!wanted)
		return;
	also(w);
	str_addc(&w->sql, '(');
	for (size_t i = 0, first = 1; i < n; i++) {
		if (v[i].not)
			continue;
		str_add(&w->sql, first ? "" : " OR ");
		condition(w, by, &v[i]);
		first = 0;
	}
	str_addc(&w->sql, ')');
}

static void field(struct where *w, const struct find_field *fd)
{
	str_add(&w->sql, "EXISTS (SELECT 1 FROM field WHERE field.ticket = ticket.id AND field.name = ");
	value(w, db_text(fd->name));
	if (fd->value) {
		str_add(&w->sql, " AND field.value = ");
		value(w, db_text(fd->value));
	}
	str_addc(&w->sql, ')');
}

/* Fields of one name are alternatives, names are joined by AND. */
static void fields(struct where *w, const struct find *f)
{
	for (size_t i = 0; i < f->fields.n; i++) {
		const struct find_field *fd = &f->fields.v[i];
		also(w);
		if (fd->not) {
			str_add(&w->sql, "NOT ");
			field(w, fd);
			continue;
		}
		str_addc(&w->sql, '(');
		field(w, fd);
		for (size_t j = 0; j < f->fields.n; j++) {
			if (j == i || f->fields.v[j].not || strcmp(f->fields.v[j].name, fd->name) != 0)
				continue;
			str_add(&w->sql, " OR ");
			field(w, &f->fields.v[j]);
		}
		str_addc(&w->sql, ')');
	}
}

static void ask(struct where *w, const struct find_value *v)
{
	str_add(&w->sql, "EXISTS (SELECT 1 FROM ask WHERE ask.ticket = ticket.id AND ask.whom = ");
	value(w, db_text(v->text));
	str_addc(&w->sql, ')');
}

static void asked(struct where *w, const struct find *f)
{
	bool open = false;

	for (size_t i = 0; i < f->asked.n; i++) {
		if (!f->asked.v[i].not)
			continue;
		also(w);
		str_add(&w->sql, "NOT ");
		ask(w, &f->asked.v[i]);
	}
	for (size_t i = 0; i < f->asked.n; i++) {
		if (f->asked.v[i].not)
			continue;
		if (!open)
			also(w);
		str_add(&w->sql, open ? " OR " : "(");
		ask(w, &f->asked.v[i]);
		open = true;
	}
	if (open)
		str_addc(&w->sql, ')');
}

static void range(struct where *w, const char *column, const struct find_range *r)
{
	str_printf(&w->sql, "(%s >= ", column);
	value(w, db_int(r->from));
	str_printf(&w->sql, " AND %s < ", column);
	value(w, db_int(r->to));
	str_addc(&w->sql, ')');
}

static void ranges(struct where *w, const char *column, const struct find_range *v, size_t n)
{
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		if (!v[i].not)
			continue;
		also(w);
		str_add(&w->sql, "NOT ");
		range(w, column, &v[i]);
	}
	for (size_t i = 0; i < n; i++) {
		if (v[i].not)
			continue;
		if (!open)
			also(w);
		str_add(&w->sql, open ? " OR " : "(");
		range(w, column, &v[i]);
		open = true;
	}
	if (open)
		str_addc(&w->sql, ')');
}

void where_find(struct where *w, const struct find *f)
{
	if (f->active) {
		also(w);
		str_add(&w->sql, "active = 1");
	}
	for (int by = 0; by < FIND_COUNT; by++)
		dimension(w, f, (enum find_by)by);
	fields(w, f);
	asked(w, f);
	ranges(w, "opened", f->opened.v, f->opened.n);
	ranges(w, "changed", f->changed.v, f->changed.n);
	if (f->in_state_s >= 0) {
		also(w);
		str_add(&w->sql, "state_since <= ");
		value(w, db_int(f->now - f->in_state_s));
	}
	if (f->idle_s >= 0) {
		also(w);
		str_add(&w->sql, "changed <= ");
		value(w, db_int(f->now - f->idle_s));
	}
}

/* Columns that may be NULL come last, as find_compare() has it. */
void where_order(struct where *w, const struct find_sort *keys, size_t n)
{
	static const char *const nullable[] = {"team", "agent", "category", "channel", "lang", "subject", NULL};

	str_add(&w->sql, " ORDER BY ");
	for (size_t i = 0; i < n; i++) {
		const char *column = strcmp(keys[i].column, "ref") == 0 ? "id" : keys[i].column;
		str_printf(&w->sql, "%s%s%s, ", column, keys[i].down ? " DESC" : "",
		           words_find(nullable, column) < 0 ? "" :
		           keys[i].down ? " NULLS FIRST" : " NULLS LAST");
	}
	str_add(&w->sql, "id");
}
