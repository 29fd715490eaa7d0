/* tell_clients: sentences for what is said of customers and their people. */
#include "service/tell_clients.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/num.h"
#include "base/words.h"
#include "domain/client.h"
#include "service/tell.h"
#include "store/customers.h"

struct telling {
	const struct session *s;
	struct arena *a;
	const struct event *e;
	bool brief;
	struct str list;               /* what changed */
};

static const char *get(const struct telling *t, const char *name)
{
	const char *value = pairs_get(&t->e->data, name);

	return str_empty(value) ? NULL : value;
}

/* A customer as people type him. */
static const char *key_of(const struct telling *t, const char *name)
{
	int64_t id = pairs_int(&t->e->data, name, 0);
	struct customer c;

	return customers_load(t->s->desk, t->a, id, &c) && c.key ? c.key : arena_printf(t->a, "%" PRId64, id);
}

/* --- what changed --- */

static const char *const labels[] = {
	N_("lang"), N_("plan"), N_("stage"), N_("zone"), N_("products"), N_("review"), N_("csm"), N_("title"),
	N_("prefers"), N_("internal"), N_("gone"), N_("volume"), N_("customer"), N_("name"), N_("key"),
	N_("addresses"), NULL,
};

static void next(struct telling *t, const char *name)
{
	int i = words_find(labels, name);

	if (t->list.n)
		str_add(&t->list, t->brief ? "; " : ", ");
	str_add(&t->list, t->brief || i < 0 ? name : _(labels[i]));
}

static void change(struct telling *t, const char *name, const char *old, const char *value)
{
	next(t, name);
	if (old)
		str_printf(&t->list, " %s ->", old);
	str_printf(&t->list, " %s", value ? value : t->brief ? "-" : _("none"));
}

static const char *flag(const struct telling *t, const char *value)
{
	bool yes = str_eq(value, "1");

	if (t->brief)
		return yes ? "yes" : "no";
	return yes ? _("yes") : _("no");
}

static const char *volume(const struct telling *t, const char *minor, const char *currency)
{
	char plain[NUM_MINOR_LEN];
	int decimals = currency ? policy_currency_decimals(currency) : -1;

	if (!minor || decimals < 0)
		return NULL;
	if (!t->brief)
		return client_money(t->a, strtoll(minor, NULL, 10), currency);
	num_print_minor(plain, strtoll(minor, NULL, 10), decimals, false);
	return arena_printf(t->a, "%s %s", plain, currency);
}

static void facts(struct telling *t)
{
	static const char *const plain[] = {
		"lang", "plan", "stage", "zone", "products", "review", "csm", "title", "prefers", NULL,
	};

	for (int i = 0; plain[i]; i++)
		if (pairs_get(&t->e->data, plain[i]))
			change(t, plain[i], get(t, arena_printf(t->a, "old.%s", plain[i])), get(t, plain[i]));
	if (pairs_get(&t->e->data, "currency"))
		change(t, "volume", volume(t, get(t, "old.volume_minor"), get(t, "old.currency")),
		       volume(t, get(t, "volume_minor"), get(t, "currency")));
	if (get(t, "internal"))
		change(t, "internal", NULL, flag(t, get(t, "internal")));
	if (get(t, "gone"))
		change(t, "gone", NULL, flag(t, get(t, "gone")));
	if (get(t, "old.customer"))
		change(t, "customer", key_of(t, "old.customer"), key_of(t, "customer"));
	if (event_text(t->e, PART_NAME))
		next(t, "name");
	if (event_text(t->e, PART_KEY) && !str_eq(get(t, "do"), "new") && get(t, "do"))
		next(t, "key");
	if (event_text(t->e, PART_FIELDS))
		next(t, "addresses");
}

/* --- sentences --- */

/* Whom an event is about: a customer's key, a person's name. */
static const char *subject(const struct telling *t)
{
	if (t->e->kind == EVENT_PERSON)
		return tell_person(t->s, t->a, pairs_int(&t->e->data, "person", 0));
	return key_of(t, "customer");
}

static void tell_merge(struct str *out, const struct telling *t, const char *who)
{
	const char *from = get(t, "from") ? key_of(t, "from") : key_of(t, "customer");
	const char *into = get(t, "from") ? key_of(t, "customer") : key_of(t, "merged");

	str_printf(out, _("%s merged customer %s into %s"), who, from, into);
}

void tell_clients(struct str *out, const struct session *s, struct arena *a, const struct event *e,
                  const char *who)
{
	struct telling t = {.s = s, .a = a, .e = e, .list = str_new(a)};
	bool person = e->kind == EVENT_PERSON, new = !get(&t, "do") || str_eq(get(&t, "do"), "new");

	facts(&t);
	if (!person && str_eq(get(&t, "do"), "merge"))
		tell_merge(out, &t, who);
	else if (person)
		str_printf(out, new ? _("%s entered %s of %s") : _("%s changed %s of %s"), who, subject(&t),
		           key_of(&t, "customer"));
	else
		str_printf(out, new ? _("%s entered customer %s") : _("%s changed customer %s"), who, subject(&t));
	if (t.list.n)
		str_printf(out, ": %s", t.list.p);
	if (get(&t, "csm_why") && get(&t, "csm"))
		str_printf(out, " (%s)", client_csm_explain(a, s->policy, get(&t, "csm"), get(&t, "csm_why")));
}

void tell_clients_brief(struct str *out, const struct session *s, struct arena *a, const struct event *e)
{
	struct telling t = {.s = s, .a = a, .e = e, .brief = true, .list = str_new(a)};

	if (e->kind == EVENT_PERSON)
		str_printf(out, "person %s of %s", subject(&t), key_of(&t, "customer"));
	else
		str_printf(out, "customer %s", subject(&t));
	if (get(&t, "from"))
		str_printf(out, "; from %s", key_of(&t, "from"));
	if (get(&t, "merged"))
		str_printf(out, "; into %s", key_of(&t, "merged"));
	facts(&t);
	if (t.list.n)
		str_printf(out, "; %s", t.list.p);
}
