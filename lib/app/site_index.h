/* site_index: the words of all pages of a language. */
#ifndef APP_SITE_INDEX_H
#define APP_SITE_INDEX_H

#include "app/site_inner.h"

enum { SITE_WEIGHT_MAX = 63 };

struct site_word { const char *word, *stem; size_t number; };      /* number: of the stem */
struct site_place { const char *stem; size_t doc; int weight; bool head; };   /* head: in title or questions */
struct site_stem { const char *stem; size_t from, n; };            /* its places */

struct site_index {
	struct arena *a;
	size_t docs;
	VEC(struct site_word) words;       /* by word */
	VEC(struct site_place) places;     /* by stem, then doc */
	VEC(struct site_stem) stems;       /* by stem */
};

/* The number of a stem that is there. */
size_t site_stem_find(const struct site_index *x, const char *stem);
/* How much a stem tells that n pages have. */
double site_rarity(const struct site_index *x, size_t n);

#endif
