/* tree: a policy from the inside, for the files of this folder only.
 *
 * A policy is a set of sections (the top-level keys), each a node tree that
 * exists already (a checked policy) or is decoded when first asked for (a
 * packed one). A cursor walks one map together with its schema rows, so that
 * a value which is not written is the table's default.
 *
 * The bytes of a packed policy may be anything: a value of the wrong form
 * reads as its default or as nothing, never worse. */
#ifndef POLICY_TREE_H
#define POLICY_TREE_H

#include "base/arena.h"
#include "in/node.h"
#include "policy/policy.h"
#include "policy/schema.h"
#include "when/zone.h"

struct policy_section {
	const char *name;
	const struct node *node;         /* NULL: not decoded yet */
	const unsigned char *p;          /* packed form */
	size_t n;
};

struct policy_zone_table {
	const char *name;
	const struct zone *zone;         /* NULL: not read yet */
	const unsigned char *p;
	size_t n;
};

/* One array of a typed section, built once. */
struct typed { bool ready; void *v; size_t n; };

enum typed_list {
	TYPED_STATES, TYPED_FLOWS, TYPED_KINDS, TYPED_PRIORITIES, TYPED_CATEGORIES, TYPED_LEVELS,
	TYPED_TEAMS, TYPED_AGENTS, TYPED_ROSTERS, TYPED_PLANS, TYPED_CHANNELS, TYPED_FIELDS,
	TYPED_MARKS, TYPED_REPLIES, TYPED_SLAS, TYPED_ESCALATIONS, TYPED_DEADLINES, TYPED_GOALS,
	TYPED_CLIENT_STAGES, TYPED_PRODUCTS, TYPED_SEGMENTS, TYPED_CSM,
	TYPED_COUNT
};

struct policy {
	struct arena *a;
	struct policy_section *sections; size_t nsections;
	struct policy_zone_table *zones; size_t nzones;
	const char *language;            /* the default, set when first needed */
	struct typed lists[TYPED_COUNT];
	struct policy_head *head;
	struct policy_matrix *matrix;
	struct policy_handover *handover;
	struct policy_reports *reports;
	struct policy_knowledge *knowledge;
	struct policy_rights *rights;
	struct policy_cals { const char **names; struct cal **cals; size_t n; bool ready; } cals;
};

/* A policy over a whole tree, whose memory is a's. */
struct policy *tree_policy(struct arena *a, const struct node *root);
/* A section by its key; NULL where the policy has none. */
const struct node *tree_section(struct policy *p, const char *name);

struct tree {
	struct policy *p;
	const struct schema_row *row;    /* of node */
	const struct tree_rows *below;   /* the rows below it when many of its kind are read, or NULL */
	const struct node *node;         /* may be NULL: all defaults */
	const char *key;                 /* its name in the map above, or NULL */
};

/* The section at a fixed path of the table ("priority", "permissions.roles"). */
struct tree tree_at(struct policy *p, const char *path);
/* What lies below a key; node NULL where nothing is written. */
struct tree tree_get(const struct tree *t, const char *key);
/* Items of a map or list, 0 <= i < tree_count(). */
size_t tree_count(const struct tree *t);
struct tree tree_item(const struct tree *t, size_t i);

/* The value of a key: as written, else the schema's default, else NULL or 0. */
const char *tree_text(const struct tree *t, const char *key);
int64_t tree_int(const struct tree *t, const char *key);
bool tree_bool(const struct tree *t, const char *key);
/* Index in words; -1 where nothing, or nothing right, is said. */
int tree_word(const struct tree *t, const char *key, const char *const *words);
bool tree_span(const struct tree *t, const char *key, struct span *s);
struct names tree_names(const struct tree *t, const char *key);
struct labels tree_labels(const struct tree *t, const char *key);
/* The node itself as names or labels. */
struct names tree_own_names(const struct tree *t);
struct labels tree_own_labels(const struct tree *t);

/* A section's array, one element of size bytes per item, filled by read. The
 * element's first member is its name. */
void *tree_list(struct policy *p, enum typed_list which, const char *path, size_t size,
                void (*read)(const struct tree *t, void *out), size_t *n);
/* The element called name; NULL. */
const void *tree_find(const void *v, size_t n, size_t size, const char *name);

#endif
