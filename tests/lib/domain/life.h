/* life: the life of a ticket, told in lines, for tests of its clocks: an
 * instant, what happens, facts; then judge(), and ask cycle("resolution", 1).
 * Run from the root of the tree. */
#ifndef DOMAIN_LIFE_H
#define DOMAIN_LIFE_H

#include "test.h"

#include "base/vec.h"
#include "base/words.h"
#include "domain/clocks.h"
#include "lib/policy/fixture.h"
#include "when/civil.h"

static struct arena a;
static VEC(struct event) events;
static struct clocks clocks;

/* One policy for all time, or a second from an instant on. */
static struct policy *policies[2];
static int64_t second_from;

static inline struct policy *policy_at(void *arg, int64_t at, int64_t *version)
{
	(void)arg;
	*version = policies[1] && at >= second_from ? 2 : 1;
	return policies[*version - 1];
}

static inline struct policy *policy_version(void *arg, int64_t version)
{
	(void)arg;
	return policies[version - 1];
}

static inline struct policy *policy_names(void *arg, int64_t at)
{
	(void)arg;
	(void)at;
	return policies[0];
}

static const struct clocks_source source = {policy_at, policy_version, policy_names, NULL};

static inline int64_t at(const char *text)
{
	int64_t t = 0;

	CHECK(civil_parse_rfc3339(arena_printf(&a, "%s:00%s", text, strlen(text) == 16 ? "Z" : ""), &t));
	return t;
}

static inline void begin(void)
{
	memset(&events, 0, sizeof events);
	memset(policies, 0, sizeof policies);
	policies[0] = good_file(&a, "tests/data/policies/good/clocks.yaml");
}

/* "name=value name=value"; the kind is a word of event_kind_words, the role
 * one of role_words. */
static inline void event(int64_t when, const char *kind, const char *role, const char *facts)
{
	struct event e = {.seq = (int64_t)events.n + 1, .ticket = 1, .at = when, .logged = when,
	                  .kind = (enum event_kind)words_find(event_kind_words, kind),
	                  .role = (enum role)words_find(role_words, role), .actor = "ana", .os_user = "ana"};
	size_t n;
	char **part = str_split(&a, facts, ' ', &n);

	for (size_t i = 0; i < n; i++) {
		char *equals = strchr(part[i], '=');
		if (!equals)
			continue;
		*equals = '\0';
		pairs_add(&a, &e.data, part[i], equals + 1);
	}
	*vec_push(&a, &events) = e;
}

static inline void opens(const char *when, const char *plan, const char *more)
{
	event(at(when), "open", "customer",
	      arena_printf(&a, "kind=incident state=new class=new priority=3 level=1 plan=%s %s", plan, more));
}

static inline void moves(const char *when, const char *state)
{
	event(at(when), "move", "agent", arena_printf(&a, "state=%s class=%s", state, state));
}

static inline void reopens(const char *when, const char *by)
{
	event(at(when), "move", by, arena_printf(&a, "state=open class=open by=%s", by));
}

static inline void replies(const char *when) { event(at(when), "note", "agent", "public=1"); }
static inline void writes(const char *when) { event(at(when), "note", "customer", "public=1"); }

static inline void judge(void)
{
	struct fault f = {0};

	CHECK_INT(clocks_of(&a, &source, events.v, events.n, &clocks, &f), 0);
	CHECK_STR(f.text, "");
}

static inline const struct clock_cycle *cycle(const char *name, int64_t no)
{
	static const struct clock_cycle none = {.state = CLOCK_CANCELLED, .due = 1, .ended = 1};

	for (size_t i = 0; i < clocks.n; i++)
		if (strcmp(clocks.v[i].name, name) == 0 && clocks.v[i].cycle == no)
			return &clocks.v[i];
	printf("no cycle %lld of %s\n", (long long)no, name);
	test_bad++;
	return &none;
}

static inline size_t count(const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < clocks.n; i++)
		n += strcmp(clocks.v[i].name, name) == 0;
	return n;
}

static inline const char *show(int64_t t)
{
	char *out = arena_alloc(&a, 24);

	if (t == AT_NONE)
		return "-";
	civil_print_utc(out, t);
	out[16] = '\0';
	return out;
}

/* state, due, ended ("-": none), each as told; all instants in UTC. */
#define SAYS(name, no, state_, due_, ended_) do { const struct clock_cycle *c_ = cycle(name, no); \
	CHECK_STR(clock_state_words[c_->state], state_); CHECK_STR(show(c_->due), due_); \
	CHECK_STR(show(c_->ended), ended_); } while (0)

#endif
