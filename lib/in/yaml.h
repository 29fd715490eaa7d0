/* yaml: YAML bytes to a node tree, strictly (interface.md 5).
 *
 * libyaml's event interface; anchors, aliases, tags, merge keys, complex or
 * duplicate keys, a second document, depth over 32 and files over 1 MiB are
 * errors. The only file that names libyaml. */
#ifndef IN_YAML_H
#define IN_YAML_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "in/node.h"

enum { YAML_MAX_BYTES = 1 << 20, YAML_MAX_DEPTH = 32 };
/* Of yaml_parse_foreign(). */
enum { YAML_FOREIGN_BYTES = 16 << 20, YAML_FOREIGN_DEPTH = 64 };

/* Where the errors of one input go; more than one may come. text is one line
 * without place. */
struct yaml_report {
	void (*say)(void *arg, int line, int col, const char *text);
	void *arg;
};

/* The tree of n bytes, or NULL after at least one report. An empty document
 * is an empty map. */
struct node *yaml_parse(struct arena *a, const char *p, size_t n,
                        const struct yaml_report *report);

/* The same for what other programs write: anchors, aliases and merge keys are
 * followed, so one node may stand in several places; tags mean nothing. */
struct node *yaml_parse_foreign(struct arena *a, const char *p, size_t n,
                                const struct yaml_report *report);

#endif
