/* article: an article as somebody wrote it, from a Markdown file with front
 * matter, a JSON line or a row of a table. Only the form is checked here. */
#ifndef IN_ARTICLE_H
#define IN_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum { ARTICLE_IN_KEYS = 13 };

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
	int key_line[ARTICLE_IN_KEYS];   /* of each key by article_in_keys; 0: not said there */
};

/* A file: "---", YAML, "---", body. Without front matter all is body. name gives
 * key and lang where the front matter does not ("refund.es.md"), a first heading
 * ("# My refund") the title, and then it is no part of the body. EX_DATAERR with
 * the place in the file (f->file is name) for the first error; unknown keys are
 * errors with a suggestion. Lines of the body end in "\n", none before or behind
 * it is blank, and it ends without one. */
int article_parse(struct arena *a, const char *name, const char *p, size_t n,
                  struct article_in *x, struct fault *f);

/* A JSON object: the same keys and "body"; lists are lists of texts or one text.
 * name and line are its place in a file. */
struct jval;
int article_json(struct arena *a, const struct jval *object, const char *name, long line,
                 struct article_in *x, struct fault *f);

/* The keys of the front matter, NULL-terminated: also columns and JSON keys. */
extern const char *const article_in_keys[ARTICLE_IN_KEYS + 1];
/* Sets one of them, or "body", from a text as a row has it (lists by "|"; NULL:
 * not said). false: no such key. */
bool article_in_set(struct arena *a, struct article_in *x, const char *key, const char *value);

/* The file again: front matter and body; parsing gives the same. */
struct str;
void article_print(struct arena *a, struct str *out, const struct article_in *x);

#endif
