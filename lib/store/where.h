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
};

struct where where_new(struct arena *a, const char *select);
void where_find(struct where *w, const struct find *f);
void where_order(struct where *w, const struct find_sort *keys, size_t n);

#endif
