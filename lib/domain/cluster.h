/* cluster: texts that speak of the same, by the rare words they share.
 *
 * Words are folded; long ones are the same where their first letters are, which
 * does for endings in any language. The word that sets most texts apart makes the
 * first group of all that have it; the rest is grouped on, until no word is shared
 * by enough. Time grows as n log n. */
#ifndef DOMAIN_CLUSTER_H
#define DOMAIN_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct cluster;
struct cluster *cluster_new(struct arena *a);
/* A text; light (may be NULL) says which words carry no meaning. Texts are numbered
 * from 0 as they come. */
void cluster_add(struct cluster *c, const char *text, bool (*light)(void *arg, const char *word, size_t n), void *arg);

struct cluster_group {
	const char *name;              /* its words, the strongest first: "refund, late, card" */
	uint32_t *texts; size_t n;     /* in the order they came */
};
/* Groups of at least `least` texts, the largest first; of equals by name. */
struct cluster_group *cluster_groups(struct cluster *c, size_t least, size_t *n);

#endif
