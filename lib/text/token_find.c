/* token_find: a query in PostgreSQL's tsquery language, and the same query
 * asked of the tokens of one text. */
#include "text/token.h"

#include <string.h>

#include "base/vec.h"

/* --- tsquery --- */

/* Words in a row; loosely: all of them, anywhere. */
static void words_in_a_row(struct str *out, const char *const *words, size_t n, bool prefix, bool loose)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			str_add(out, loose ? " & " : " <-> ");
		str_printf(out, "'%s'%s", words[i], prefix && i == n - 1 ? ":*" : "");
	}
}

static void term(struct str *out, const struct token_term *t, bool loose)
{
	str_addc(out, '(');
	words_in_a_row(out, t->words, t->n, t->prefix, loose);
	if (t->whole) {
		str_add(out, " | ");
		words_in_a_row(out, &t->whole, 1, t->prefix, loose);
	}
	str_addc(out, ')');
}

static void terms(struct str *out, const struct token_query *q, bool not, bool loose)
{
	const char *between = "(";

	for (size_t i = 0; i < q->n; i++) {
		if (q->terms[i].not != not)
			continue;
		str_add(out, between);
		term(out, &q->terms[i], loose);
		between = not ? " | " : " & ";
	}
	str_addc(out, ')');
}

char *token_tsquery(struct arena *a, const struct token_query *q, bool loose)
{
	struct str out = str_new(a);
	bool any = false;

	for (size_t i = 0; i < q->n; i++)
		any |= q->terms[i].not;
	terms(&out, q, false, loose);
	if (any && !loose) {
		str_add(&out, " & !");
		terms(&out, q, true, false);
	}
	return out.p;
}

/* --- one text --- */

struct token_list token_split(struct arena *a, const char *tokens)
{
	struct token_list list = {0};

	for (const char *p = tokens; *p;) {
		size_t n = strcspn(p, " ");
		*vec_push(a, &list) = (struct token_place){p, n};
		p += n + (p[n] == ' ');
	}
	return list;
}

static bool is_word(const struct token_place *t, const char *word, bool prefix)
{
	size_t n = strlen(word);

	return (prefix ? t->n >= n : t->n == n) && memcmp(t->p, word, n) == 0;
}

static bool has_row(const struct token_list *list, const char *const *words, size_t n, bool prefix)
{
	for (size_t i = 0; i + n <= list->n; i++) {
		size_t k = 0;
		while (k < n && is_word(&list->v[i + k], words[k], prefix && k == n - 1))
			k++;
		if (k == n)
			return true;
	}
	return false;
}

bool token_found(const struct token_query *q, const struct token_list *list)
{
	for (size_t i = 0; i < q->n; i++) {
		const struct token_term *t = &q->terms[i];
		bool has = has_row(list, t->words, t->n, t->prefix) ||
		           (t->whole && has_row(list, &t->whole, 1, t->prefix));
		if (has == t->not)
			return false;
	}
	return true;
}
