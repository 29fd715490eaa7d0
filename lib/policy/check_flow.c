/* check_flow: states, flows and the priority matrix as a whole. */
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "policy/checker.h"
#include "policy/terms.h"

static void check_languages(struct checker *c)
{
	const struct node *language = node_get(c->root, "language");
	const char *name = node_text(c->root, "language", schema_row("language")->def);
	const struct node *all = node_get(c->root, "languages");
	if (all && !(all->type == NODE_SCALAR && !*all->text) && !check_defined(c, "languages", name))
		check_say(c, language ? language : all, "\"languages\" does not hold the language \"%s\"", name);
}

/* --- states --- */

static int class_of(struct checker *c, const char *state)
{
	const char *class = node_text(node_get(check_find(c, "states"), state), "class", "");
	return words_find(state_class_words, class);
}

static void check_classes(struct checker *c)
{
	static const enum state_class needed[] = {STATE_NEW, STATE_OPEN, STATE_RESOLVED, STATE_CLOSED};
	const struct node *states = check_find(c, "states");
	for (size_t i = 0; states && i < sizeof needed / sizeof *needed; i++) {
		bool found = false;
		/* A class that is wrong itself may have been meant. */
		for (size_t j = 0; states->type == NODE_MAP && j < states->n; j++)
			found |= class_of(c, states->keys[j]->text) == (int)needed[i] ||
			         class_of(c, states->keys[j]->text) < 0;
		if (!found)
			check_say(c, check_key(c->root, "states"), "no state has the class \"%s\"",
			          state_class_words[needed[i]]);
	}
}

static const char *first_of(struct checker *c, enum state_class class)
{
	const struct node *states = check_find(c, "states");
	CHECK_EACH(i, states)
		if (states->type == NODE_MAP && class_of(c, states->keys[i]->text) == (int)class)
			return states->keys[i]->text;
	return NULL;
}

static void check_reopen(struct checker *c)
{
	const struct node *to = check_find(c, "reopen.to");
	int class = to && to->type == NODE_SCALAR ? class_of(c, to->text) : -1;
	if (class == STATE_RESOLVED || class == STATE_CLOSED)
		check_say(c, to, "a re-opened ticket cannot go to \"%s\", whose class is %s",
		          to->text, state_class_words[class]);
}

/* --- flows --- */

enum { MAX_STATES = 64 };            /* one bit each */

/* The states of a policy by number, and from each a set of where to. */
struct graph {
	const char *const *names;
	size_t n;
	uint64_t to[MAX_STATES];
	uint64_t done;                   /* states of class resolved or closed */
	uint64_t resolved;
};

static uint64_t bit_of(const struct graph *g, const struct node *state)
{
	int i = state->type == NODE_SCALAR ? words_find(g->names, state->text) : -1;
	return i >= 0 ? UINT64_C(1) << i : 0;
}

static uint64_t set_of(const struct graph *g, const struct node *names)
{
	uint64_t set = names->type == NODE_SCALAR ? bit_of(g, names) : 0;
	CHECK_EACH(i, names)
		set |= bit_of(g, names->items[i]);
	return set;
}

/* False, with a report, where there are more states than bits. */
static bool graph_begin(struct checker *c, struct graph *g)
{
	*g = (struct graph){.names = check_names(c, "states")};
	while (g->names[g->n])
		g->n++;
	if (g->n > MAX_STATES) {
		check_say(c, check_key(c->root, "states"), "more than %d states", (int)MAX_STATES);
		return false;
	}
	for (size_t i = 0; i < g->n; i++) {
		int class = class_of(c, g->names[i]);
		if (class == STATE_RESOLVED || class < 0)
			g->resolved |= UINT64_C(1) << i;
		if (class == STATE_RESOLVED || class == STATE_CLOSED || class < 0)
			g->done |= UINT64_C(1) << i;
	}
	return true;
}

static void graph_steps(struct graph *g, const struct node *steps)
{
	memset(g->to, 0, sizeof g->to);
	for (size_t i = 0; steps && steps->type == NODE_MAP && i < steps->n; i++) {
		uint64_t from = bit_of(g, steps->keys[i]);
		for (size_t s = 0; s < g->n; s++)
			if (from >> s & 1)
				g->to[s] |= set_of(g, steps->items[i]);
	}
}

/* All that can be reached from a set, itself included. */
static uint64_t reachable(const struct graph *g, uint64_t set)
{
	for (uint64_t before = 0; before != set;) {
		before = set;
		for (size_t s = 0; s < g->n; s++)
			if (set >> s & 1)
				set |= g->to[s];
	}
	return set;
}

static void check_flow(struct checker *c, struct graph *g, const struct node *name, const struct node *flow)
{
	const struct node *steps = node_get(flow, "steps");
	const char *first = first_of(c, STATE_NEW);
	int start = first ? words_find(g->names, first) : -1;
	uint64_t seen;
	graph_steps(g, steps);
	if (start < 0 || !steps)
		return;
	seen = reachable(g, UINT64_C(1) << start);
	for (size_t s = 0; s < g->n; s++) {
		uint64_t self = UINT64_C(1) << s;
		const struct node *at = check_key(steps, g->names[s]);
		if (g->to[s] & self)
			check_say(c, at, "\"%s\" leads to itself", g->names[s]);
		if ((seen & self) && !(g->done & self) && !(reachable(g, self) & g->resolved))
			check_say(c, at == steps ? name : at,
			          "in the flow \"%s\" nothing leads from \"%s\" to a resolved state",
			          name->text, g->names[s]);
	}
}

static void check_all_flows(struct checker *c)
{
	const struct node *flows = check_find(c, "flows");
	struct graph g;
	if (!flows || flows->type != NODE_MAP || !graph_begin(c, &g))
		return;
	for (size_t i = 0; i < flows->n; i++)
		check_flow(c, &g, flows->keys[i], flows->items[i]);
}

/* --- priority --- */

static void check_matrix(struct checker *c)
{
	const struct node *matrix = check_find(c, "priority.matrix");
	for (size_t i = 0; matrix && matrix->type == NODE_MAP && policy_grades[i]; i++) {
		const struct node *row = node_get(matrix, policy_grades[i]);
		if (!row)
			check_say(c, check_key(node_get(c->root, "priority"), "matrix"),
			          "the matrix has no line for the impact \"%s\"", policy_grades[i]);
		for (size_t j = 0; row && row->type == NODE_MAP && policy_grades[j]; j++)
			if (!node_get(row, policy_grades[j]))
				check_say(c, check_key(matrix, policy_grades[i]),
				          "the matrix has no priority for impact \"%s\" and urgency \"%s\"",
				          policy_grades[i], policy_grades[j]);
	}
}

static void check_affected(struct checker *c)
{
	const struct node *high = check_find(c, "priority.affected.high");
	const struct node *medium = check_find(c, "priority.affected.medium");
	int64_t h, m;
	if (!high || !medium || high->type != NODE_SCALAR || medium->type != NODE_SCALAR ||
	    !num_parse(high->text, 1, INT32_MAX, &h) || !num_parse(medium->text, 1, INT32_MAX, &m))
		return;
	if (m >= h)
		check_say(c, medium, "\"medium\" must be less than \"high\" (%s)", high->text);
}

void check_flows(struct checker *c)
{
	check_languages(c);
	check_classes(c);
	check_reopen(c);
	check_all_flows(c);
	check_matrix(c);
	check_affected(c);
}
