/* article: an article as somebody wrote it, from a Markdown file with front
 * matter, a JSON line or a row of a table. Only the form is checked here. */
#ifndef IN_ARTICLE_H
#define IN_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct article_list { const char **v; size_t n, cap; };

/* NULL and empty lists with said false: not said; "" and empty with said: taken
 * away. */
struct article_in {
	const char *key, *lang, *title, *kind, *audience, *state, *owner;
	const char *review_by, *valid_until;   /* as written, "2027-05-31" */
	const char *script;
	struct article_list questions, categories, match;
	bool questions_said, categories_said, match_said;
	const char *body;      /* Markdown; NULL: not said */
	size_t nbody;
	int line;              /* where the body begins, or the row; for messages */
};

/* A file: "---", YAML, "---", body. Without front matter all is body. name gives
 * key and lang where the front matter does not ("refund.es.md"). EX_DATAERR
 * with f->line (and a text that says column and key) for the first error;
 * unknown keys are errors with a suggestion. */
int article_parse(struct arena *a, const char *name, const char *p, size_t n,
                  struct article_in *x, struct fault *f);

/* The keys of the front matter, NULL-terminated: also columns and JSON keys. */
extern const char *const article_in_keys[];
/* Sets one of them from a text as a row has it (lists by "|"). false: no such
 * key. */
bool article_in_set(struct arena *a, struct article_in *x, const char *key, const char *value);

/* The file again: front matter and body; parsing gives the same. */
struct str;
void article_print(struct arena *a, struct str *out, const struct article_in *x);

#endif
