/* customer: organisations and their people, as the folds of their events.
 *
 * A customer is whoever the desk works for: a firm, a single person, or a
 * department of the own house. Its people have addresses by channel. */
#ifndef DOMAIN_CUSTOMER_H
#define DOMAIN_CUSTOMER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/event.h"
#include "domain/pairs.h"
#include "policy/policy.h"

struct customer {
	int64_t id, seq;               /* seq: its last event */
	const char *key;               /* NULL once erased */
	const char *name, *lang, *plan;    /* NULL: not said */
	const char *stage;             /* of its life: a name of the policy; NULL */
	const char *csm;               /* agent who looks after it; NULL */
	const char *csm_why;           /* how he was chosen, in codes; NULL */
	const char *zone;              /* IANA name; NULL */
	const char *products;          /* "a,b", sorted; NULL */
	const char *review;            /* date of the next review, "2026-12-01"; NULL */
	int64_t volume_minor;          /* payments a month, in minor units of currency */
	const char *currency;          /* NULL: volume not said */
	bool internal;                 /* of the own house */
	int64_t merged;                /* the customer it went into, 0: none */
	bool damaged;                  /* its row cannot be right; never set by the fold */
};

/* Applies a customer event; e's texts must be loaded. Strings are kept by
 * reference. */
void customer_apply(struct customer *c, const struct event *e);
/* What no query asks for, as one line of pairs. */
void customer_print_rest(struct arena *a, struct str *out, const struct customer *c);
bool customer_parse_rest(struct arena *a, struct customer *c, const char *text, size_t n);
bool customer_same(const struct customer *x, const struct customer *y);
/* With texts of its own, in a. */
struct customer customer_copy(struct arena *a, const struct customer *c);
bool customer_has_product(const struct customer *c, const char *product);

/* What the policy's rules look at. */
struct policy_client customer_client(const struct customer *c);

struct person {
	int64_t id, seq;
	int64_t customer;
	const char *key, *name, *lang; /* NULL: not said, or erased */
	const char *title;             /* what he is there; NULL */
	const char *prefers;           /* channel he wants to hear on; NULL */
	bool gone;                     /* no longer there */
	struct pairs addresses;        /* channel, address; sorted */
	bool damaged;                  /* its row cannot be right; never set by the fold */
};

void person_apply(struct arena *a, struct person *p, const struct event *e);
void person_print_rest(struct arena *a, struct str *out, const struct person *p);
bool person_parse_rest(struct arena *a, struct person *p, const char *text, size_t n);
bool person_same(const struct person *x, const struct person *y);

#endif
