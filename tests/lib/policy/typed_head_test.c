/* typed_head: head, states, flows, kinds and priorities. */
#include "test.h"

#include "lib/policy/fixture.h"

TEST(head)
{
	struct arena a = {0};
	const struct policy_head *h = policy_head(full(&a));
	CHECK_STR(h->name, "full");
	CHECK_STR(h->language, "en");
	CHECK_INT(h->languages.n, 2);
	CHECK_STR(h->zone, "Europe/Madrid");
	CHECK_STR(h->reference, "FD");
	CHECK(h->allow_now);
	CHECK_INT(h->attachment_max, 65536);
	CHECK_INT(h->text_max, 5000);
	CHECK_INT(h->reopen_within.unit, SPAN_MONTHS);
	CHECK(h->reopen_closed);
	CHECK_STR(h->reopen_to, "open");
	arena_free(&a);
}

TEST(head_defaults)
{
	struct arena a = {0};
	const struct policy_head *h = policy_head(minimal_and(&a, ""));
	CHECK_STR(h->name, "desk");
	CHECK_STR(h->language, "en");
	CHECK_INT(h->languages.n, 1);
	CHECK_STR(h->zone, "UTC");
	CHECK_STR(h->reference, "TK");
	CHECK(!h->allow_now);
	CHECK_INT(h->attachment_max, 25 << 20);
	CHECK_INT(h->reopen_within.n, 30);
	CHECK(!h->reopen_closed);
	CHECK_STR(h->reopen_to, "open");
	arena_free(&a);
}

TEST(language_to_speak)
{
	static const struct { const char *wish, *spoken; } rows[] = {
		{"es", "es"}, {"es-MX", "es"}, {"es_ES", "es"}, {"pt-BR", "pt-BR"}, {"pt", "en"}, {"pt-PT", "en"},
		{"fr", "en"}, {"xx_bogus", "en"}, {"e", "en"}, {"", "en"}, {NULL, "en"},
	};
	struct arena a = {0};
	struct policy *p = minimal_and(&a, "languages: [en, es, pt-BR]\n");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(policy_language(p, rows[i].wish), rows[i].spoken);
	CHECK_STR(policy_language(minimal_and(&a, "language: de\n"), "fr"), "de");
	arena_free(&a);
}

TEST(states)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	size_t n;
	policy_states(p, &n);
	CHECK_INT(n, 7);
	CHECK_STR(policy_state_of(p, STATE_OPEN)->name, "triage");
	CHECK_STR(policy_state_of(p, STATE_NEW)->name, "new");
	CHECK_INT(policy_state(p, "held")->class, STATE_HELD);
	CHECK(policy_state(p, "gone") == NULL);
	CHECK(policy_state(p, NULL) == NULL);
	CHECK_STR(label_in(p, &policy_state(p, "new")->customer, "es", ""), "Aquí.");
	CHECK_STR(policy_on_customer_message(p, "waiting"), "open");
	CHECK_STR(policy_on_customer_message(p, "resolved"), "triage");
	CHECK(policy_on_customer_message(p, "open") == NULL);
	arena_free(&a);
}

/* The shipped policy: six states, and each of the first four may go straight
 * to resolved. */
TEST(default_states)
{
	static const char *const names[] = {"new", "open", "waiting", "held", "resolved", "closed"};
	struct arena a = {0};
	struct policy *p = good_file(&a, "share/policies/default.yaml");
	size_t n, nkinds;
	const struct policy_state *v = policy_states(p, &n);
	const struct policy_kind *kinds = policy_kinds(p, &nkinds);
	CHECK_INT(n, 6);
	for (size_t i = 0; i < n && i < 6; i++) {
		CHECK_STR(v[i].name, names[i]);
		CHECK_INT(v[i].class, i);
		for (size_t k = 0; k < nkinds && i < 4; k++)
			CHECK(policy_flow_allows(kinds[k].flow, names[i], "resolved"));
	}
	CHECK_INT(nkinds, 8);
	arena_free(&a);
}

TEST(flows_and_kinds)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	const struct policy_kind *incident = policy_kind(p, "incident"), *question = policy_kind(p, "question");
	struct names from;
	CHECK_STR(incident->flow->name, "normal");
	CHECK_STR(question->flow->name, "short");
	CHECK_STR(question->impact, "low");
	CHECK_STR(question->urgency, "high");
	CHECK(incident->impact == NULL);
	CHECK(policy_flow_allows(incident->flow, "new", "open"));
	CHECK(!policy_flow_allows(incident->flow, "new", "resolved"));
	CHECK(!policy_flow_allows(incident->flow, "closed", "open"));
	CHECK(policy_flow_allows(question->flow, "new", "resolved"));
	from = policy_flow_from(incident->flow, "open");
	CHECK_INT(from.n, 3);
	CHECK_STR(from.v[1], "held");
	CHECK(from.v[3] == NULL);
	CHECK_INT(policy_flow_from(incident->flow, "closed").n, 0);
	CHECK_STR(incident->flow->calendar, "base");
	CHECK_INT(incident->flow->nages, 2);
	CHECK_STR(incident->flow->ages[1].state, "waiting");
	CHECK_INT(incident->flow->ages[1].max.unit, SPAN_BUSINESS_DAYS);
	CHECK(policy_kind(p, "wish") == NULL);
	arena_free(&a);
}

TEST(priorities)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	const struct policy_matrix *m = policy_matrix(p);
	CHECK_INT(policy_priority_rank(p, "P1"), 1);
	CHECK_INT(policy_priority_rank(p, "P3"), 3);
	CHECK_INT(policy_priority_rank(p, "2"), 2);
	CHECK_INT(policy_priority_rank(p, "4"), 0);
	CHECK_INT(policy_priority_rank(p, "P9"), 0);
	CHECK_INT(policy_priority_rank(p, NULL), 0);
	CHECK_INT(m->rank[GRADE_HIGH][GRADE_LOW], 2);
	CHECK_INT(m->rank[GRADE_LOW][GRADE_LOW], 3);
	CHECK_INT(m->rank[GRADE_MEDIUM][GRADE_HIGH], 1);
	CHECK_INT(m->impact, GRADE_LOW);
	CHECK_INT(m->urgency, GRADE_MEDIUM);
	CHECK_INT(m->affected_high, 100);
	CHECK_INT(m->affected_medium, 10);
	arena_free(&a);
}

TEST_MAIN(T(head), T(head_defaults), T(language_to_speak), T(states), T(default_states), T(flows_and_kinds), T(priorities))
