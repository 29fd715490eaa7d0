/* where: a filter as SQL: literal pieces joined, every value a parameter. */
#include "store/where.h"

#include <string.h>

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

void where_also(struct where *w, const char *condition)
{
	also(w);
	str_add(&w->sql, condition);
}

void where_value(struct where *w, struct db_val v)
{
	value(w, v);
}

void where_range(struct where *w, const char *column, int64_t from, int64_t to)
{
	also(w);
	str_printf(&w->sql, "%s >= ", column);
	value(w, db_int(from));
	str_printf(&w->sql, " AND %s < ", column);
	value(w, db_int(to));
}

static const char *const by_column[FIND_COUNT] = {
	[FIND_STATE] = "state", [FIND_KIND] = "kind", [FIND_TEAM] = "team", [FIND_AGENT] = "agent",
	[FIND_CATEGORY] = "category", [FIND_COMPLEXITY] = "complexity", [FIND_CHANNEL] = "channel",
	[FIND_LANG] = "lang", [FIND_PLAN] = "plan", [FIND_PRIORITY] = "priority",
	[FIND_LEVEL] = "level", [FIND_CUSTOMER] = "customer",
};

/* --- which index --- */

/* Rows that are cheap to fetch and sort, whatever their order. */
enum { FEW = 128 };

#define SOME(from) "SELECT count(*) FROM (SELECT 1 FROM " from " LIMIT 128) AS few"

static int64_t up_to_few(struct where *w, const char *sql, const struct db_val *v, size_t n)
{
	struct db_stmt *s = db_start(w->db, sql, v, n);
	int64_t count = db_step(s) == DB_ROW ? db_i64(s, 0) : 0;

	db_end(s);
	return count;
}

/* How many tickets have the value, at most FEW; FEW where no index tells. */
static int64_t how_many(struct where *w, enum find_by by, const struct find_value *v)
{
	const char *below = by == FIND_CATEGORY && v->text ? arena_printf(w->a, "%s/", v->text) : NULL;
	struct db_val x[] = {by >= FIND_NUMBERS ? db_int(v->number) : db_text(v->text), db_text(below)};

	if (by < FIND_NUMBERS && !v->text)
		return FEW;
	switch (by) {
	case FIND_STATE: return up_to_few(w, SOME("ticket WHERE state = $1"), x, 1);
	case FIND_CUSTOMER: return up_to_few(w, SOME("ticket WHERE customer = $1"), x, 1);
	case FIND_TAG: return up_to_few(w, SOME("tag WHERE name = $1"), x, 1);
	case FIND_WATCHER: return up_to_few(w, SOME("watch WHERE name = $1"), x, 1);
	case FIND_CATEGORY: return up_to_few(w, SOME("ticket WHERE category >= $1 AND category < $2"), x, 2);
	default: return FEW;
	}
}

/* Should the engine find the tickets of a dimension by its index? A list that
 * another index gives in its order streams from there, unless this one gives
 * only a few rows to sort. What is not ordered is the engine's to choose. */
static bool by_index(struct where *w, const struct find *f, enum find_by by)
{
	int64_t sum = 0;

	if (w->ranged)
		return false;
	if (!w->db)
		return true;
	if (w->queue && f->by[by].n == 1 && (by == FIND_STATE || by == FIND_CUSTOMER))
		return true;               /* these two are in the queue's order themselves */
	for (size_t i = 0; i < f->by[by].n && sum < FEW; i++)
		if (!f->by[by].v[i].not)
			sum += how_many(w, by, &f->by[by].v[i]);
	return sum < FEW;
}

static bool field_by_index(struct where *w, const struct find_field *fd)
{
	struct db_val x[] = {db_text(fd->name), db_text(fd->value)};

	if (w->ranged)
		return false;
	if (!w->db)
		return true;
	return (fd->value ? up_to_few(w, SOME("field WHERE name = $1 AND value = $2"), x, 2)
	                  : up_to_few(w, SOME("field WHERE name = $1"), x, 1)) < FEW;
}

/* --- dimensions --- */

static void category(struct where *w, const char *text, bool index)
{
	const char *column = index ? "category" : "coalesce(category, '')";

	/* Below "a" is all from "a." to before "a/". */
	str_printf(&w->sql, "(category IS NOT NULL AND (%s = ", column);
	value(w, db_text(text));
	str_printf(&w->sql, " OR (%s >= ", column);
	value(w, db_text(arena_printf(w->a, "%s.", text)));
	str_printf(&w->sql, " AND %s < ", column);
	value(w, db_text(arena_printf(w->a, "%s/", text)));
	str_add(&w->sql, ")))");
}

static void watcher(struct where *w, const char *text, bool index)
{
	str_add(&w->sql, !text ? "NOT EXISTS (SELECT 1 FROM watch WHERE watch.ticket = ticket.id"
	               : index ? "id IN (SELECT ticket FROM watch WHERE name = "
	                       : "EXISTS (SELECT 1 FROM watch WHERE watch.ticket = ticket.id AND watch.name = ");
	if (text)
		value(w, db_text(text));
	str_addc(&w->sql, ')');
}

static void tag(struct where *w, const char *text, bool index)
{
	str_add(&w->sql, !text ? "NOT EXISTS (SELECT 1 FROM tag WHERE tag.ticket = ticket.id"
	               : index ? "id IN (SELECT ticket FROM tag WHERE name = "
	                       : "EXISTS (SELECT 1 FROM tag WHERE tag.ticket = ticket.id AND tag.name = ");
	if (text)
		value(w, db_text(text));
	str_addc(&w->sql, ')');
}

/* One value of a dimension as a condition that is never NULL; without index
 * in a form that no index serves. */
static void condition(struct where *w, enum find_by by, const struct find_value *v, bool index)
{
	const char *column = by_column[by];

	if (by == FIND_TAG) {
		tag(w, v->text, index);
	} else if (by == FIND_WATCHER) {
		watcher(w, v->text, index);
	} else if (by >= FIND_NUMBERS) {
		str_printf(&w->sql, index ? "%s = " : "%s + 0 = ", column);
		value(w, db_int(v->number));
	} else if (!v->text) {
		str_printf(&w->sql, "%s IS NULL", column);
	} else if (by == FIND_CATEGORY) {
		category(w, v->text, index);
	} else if (index) {
		str_printf(&w->sql, "(%s IS NOT NULL AND %s = ", column, column);
		value(w, db_text(v->text));
		str_addc(&w->sql, ')');
	} else {
		str_printf(&w->sql, "coalesce(%s, '') = ", column);
		value(w, db_text(v->text));
	}
}

/* One plain value: a form that every index can serve. */
static bool simple(struct where *w, enum find_by by, const struct find_value *v)
{
	if (v->not || by == FIND_TAG || by == FIND_WATCHER || by == FIND_CATEGORY || (by < FIND_NUMBERS && !v->text))
		return false;
	also(w);
	str_printf(&w->sql, "%s = ", by_column[by]);
	value(w, by >= FIND_NUMBERS ? db_int(v->number) : db_text(v->text));
	return true;
}

/* Those that several indexes compete for; the others have one or none. */
static bool contested(enum find_by by)
{
	return by == FIND_STATE || by == FIND_CUSTOMER || by == FIND_CATEGORY || by == FIND_TAG ||
	       by == FIND_WATCHER;
}

static void dimension(struct where *w, const struct find *f, enum find_by by)
{
	const struct find_value *v = f->by[by].v;
	size_t n = f->by[by].n, wanted = 0;
	bool index = n && (!contested(by) || by_index(w, f, by));

	if (n == 1 && index && simple(w, by, v))
		return;
	for (size_t i = 0; i < n; i++) {
		wanted += !v[i].not;
		if (!v[i].not)
			continue;
		also(w);
		str_add(&w->sql, "NOT ");
		condition(w, by, &v[i], false);
	}
	if (!wanted)
		return;
	also(w);
	str_addc(&w->sql, '(');
	for (size_t i = 0, first = 1; i < n; i++) {
		if (v[i].not)
			continue;
		str_add(&w->sql, first ? "" : " OR ");
		condition(w, by, &v[i], index);
		first = 0;
	}
	str_addc(&w->sql, ')');
}

static void field(struct where *w, const struct find_field *fd, bool index)
{
	str_add(&w->sql, index ? "id IN (SELECT ticket FROM field WHERE name = "
	                       : "EXISTS (SELECT 1 FROM field WHERE field.ticket = ticket.id AND field.name = ");
	value(w, db_text(fd->name));
	if (fd->value) {
		str_add(&w->sql, index ? " AND value = " : " AND field.value = ");
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
			field(w, fd, false);
			continue;
		}
		str_addc(&w->sql, '(');
		field(w, fd, field_by_index(w, fd));
		for (size_t j = 0; j < f->fields.n; j++) {
			if (j == i || f->fields.v[j].not || strcmp(f->fields.v[j].name, fd->name) != 0)
				continue;
			str_add(&w->sql, " OR ");
			field(w, &f->fields.v[j], field_by_index(w, &f->fields.v[j]));
		}
		str_addc(&w->sql, ')');
	}
}

/* Open questions are few at any time. */
static void ask(struct where *w, const struct find_value *v)
{
	str_add(&w->sql, "id IN (SELECT ticket FROM ask WHERE whom = ");
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

/* A ticket's links stand together, under the other one's number: whoever has a
 * relation to it is in its list with the relation's opposite. */
static const char *back(const struct find_link *l)
{
	return relation_words[relation_back((enum relation)l->relation)];
}

static bool link_by_index(struct where *w, const struct find_link *l)
{
	struct db_val x[] = {db_int(l->other), db_text(l->relation < 0 ? NULL : back(l))};

	if (!w->db)
		return true;
	return (l->relation < 0 ? up_to_few(w, SOME("link WHERE ticket = $1"), x, 1)
	                        : up_to_few(w, SOME("link WHERE ticket = $1 AND relation = $2"), x, 2)) < FEW;
}

static void link_to(struct where *w, const struct find_link *l, bool index)
{
	str_add(&w->sql, index ? "id IN (SELECT other FROM link WHERE ticket = "
	                       : "EXISTS (SELECT 1 FROM link WHERE link.other = ticket.id AND link.ticket = ");
	value(w, db_int(l->other));
	if (l->relation >= 0) {
		str_add(&w->sql, " AND relation = ");
		value(w, db_text(back(l)));
	}
	str_addc(&w->sql, ')');
}

static void linked(struct where *w, const struct find *f)
{
	bool open = false;

	for (size_t i = 0; i < f->linked.n; i++) {
		if (!f->linked.v[i].not)
			continue;
		also(w);
		str_add(&w->sql, "NOT ");
		link_to(w, &f->linked.v[i], false);
	}
	for (size_t i = 0; i < f->linked.n; i++) {
		if (f->linked.v[i].not)
			continue;
		if (!open)
			also(w);
		str_add(&w->sql, open ? " OR " : "(");
		link_to(w, &f->linked.v[i], link_by_index(w, &f->linked.v[i]));
		open = true;
	}
	if (open)
		str_addc(&w->sql, ')');
}

static bool range_by_index(struct where *w, bool opened, const struct find_range *r)
{
	struct db_val x[] = {db_int(r->from), db_int(r->to)};

	if (!w->db)
		return true;
	return up_to_few(w, opened ? SOME("ticket WHERE opened >= $1 AND opened < $2")
	                           : SOME("ticket WHERE changed >= $1 AND changed < $2"), x, 2) < FEW;
}

static void range(struct where *w, const char *column, const struct find_range *r, bool index)
{
	str_printf(&w->sql, index ? "(%s >= " : "(%s + 0 >= ", column);
	value(w, db_int(r->from));
	str_printf(&w->sql, index ? " AND %s < " : " AND %s + 0 < ", column);
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
		range(w, column, &v[i], false);
	}
	for (size_t i = 0; i < n; i++) {
		if (v[i].not)
			continue;
		if (!open)
			also(w);
		str_add(&w->sql, open ? " OR " : "(");
		range(w, column, &v[i], !w->ranged && (!w->queue || range_by_index(w, strcmp(column, "opened") == 0, &v[i])));
		open = true;
	}
	if (open)
		str_addc(&w->sql, ')');
}

void where_list(struct where *w, struct db *db, const struct find_sort *keys, size_t n)
{
	w->db = db;
	w->queue = n > 0 && !keys[0].down && strcmp(keys[0].column, "priority") == 0;
}

void where_find(struct where *w, const struct find *f)
{
	w->active = f->active;
	if (f->active) {
		also(w);
		str_add(&w->sql, "active = 1");
	}
	if (f->spam == FIND_SPAM_ONLY || (f->spam == FIND_SPAM_OUT && !f->active)) {
		also(w);
		str_add(&w->sql, f->spam == FIND_SPAM_ONLY ? "spam = 1" : "spam = 0");
	}
	for (int by = 0; by < FIND_COUNT; by++)
		dimension(w, f, (enum find_by)by);
	fields(w, f);
	asked(w, f);
	linked(w, f);
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

/* The oldest tickets are the done ones: the index of these columns would lead
 * a list of active ones past all of them. */
static bool from_the_past(const struct where *w, const struct find_sort *key)
{
	return w->active && !key->down &&
	       (strcmp(key->column, "opened") == 0 || strcmp(key->column, "changed") == 0);
}

/* Columns that may be NULL come last, as find_compare() has it. */
void where_order(struct where *w, const struct find_sort *keys, size_t n)
{
	static const char *const nullable[] = {"team", "agent", "category", "channel", "lang", "subject", "due", NULL};

	str_add(&w->sql, " ORDER BY ");
	for (size_t i = 0; i < n; i++) {
		const char *column = strcmp(keys[i].column, "ref") == 0 ? "id" : keys[i].column;
		const char *value = strcmp(column, FIND_SORT_DUE) != 0 ? column
			: "(SELECT min(due) FROM clock WHERE clock.ticket = ticket.id AND clock.ended IS NULL)";
		str_printf(&w->sql, "%s%s%s%s, ", value, i == 0 && from_the_past(w, &keys[i]) ? " + 0" : "",
		           keys[i].down ? " DESC" : "",
		           words_find(nullable, column) < 0 ? "" :
		           keys[i].down ? " NULLS FIRST" : " NULLS LAST");
	}
	str_add(&w->sql, "id");
}
