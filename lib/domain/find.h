/* find: which tickets are meant: the filter of every list.
 *
 * One struct serves the query of the live desk and, through find_match(), the
 * tickets folded for --as-of: both must agree. */
#ifndef DOMAIN_FIND_H
#define DOMAIN_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/ticket.h"

/* Dimensions whose values are words; FIND_NUMBERS and up hold numbers. */
enum find_by {
	FIND_STATE, FIND_KIND, FIND_TEAM, FIND_AGENT, FIND_CATEGORY, FIND_COMPLEXITY,
	FIND_CHANNEL, FIND_LANG, FIND_PLAN, FIND_TAG, FIND_WATCHER,
	FIND_NUMBERS, FIND_PRIORITY = FIND_NUMBERS, FIND_LEVEL, FIND_CUSTOMER,
	FIND_COUNT,
};

struct find_value {
	const char *text;      /* words; NULL: no value ("none") */
	int64_t number;        /* numbers */
	bool not;
};

struct find_field { const char *name, *value; bool not; };   /* value NULL: any */

/* It has a link to other. */
struct find_link { int relation; int64_t other; bool not; };    /* relation -1: any */

struct find_range { int64_t from, to; bool not; };           /* [from, to) */

enum find_spam { FIND_SPAM_TOO, FIND_SPAM_OUT, FIND_SPAM_ONLY };

struct find {
	struct { struct find_value *v; size_t n, cap; } by[FIND_COUNT];
	struct { struct find_field *v; size_t n, cap; } fields;
	struct { struct find_value *v; size_t n, cap; } asked;   /* "@agent" or team */
	struct { struct find_link *v; size_t n, cap; } linked;
	struct { struct find_range *v; size_t n, cap; } opened, changed;
	int64_t in_state_s;    /* at least so long in its state; -1: any */
	int64_t idle_s;        /* nothing happened for so long; -1: any */
	bool active;           /* leave out resolved and closed ones, and spam */
	enum find_spam spam;
	int64_t now;           /* what in_state_s and idle_s count to */
};

/* Values of one dimension are alternatives, dimensions are joined by "and";
 * a ticket with a negated value is out. */
bool find_match(const struct find *f, const struct ticket *t);

/* Does anything but "active" and "spam" restrict the list? */
bool find_any(const struct find *f);

/* To how many customers it is restricted where these are few: they stand in
 * by[FIND_CUSTOMER]. 0: to none, or to many. */
size_t find_few_customers(const struct find *f);

/* How to order: keys by name of column. */
struct find_sort { const char *column; bool down; };

/* Beside these the live list can be ordered by its next due instant, which is
 * the clocks' (store/where.h). */
#define FIND_SORT_DUE "due"
/* Columns that can order a list, and their values. */
extern const char *const find_sort_words[];
/* <0, 0, >0; ends with the reference, so never 0 for two tickets. */
int find_compare(const struct find_sort *keys, size_t n, const struct ticket *a,
                 const struct ticket *b);

#endif
