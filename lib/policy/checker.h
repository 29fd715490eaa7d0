/* checker: what the files behind check.h share. */
#ifndef POLICY_CHECKER_H
#define POLICY_CHECKER_H

#include <stdbool.h>

#include "base/arena.h"
#include "in/node.h"
#include "policy/policy_report.h"
#include "policy/schema.h"
#include "policy/tree.h"

struct checker {
	struct arena *a;
	struct policy_report *report;
	const struct node *root;
	bool whole;                      /* a whole policy, not calendars alone */
	struct policy *p;                /* over root; collects the zones */
};

/* Reports an error at a node (of a map: where it begins). */
void check_say(struct checker *c, const struct node *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The same with a hint; hint NULL: none. */
void check_say_hint(struct checker *c, const struct node *at, const char *hint, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* `did you mean "x"?` or NULL. */
const char *check_near(struct checker *c, const char *const *words, const char *typed);

/* The node at a path of keys ("permissions.roles"); NULL. */
const struct node *check_find(const struct checker *c, const char *path);
/* The node of a key in a map: where to point at the key itself. */
const struct node *check_key(const struct node *map, const char *key);
/* The names a section defines, NULL-terminated: keys of a map, texts or
 * `name`s of a list. */
const char *const *check_names(struct checker *c, const char *section);
bool check_defined(struct checker *c, const char *section, const char *name);
/* Reports a name that section does not define. */
void check_refers(struct checker *c, const struct node *at, const char *section,
                  const char *const *also, const char *name);

/* A value that is not empty against its row (check_value.c). */
void check_value(struct checker *c, const struct schema_row *row, const struct node *node);
/* Does the type take several values? Then nothing is right too. */
bool check_is_plural(enum schema_type type);
/* A key of a map against the `*` row it fell to. */
void check_key_form(struct checker *c, const struct schema_row *row, const struct node *key);

/* A part's tree with the sections of a whole policy: a map of both is the
 * part's entries and the base's others, a list the items of both
 * (check_merge.c). */
const struct node *check_merge(struct arena *a, struct policy *base, const struct node *part);

/* What only the whole shows. */
void check_flows(struct checker *c);     /* states, flows, kinds, matrix (check_flow.c) */
void check_people(struct checker *c);    /* agents, rosters, permissions, categories, fields, plans (check_people.c) */
void check_times(struct checker *c);     /* calendars, SLA, escalation, deadlines (check_time.c) */

/* The loop over a map's items, or a list's (then the key is NULL). */
#define CHECK_EACH(i, node) for (size_t i = 0; (node) && (node)->type != NODE_SCALAR && i < (node)->n; i++)

#endif
