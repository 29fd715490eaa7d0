/* customer: organisations and their people, as the folds of their events. */
#include "domain/customer.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* "" in an event takes a value away. */
static void take(const struct event *e, const char *name, const char **value)
{
	const char *next = pairs_get(&e->data, name);

	if (next)
		*value = *next ? next : NULL;
}

static void take_text(const struct event *e, int part, const char **value)
{
	const struct event_text *text = event_text(e, part);

	if (text)
		*value = text->body && *text->body ? text->body : NULL;
}

void customer_apply(struct customer *c, const struct event *e)
{
	c->id = pairs_int(&e->data, "customer", 0);
	c->seq = e->seq;
	take_text(e, PART_KEY, &c->key);
	take_text(e, PART_NAME, &c->name);
	take(e, "lang", &c->lang);
	take(e, "plan", &c->plan);
	take(e, "stage", &c->stage);
	take(e, "csm", &c->csm);
	take(e, "csm_why", &c->csm_why);
	take(e, "zone", &c->zone);
	take(e, "products", &c->products);
	take(e, "review", &c->review);
	take(e, "currency", &c->currency);
	c->volume_minor = pairs_int(&e->data, "volume_minor", c->volume_minor);
	c->internal = pairs_int(&e->data, "internal", c->internal) == 1;
	c->merged = pairs_int(&e->data, "merged", c->merged);
}

void customer_print_rest(struct arena *a, struct str *out, const struct customer *c)
{
	struct pairs p = {0};

	pairs_add(a, &p, "csm_why", c->csm_why);
	pairs_add(a, &p, "zone", c->zone);
	pairs_add(a, &p, "products", c->products);
	pairs_add(a, &p, "review", c->review);
	if (c->currency) {
		pairs_add_int(a, &p, "volume_minor", c->volume_minor);
		pairs_add(a, &p, "currency", c->currency);
	}
	pairs_print(out, &p);
}

bool customer_parse_rest(struct arena *a, struct customer *c, const char *text, size_t n)
{
	struct pairs p;

	if (!pairs_parse(a, text, n, &p))
		return false;
	c->csm_why = pairs_get(&p, "csm_why");
	c->zone = pairs_get(&p, "zone");
	c->products = pairs_get(&p, "products");
	c->review = pairs_get(&p, "review");
	c->volume_minor = pairs_int(&p, "volume_minor", 0);
	c->currency = pairs_get(&p, "currency");
	return true;
}

bool customer_same(const struct customer *x, const struct customer *y)
{
	return x->id == y->id && x->seq == y->seq && str_eq(x->key, y->key) && str_eq(x->name, y->name) &&
	       str_eq(x->lang, y->lang) && str_eq(x->plan, y->plan) && str_eq(x->stage, y->stage) &&
	       str_eq(x->csm, y->csm) && str_eq(x->csm_why, y->csm_why) && str_eq(x->zone, y->zone) &&
	       str_eq(x->products, y->products) && str_eq(x->review, y->review) && str_eq(x->currency, y->currency) &&
	       (!x->currency || x->volume_minor == y->volume_minor) && x->internal == y->internal &&
	       x->merged == y->merged && x->damaged == y->damaged;
}

struct customer customer_copy(struct arena *a, const struct customer *c)
{
	struct customer copy = *c;
	const char **const texts[] = {
		&copy.key, &copy.name, &copy.lang, &copy.plan, &copy.stage, &copy.csm, &copy.csm_why, &copy.zone,
		&copy.products, &copy.review, &copy.currency,
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = arena_strdup(a, *texts[i]);
	return copy;
}

bool customer_has_product(const struct customer *c, const char *product)
{
	size_t n = strlen(product);

	for (const char *p = c->products; p && *p; p += strcspn(p, ","), p += *p == ',')
		if (strcspn(p, ",") == n && memcmp(p, product, n) == 0)
			return true;
	return false;
}

struct policy_client customer_client(const struct customer *c)
{
	return (struct policy_client){.plan = c->plan, .stage = c->stage, .lang = c->lang,
	                              .products = c->products, .internal = c->internal,
	                              .volume_minor = c->volume_minor, .currency = c->currency};
}

/* --- people --- */

static int by_name_and_value(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : strcmp(x->value, y->value);
}

/* Each text of addresses holds them all. */
static void take_addresses(struct arena *a, struct person *p, const struct event *e)
{
	const struct event_text *text = event_text(e, PART_FIELDS);

	if (!text)
		return;
	p->addresses = (struct pairs){0};
	if (!text->body || !pairs_parse(a, text->body, text->n, &p->addresses))
		p->addresses = (struct pairs){0};
	if (p->addresses.n > 1)
		qsort(p->addresses.v, p->addresses.n, sizeof *p->addresses.v, by_name_and_value);
}

void person_apply(struct arena *a, struct person *p, const struct event *e)
{
	p->id = pairs_int(&e->data, "person", 0);
	p->seq = e->seq;
	p->customer = pairs_int(&e->data, "customer", p->customer);
	p->gone = pairs_int(&e->data, "gone", p->gone) == 1;
	take_text(e, PART_KEY, &p->key);
	take_text(e, PART_NAME, &p->name);
	take(e, "lang", &p->lang);
	take(e, "title", &p->title);
	take(e, "prefers", &p->prefers);
	take_addresses(a, p, e);
}

void person_print_rest(struct arena *a, struct str *out, const struct person *p)
{
	struct pairs rest = {0};

	pairs_add(a, &rest, "title", p->title);
	pairs_add(a, &rest, "prefers", p->prefers);
	if (p->gone)
		pairs_add(a, &rest, "gone", "1");
	pairs_print(out, &rest);
}

bool person_parse_rest(struct arena *a, struct person *p, const char *text, size_t n)
{
	struct pairs rest;

	if (!pairs_parse(a, text, n, &rest))
		return false;
	p->title = pairs_get(&rest, "title");
	p->prefers = pairs_get(&rest, "prefers");
	p->gone = pairs_int(&rest, "gone", 0) == 1;
	return true;
}

bool person_same(const struct person *x, const struct person *y)
{
	if (x->id != y->id || x->seq != y->seq || x->customer != y->customer || !str_eq(x->key, y->key) ||
	    !str_eq(x->name, y->name) || !str_eq(x->lang, y->lang) || !str_eq(x->title, y->title) ||
	    !str_eq(x->prefers, y->prefers) || x->gone != y->gone || x->damaged != y->damaged || x->addresses.n != y->addresses.n)
		return false;
	for (size_t i = 0; i < x->addresses.n; i++)
		if (strcmp(x->addresses.v[i].name, y->addresses.v[i].name) != 0 ||
		    strcmp(x->addresses.v[i].value, y->addresses.v[i].value) != 0)
			return false;
	return true;
}
