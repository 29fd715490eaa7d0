/* followers: who hears of a ticket. */
#include "service/followers.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/tell.h"
#include "store/people.h"

const char *const follower_words[] = {"holder", "watcher", "person", "firm", "copy", NULL};

const struct pair *followers_address(const struct person *p, const char *channel)
{
	const char *const wanted[] = {p->prefers, channel, "mail"};

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		for (size_t k = 0; wanted[i] && k < p->addresses.n; k++)
			if (strcmp(p->addresses.v[k].name, wanted[i]) == 0)
				return &p->addresses.v[k];
	return p->addresses.n ? &p->addresses.v[0] : NULL;
}

bool followers_may_see(const struct session *s, const struct ticket *t, const struct person *p)
{
	if (p->gone || !p->id || p->customer != t->customer)
		return false;
	return t->person == p->id || policy_follow_firm(s->policy);
}

/* --- the desk's side --- */

static void add_agent(const struct session *s, struct arena *a, enum follower_kind kind, const char *name,
                      struct followers *out)
{
	const struct policy_agent *agent = policy_agent(s->policy, name);

	for (size_t i = 0; i < out->n; i++)
		if (str_eq(out->v[i].agent, name))
			return;
	*vec_push(a, out) = (struct follower){
		.kind = kind, .agent = name, .name = tell_agent(s, name),
		.channel = agent && !str_empty(agent->mail) ? "mail" : NULL,
		.address = agent && !str_empty(agent->mail) ? agent->mail : NULL,
		.lang = agent && agent->languages.n ? agent->languages.v[0] : NULL};
}

/* --- the customer's side --- */

static void add_person(struct arena *a, enum follower_kind kind, const struct person *p,
                       const struct ticket *t, struct followers *out)
{
	const struct pair *address = followers_address(p, t->channel);

	*vec_push(a, out) = (struct follower){
		.kind = kind, .person = p->id, .name = p->name ? p->name : p->key, .lang = p->lang,
		.channel = address ? address->name : NULL, .address = address ? address->value : NULL};
}

static void add_people(const struct session *s, struct arena *a, const struct ticket *t, struct followers *out)
{
	struct person p;

	if (t->person && people_load(s->desk, a, t->person, &p) && !p.gone)
		add_person(a, FOLLOWER_PERSON, &p, t, out);
	if (!t->customer || !policy_follow_firm(s->policy))
		return;
	struct people *list = people_of(s->desk, a, t->customer);
	while (people_next(list, a, &p))
		if (p.id != t->person && !p.gone)
			add_person(a, FOLLOWER_FIRM, &p, t, out);
	people_end(list);
}

static bool is_reached(const struct followers *all, const char *address)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i].address, address))
			return true;
	return false;
}

void followers_of(const struct session *s, struct arena *a, const struct ticket *t, struct followers *out)
{
	size_t n;

	*out = (struct followers){0};
	if (t->agent)
		add_agent(s, a, FOLLOWER_HOLDER, t->agent, out);
	for (size_t i = 0; i < t->watchers.n; i++)
		add_agent(s, a, FOLLOWER_WATCHER, t->watchers.v[i], out);
	add_people(s, a, t, out);
	char **copy = str_split(a, t->cc ? t->cc : "", ',', &n);
	for (size_t i = 0; i < n; i++)
		if (*copy[i] && !is_reached(out, copy[i]))
			*vec_push(a, out) = (struct follower){
				.kind = FOLLOWER_COPY, .channel = "mail", .address = copy[i]};
}
