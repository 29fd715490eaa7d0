/* where: a filter as SQL: literal pieces joined, every value a parameter. */
#ifndef STORE_WHERE_H
#define STORE_WHERE_H

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "domain/find.h"

struct where {
	struct arena *a;
	struct str sql;
	struct { struct db_val *v; size_t n, cap; } values;
	bool any;              /* WHERE is written */
	struct db *db;         /* of a list, to ask how many rows an index would give; NULL */
	bool queue, active;    /* in the order of the queue; only active ones */
	bool ranged;           /* a range of the caller's finds them: no other index is to */
};

struct where where_new(struct arena *a, const char *select);
/* Before where_find(): what is found will be a list in this order. SQLite
 * guesses the worth of an index without knowing its values: with db at hand
 * each one is asked for, so that a list streams in the order of an index where
 * it is long, and is sorted where it is short. */
void where_list(struct where *w, struct db *db, const struct find_sort *keys, size_t n);
void where_find(struct where *w, const struct find *f);
void where_order(struct where *w, const struct find_sort *keys, size_t n);

/* Conditions of the caller's own, before where_find(): a literal one; a value
 * in it; a column in [from, to). */
void where_also(struct where *w, const char *condition);
void where_value(struct where *w, struct db_val v);
void where_range(struct where *w, const char *column, int64_t from, int64_t to);

#endif
