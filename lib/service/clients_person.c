/* clients_person: what is said of the people of customers. */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/address.h"
#include "service/clients_inner.h"
#include "service/facts.h"
#include "service/lists.h"
#include "service/record.h"
#include "service/who.h"
#include "text/mask.h"

const char *const client_person_words[] = {
	"key", "name", "customer", "lang", "title", "prefers", "gone", NULL,
};

struct plan {
	const struct session *s;
	struct arena *a;
	const struct person *p;        /* as he is */
	struct event e;
	const char *key, *name;        /* said; NULL: not */
	struct pairs addresses;        /* as they will be */
	bool readdressed;
	int64_t customer;
	int masked;
};

/* --- facts --- */

static int set_key(struct plan *x, const char *value, struct fault *f)
{
	struct person other;
	const char *key;
	int bad = client_key(x->a, value, &key, f);

	if (bad || str_eq(key, x->p->key))
		return bad;
	if (people_by_key(x->s->desk, x->a, key, &other))
		return fault_set(f, EX_DATAERR, "the key %s is taken", key);
	x->key = key;
	return 0;
}

static int find_customer(struct plan *x, const char *key, struct fault *f)
{
	struct customer c;
	const char *kept = mask_text(x->a, key, strlen(key), NULL, NULL);

	if (!customers_find(x->s->desk, x->a, kept, &c))
		return fault_set(f, EX_DATAERR, "no customer has the key %s (tk-customer add makes one)", key);
	x->customer = c.id;
	return 0;
}

static int set_lang(struct plan *x, const char *value, struct fault *f)
{
	const char *clean = NULL;
	int bad = *value ? fact_lang(x->a, value, &clean, f) : 0;

	if (!bad)
		client_differ(x->a, &x->e, "lang", x->p->lang, clean);
	return bad;
}

static int set_title(struct plan *x, const char *value)
{
	const char *title = fact_subject(x->a, value, &x->masked);

	client_differ(x->a, &x->e, "title", x->p->title, *title ? title : NULL);
	return 0;
}

static int set_prefers(struct plan *x, const char *value, struct fault *f)
{
	const char *clean = NULL;
	int bad = *value ? fact_channel(x->s, value, &clean, f) : 0;

	if (!bad)
		client_differ(x->a, &x->e, "prefers", x->p->prefers, clean);
	return bad;
}

static int set_gone(struct plan *x, const char *value, struct fault *f)
{
	bool gone;
	int bad = client_flag("gone", value, &gone, f);

	if (!bad && gone != x->p->gone)
		pairs_add(x->a, &x->e.data, "gone", gone ? "1" : "0");
	return bad;
}

static int set_name(struct plan *x, const char *value)
{
	const char *name = fact_subject(x->a, value, &x->masked);

	if (!str_eq(name, x->p->name))
		x->name = name;
	return 0;
}

/* --- addresses --- */

struct on_channel { struct arena *a; const char *channel; };

static int check_address(void *arg, const char *item, const char **clean, struct fault *f)
{
	const struct on_channel *x = arg;

	return address_clean(x->a, x->channel, item, clean, f);
}

static const char *addresses_on(struct arena *a, const struct pairs *all, const char *channel)
{
	struct str list = str_new(a);

	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].name, channel) == 0)
			str_printf(&list, "%s%s", list.n ? "," : "", all->v[i].value);
	return list.p;
}

static int set_addresses(struct plan *x, const char *channel, const char *value, struct fault *f)
{
	struct on_channel on = {x->a, channel};
	const char *old = addresses_on(x->a, &x->addresses, channel), *list;
	bool plus = strcmp(channel, "mail") != 0;
	struct pairs kept = {0};
	size_t n;
	int bad = list_edit(x->a, old, value, plus, check_address, &on, &list, f);

	if (bad || strcmp(old, list) == 0)
		return bad;
	for (size_t i = 0; i < x->addresses.n; i++)
		if (strcmp(x->addresses.v[i].name, channel) != 0)
			pairs_add(x->a, &kept, x->addresses.v[i].name, x->addresses.v[i].value);
	char **part = str_split(x->a, list, ',', &n);
	for (size_t i = 0; i < n; i++)
		if (*part[i])
			pairs_add(x->a, &kept, arena_strdup(x->a, channel), part[i]);
	x->addresses = kept;
	x->readdressed = true;
	return 0;
}

static int one(void *arg, const char *name, const char *value, struct fault *f)
{
	struct plan *x = arg;

	switch (words_find(client_person_words, name)) {
	case 0: return set_key(x, value, f);
	case 1: return set_name(x, value);
	case 2: return find_customer(x, value, f);
	case 3: return set_lang(x, value, f);
	case 4: return set_title(x, value);
	case 5: return set_prefers(x, value, f);
	case 6: return set_gone(x, value, f);
	}
	if (policy_channel(x->s->policy, name))
		return set_addresses(x, name, value, f);
	return clients_known(x->s, x->a, true, name, f);
}

/* --- who it is --- */

/* Without a key: whoever has one of the addresses said. */
static bool find_by_address(struct plan *x, const struct pairs *set, struct person *p)
{
	size_t n;

	for (size_t i = 0; i < set->n; i++) {
		const char *channel = set->v[i].name, *clean;
		if (!policy_channel(x->s->policy, channel))
			continue;
		char **part = str_split(x->a, set->v[i].value, ',', &n);
		for (size_t k = 0; k < n; k++)
			if (*part[k] && address_clean(x->a, channel, part[k], &clean, NULL) == 0 &&
			    people_at(x->s->desk, x->a, channel, clean, x->customer, p) > 0)
				return true;
	}
	return false;
}

/* "acme/maria": the customer before the last slash. */
static int customer_of_key(struct plan *x, const char *key, struct fault *f)
{
	const char *slash = key ? strrchr(key, '/') : NULL;

	if (x->customer)
		return 0;
	if (!slash || slash == key)
		return fault_set(f, EX_DATAERR, "whose is it? customer=KEY, or a key such as CUSTOMER/NAME");
	return find_customer(x, arena_dup(x->a, key, (size_t)(slash - key)), f);
}

static int find(struct plan *x, const char *key, enum client_how how, const struct pairs *set,
                struct person *p, struct fault *f)
{
	const char *customer = pairs_get(set, "customer");
	int bad = customer ? find_customer(x, customer, f) : 0;

	if (bad)
		return bad;
	bool found = key ? people_by_key(x->s->desk, x->a, key, p) : find_by_address(x, set, p);
	if (!found && key && how == CLIENT_SET) {      /* an address will do */
		bad = who_person(x->s, x->a, key, 0, p, f);
		found = !bad;
	}
	if (bad)
		return bad;
	if (found && how == CLIENT_ADD)
		return fault_set(f, EX_DATAERR, "%s is a person already", key ? key : "it");
	if (!found)
		*p = (struct person){0};
	return found ? 0 : customer_of_key(x, key, f);
}

/* --- all together --- */

static void write(struct plan *x, struct person *p, struct client_result *r)
{
	struct str text = str_new(x->a);

	r->made = p->id == 0;
	if (x->customer && x->customer != p->customer) {
		pairs_add_int(x->a, &x->e.data, "customer", x->customer);
		if (p->customer)
			pairs_add_int(x->a, &x->e.data, "old.customer", p->customer);
	}
	event_add_text(x->a, &x->e, PART_KEY, x->key);
	event_add_text(x->a, &x->e, PART_NAME, x->name);
	pairs_print(&text, &x->addresses);
	if (x->readdressed)
		event_add_text(x->a, &x->e, PART_FIELDS, text.p);
	r->changed = x->e.data.n > 0 || x->e.ntexts > 0;
	if (!r->changed)
		return;
	if (p->customer && p->customer == (x->customer ? x->customer : p->customer))
		pairs_add_int(x->a, &x->e.data, "customer", p->customer);
	pairs_add(x->a, &x->e.data, "do", r->made ? "new" : "set");
	if (x->masked)
		pairs_add_int(x->a, &x->e.data, "masked", x->masked);
	record_person(x->s, x->a, &x->e, p);
	r->masked += record_masked(&x->e);
}

int clients_put_person(struct clients_run *run, struct arena *a, const char *key, enum client_how how,
                       const struct pairs *set, struct client_result *r, struct fault *f)
{
	struct plan x = {.s = run->s, .a = a};
	struct person p = {0};
	const char *clean = NULL;
	struct fault why = {0};

	*r = (struct client_result){0};
	int bad = session_check(run->s, RIGHT_CUSTOMER, f);
	if (bad)
		return bad;
	if (key) bad = client_key(a, key, &clean, &why);
	if (!bad) bad = find(&x, clean, how, set, &p, &why);
	if (!bad) {
		x.p = &p;
		x.addresses = p.addresses;
		x.e = record_event(run->s, EVENT_PERSON, 0);
		if (!p.id)
			x.key = clean;
		bad = client_each(set, one, &x, &why);
	}
	if (bad)
		return clean && !strstr(why.text, clean) ? fault_set(f, bad, "%s: %s", clean, why.text)
		                                          : fault_set(f, bad, "%s", why.text);
	struct person next = p;
	write(&x, &next, r);
	r->id = next.id;
	return 0;
}

int clients_bare_person(const struct session *s, struct arena *a, int64_t customer, const char *channel,
                        const char *address, struct person *p, struct fault *f)
{
	struct event e = record_event(s, EVENT_PERSON, 0);
	struct pairs addresses = {0};
	struct str text = str_new(a);
	const char *clean;
	int bad = address_clean(a, channel, address, &clean, f);

	if (bad)
		return bad;
	pairs_add(a, &addresses, channel, clean);
	pairs_print(&text, &addresses);
	pairs_add_int(a, &e.data, "customer", customer);
	pairs_add(a, &e.data, "do", "new");
	event_add_text(a, &e, PART_FIELDS, text.p);
	*p = (struct person){0};
	record_person(s, a, &e, p);
	return 0;
}
