/* Tokens: any bytes; tokens are clean, and a query finds the text that it is
 * taken from. */
#include <stdbool.h>

#include "base/str.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "text/fold.h"
#include "text/token.h"

static void check_tokens(const struct str *tokens)
{
	const char *p = tokens->p, *end = p + tokens->n, *start = p;
	PROMISE(strlen(p) == tokens->n);
	PROMISE(utf8_check(p, tokens->n) == tokens->n);
	PROMISE(tokens->n == 0 || (*p != ' ' && end[-1] != ' '));
	while (p < end) {
		char out[FOLD_MAX];
		enum fold_class class;
		int n, len = fold_next(p, end, out, &n, &class);
		PROMISE(*p == ' ' ? p > start : class == FOLD_WORD || class == FOLD_HAN);
		p += len;
		if (p[-1] == ' ')
			start = p;
		PROMISE(p - start <= TOKEN_MAX);
	}
}

static bool in_a_row(char *const *token, size_t have, const char *const *words, size_t n,
                     bool prefix)
{
	for (size_t at = 0; at + n <= have; at++) {
		size_t same = 0;
		while (same < n && (prefix && same + 1 == n ?
		       str_starts(token[at + same], words[same]) :
		       str_eq(token[at + same], words[same])))
			same++;
		if (same == n)
			return true;
	}
	return false;
}

static void check_query(struct arena *a, const char *text, const char *tokens)
{
	struct token_query q;
	struct fault f = {0};
	size_t have;
	int code = token_query(a, text, &q, &f);
	PROMISE(code == 0 || (code == EX_USAGE && *f.text));
	if (code != 0)
		return;
	PROMISE(*token_match(a, &q) == '(');
	char **token = str_split(a, tokens, ' ', &have);
	for (size_t i = 0; i < q.n && i < 50; i++) {
		const struct token_term *t = &q.terms[i];
		PROMISE(t->n > 0);
		PROMISE(in_a_row(token, have, t->words, t->n, t->prefix));
		if (t->whole)
			PROMISE(in_a_row(token, have, &t->whole, 1, t->prefix));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	char *text = arena_dup(&a, data, size);
	struct str tokens = str_new(&a);
	token_text(&tokens, text, strlen(text));
	check_tokens(&tokens);
	check_query(&a, text, tokens.p);
	token_fold(&a, text);
	arena_free(&a);
	return 0;
}
