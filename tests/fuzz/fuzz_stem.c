/* Stems: any bytes in any language; tokens are clean, and a text is found by
 * its own words. The first byte chooses the language. */
#include <stdbool.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "text/fold.h"
#include "text/stem.h"

static const char *const langs[] = {"en", "es", "pt", "de", "fr", "it", "ru", "tr", "ar", "hi", "xx", NULL};

static void check_tokens(const struct str *tokens)
{
	const char *p = tokens->p, *end = p + tokens->n, *start = p;
	PROMISE(strlen(p) == tokens->n);
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

/* Each term of a query is in the text it is made of. */
static void check_query(struct arena *a, const char *lang, const char *text, const char *tokens)
{
	struct token_list list = token_split(a, tokens);
	struct token_query q;
	struct fault f = {0};
	int code = stem_query(a, lang, text, &q, &f);
	PROMISE(code == 0 || (code == EX_USAGE && *f.text));
	for (size_t i = 0; code == 0 && i < q.n && i < 30; i++) {
		struct token_term term = q.terms[i];
		struct token_query one = {&term, 1};
		term.not = false;
		PROMISE(term.n > 0);
		PROMISE(token_found(&one, &list));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	const char *lang = size ? langs[data[0] % (sizeof langs / sizeof *langs)] : NULL;
	char *text = arena_dup(&a, data + (size > 0), size - (size > 0));
	struct str tokens = str_new(&a);
	stem_text(&tokens, lang, text, strlen(text));
	check_tokens(&tokens);
	check_query(&a, lang, text, tokens.p);
	arena_free(&a);
	return 0;
}
