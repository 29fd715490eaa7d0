/* past_client: lines about organisations and their people. */
#include <inttypes.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "service/address.h"
#include "service/clients_inner.h"
#include "service/facts.h"
#include "service/past_run.h"
#include "store/customers.h"
#include "store/events.h"
#include "text/mask.h"

/* --- one fact beside the old one --- */

static int client_name(struct past_line *l, const char *field, const char *what, const char *old, struct fault *f)
{
	const char *value = past_get(l, field), *next;
	int bad = past_name(l, what, value, &next, f);

	if (!bad && value)
		client_differ(l->row, &l->e, field, old, next);
	return bad;
}

static void plain(struct past_line *l, const char *field, const char *old)
{
	const char *value = past_get(l, field);

	if (value)
		client_differ(l->row, &l->e, field, old, *value ? past_clean(l->row, value) : NULL);
}

static int lang(struct past_line *l, const char *old, struct fault *f)
{
	const char *value = past_get(l, "lang"), *clean = NULL;
	int bad = value && *value ? fact_lang(l->row, value, &clean, f) : 0;

	if (!bad && value)
		client_differ(l->row, &l->e, "lang", old, clean);
	return bad;
}

static void flag(struct past_line *l, const char *field, bool old)
{
	const char *value = past_get(l, field);

	if (value && pairs_int(&l->p->fields, field, 0) != old)
		pairs_add(l->row, &l->e.data, field, old ? "0" : "1");
}

/* A name is a text, so that it can be erased. */
static const char *name_text(struct past_line *l, const char *old)
{
	const char *value = past_get(l, "name");
	int found = 0;

	if (!value)
		return NULL;
	value = fact_subject(l->row, value, &found);
	if (found)
		pairs_add_int(l->row, &l->e.data, "masked", found);
	return str_eq(value, old) ? NULL : value;
}

/* --- organisations --- */

static int products(struct past_line *l, const char *old, struct fault *f)
{
	const char *value = past_get(l, "products"), *name;
	struct str list = str_new(l->row);
	size_t n;
	char **part;

	if (!value)
		return 0;
	part = str_split(l->row, value, ',', &n);
	for (size_t i = 0; i < n; i++) {
		int bad = past_name(l, "product", part[i], &name, f);
		if (bad)
			return bad;
		if (name)
			str_printf(&list, "%s%s", list.n ? "," : "", name);
	}
	client_differ(l->row, &l->e, "products", old, list.n ? list.p : NULL);
	return 0;
}

static int volume(struct past_line *l, const struct customer *c, struct fault *f)
{
	const char *minor = past_get(l, "volume_minor"), *currency = past_get(l, "currency");

	if (!minor && !currency)
		return 0;
	if ((minor && *minor) != (currency && *currency))
		return fault_set(f, EX_DATAERR, "volume_minor and currency go together");
	if (currency && *currency && policy_currency_decimals(currency) < 0)
		return fault_set(f, EX_DATAERR, "currency: \"%s\" is none", currency);
	if (str_eq(c->currency, currency) && c->volume_minor == pairs_int(&l->p->fields, "volume_minor", 0))
		return 0;
	pairs_add(l->row, &l->e.data, "volume_minor", minor && *minor ? minor : "0");
	pairs_add(l->row, &l->e.data, "currency", currency ? currency : "");
	return 0;
}

static int merged_into(struct past_line *l, struct fault *f)
{
	const char *key = past_get(l, "merged_into");
	struct customer other;

	if (!key || !*key)
		return 0;
	key = mask_text(l->row, key, strlen(key), NULL, NULL);
	if (!customers_by_key(l->s->desk, l->row, key, &other))
		return fault_set(f, EX_DATAERR, "merged_into: there is no organisation %s", key);
	pairs_add_int(l->row, &l->e.data, "merged", other.id);
	return 0;
}

/* By what it is called there, by its key, or by the one it had. */
static void find_firm(struct past_line *l, const char *key, struct customer *c)
{
	const char *was = past_get(l, "was");
	int64_t id = key ? 0 : past_numbered(l, 'o', l->p->key);

	if (id)
		customers_load(l->s->desk, l->row, id, c);
	else if (key && !customers_by_key(l->s->desk, l->row, key, c) && was)
		customers_by_key(l->s->desk, l->row, mask_text(l->row, was, strlen(was), NULL, NULL), c);
}

static int plan_firm(struct past_line *l, const struct customer *c, struct fault *f)
{
	int bad = lang(l, c->lang, f);

	if (!bad) bad = client_name(l, "plan", "plan", c->plan, f);
	if (!bad) bad = client_name(l, "stage", "stage", c->stage, f);
	if (!bad) bad = client_name(l, "csm", "agent", c->csm, f);
	if (!bad) bad = products(l, c->products, f);
	if (!bad) bad = volume(l, c, f);
	if (!bad) bad = merged_into(l, f);
	if (bad)
		return bad;
	plain(l, "csm_why", c->csm_why);
	plain(l, "zone", c->zone);
	plain(l, "review", c->review);
	flag(l, "internal", c->internal);
	return past_facts(l, f);
}

/* Key and name, and what is done where no fact says it: a bare customer is
 * nothing but a key. */
static void add_head(struct past_line *l, bool new, const char *key, const char *old_key, const char *old_name)
{
	const char *name = name_text(l, old_name);

	if (key && !str_eq(key, old_key))
		event_add_text(l->row, &l->e, PART_KEY, key);
	event_add_text(l->row, &l->e, PART_NAME, name);
	if (!pairs_get(&l->e.data, "do") && (l->e.data.n || name || !new))
		pairs_add(l->row, &l->e.data, "do", new ? "new" : past_get(l, "merged_into") ? "merge" : "set");
}

static int key_of(struct past_line *l, const char **key, struct fault *f)
{
	*key = NULL;
	return past_ext_ref(l->p->key) ? 0 : client_key(l->row, l->p->key, key, f);
}

static int write_firm(struct past_line *l, struct fault *f)
{
	struct customer c = {0};
	const char *key;
	int bad = key_of(l, &key, f);

	if (bad)
		return bad;
	l->e.kind = EVENT_CUSTOMER;
	find_firm(l, key, &c);
	if ((bad = plan_firm(l, &c, f)) != 0)
		return bad;
	add_head(l, c.id == 0, key, c.key, c.name);
	record_client(l->s, l->row, &l->e, &c);
	return 0;
}

/* --- people --- */

/* Every text of addresses holds them all. */
static int addresses(struct past_line *l, struct fault *f)
{
	struct pairs all = {0};
	bool said = false;

	for (size_t i = 0; i < l->p->fields.n; i++) {
		const struct pair *x = &l->p->fields.v[i];
		const char *channel, *clean;
		if (!str_starts(x->name, "addresses."))
			continue;
		said = true;
		int bad = past_name(l, "channel", x->name + strlen("addresses."), &channel, f);
		if (!bad && *x->value) bad = address_clean(l->row, channel, x->value, &clean, f);
		if (bad)
			return bad;
		if (*x->value)
			pairs_add(l->row, &all, channel, clean);
	}
	if (said) {
		struct str text = str_new(l->row);
		pairs_print(&text, &all);
		event_add_text(l->row, &l->e, PART_FIELDS, text.p);
	}
	return 0;
}

/* Whose he is: a bare customer is made where there is none of this key. */
static int find_customer(struct past_line *l, const struct person *p, struct fault *f)
{
	const char *key = past_get(l, "customer");

	if ((!key || !*key) && !p->id)
		return fault_set(f, EX_DATAERR, "customer: whose person is it?");
	int64_t id = key && *key ? past_customer(l, key) : p->customer;
	pairs_add_int(l->row, &l->e.data, "customer", id);
	return 0;
}

static void find_person(struct past_line *l, const char *key, struct person *p)
{
	const char *was = past_get(l, "was");
	int64_t id = key ? 0 : past_numbered(l, 'p', l->p->key);

	if (id)
		people_load(l->s->desk, l->row, id, p);
	else if (key && !people_by_key(l->s->desk, l->row, key, p) && was)
		people_by_key(l->s->desk, l->row, mask_text(l->row, was, strlen(was), NULL, NULL), p);
}

static int write_person(struct past_line *l, struct fault *f)
{
	struct person p = {0};
	const char *key;
	int bad = key_of(l, &key, f);

	if (bad)
		return bad;
	l->e.kind = EVENT_PERSON;
	find_person(l, key, &p);
	if (!bad) bad = lang(l, p.lang, f);
	if (!bad) bad = client_name(l, "prefers", "channel", p.prefers, f);
	if (bad)
		return bad;
	plain(l, "title", p.title);
	flag(l, "gone", p.gone);
	if ((bad = past_facts(l, f)) != 0)
		return bad;
	add_head(l, p.id == 0, key, p.key, p.name);
	if ((bad = addresses(l, f)) != 0 || (bad = find_customer(l, &p, f)) != 0)
		return bad;
	record_person(l->s, l->row, &l->e, &p);
	return 0;
}

/* --- both --- */

/* A record of this desk, exported from it. */
static bool ours(const struct past_line *l)
{
	struct event e;
	int64_t seq;

	return strcmp(l->p->source, l->run->own) == 0 && l->p->id &&
	       num_parse(l->p->id, 1, INT64_MAX, &seq) && events_load(l->s->desk, l->row, seq, EVENTS_BARE, &e) &&
	       (e.kind == EVENT_CUSTOMER || e.kind == EVENT_PERSON);
}

int past_write_client(struct past_line *l, struct fault *f)
{
	bool firm = l->p->kind == PAST_ORGANISATION;

	if (l->p->at > l->s->now)
		return fault_set(f, EX_DATAERR, "it lies in the future");
	if (strlen(l->p->source) < sizeof l->run->clients)
		strcpy(l->run->clients, l->p->source);
	l->ident = past_ext_prefix(l->row, firm ? 'o' : 'p', l->p->source, l->p->key);
	if (past_known(l) || ours(l)) {
		l->run->counts->known++;
		return 0;
	}
	l->e.ext = l->ext;
	int bad = past_actor(l, f);
	if (!bad)
		bad = firm ? write_firm(l, f) : write_person(l, f);
	if (bad)
		return bad;
	l->run->counts->masked += record_masked(&l->e);
	l->run->counts->events++;
	return 0;
}
