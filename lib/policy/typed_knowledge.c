/* typed_knowledge: how the knowledge base answers, as typed values. */
#include "policy/tree.h"
#include "policy/value.h"

const struct policy_knowledge *policy_knowledge(struct policy *p)
{
	struct policy_knowledge *k = p->knowledge;
	struct policy_words *words;
	struct tree t, all;
	const char *threshold;

	if (k)
		return k;
	k = p->knowledge = arena_new(p->a, struct policy_knowledge);
	t = tree_at(p, "knowledge");
	threshold = tree_text(&t, "threshold");
	if (!threshold || !value_share(threshold, &k->threshold))
		value_share(schema_row("knowledge.threshold")->def, &k->threshold);
	k->fallback = tree_names(&t, "fallback");
	tree_span(&t, "deflected_within", &k->deflected_within);
	tree_span(&t, "review_after", &k->review_after);
	all = tree_get(&t, "hand_over");
	k->nhand_over = tree_count(&all);
	k->hand_over = words = arena_array(p->a, struct policy_words, k->nhand_over + 1);
	for (size_t i = 0; i < k->nhand_over; i++) {
		struct tree one = tree_item(&all, i);
		words[i] = (struct policy_words){one.key ? one.key : "", tree_own_names(&one)};
	}
	return k;
}
