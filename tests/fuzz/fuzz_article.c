/* Articles: any bytes; a fault has its place in the file, and what is read is
 * printed as a file that reads the same. */
#include <stdbool.h>

#include "base/str.h"
#include "fuzz.h"
#include "in/article.h"

static void check_list(const struct article_list *x, const struct article_list *y)
{
	PROMISE(x->n == y->n);
	for (size_t i = 0; i < x->n; i++)
		PROMISE(strcmp(x->v[i], y->v[i]) == 0);
}

static void check_same(const struct article_in *x, const struct article_in *y)
{
	const char *const one[] = {x->key, x->lang, x->title, x->kind, x->audience, x->state, x->owner, x->review_by,
		x->valid_until, x->script};
	const char *const two[] = {y->key, y->lang, y->title, y->kind, y->audience, y->state, y->owner, y->review_by,
		y->valid_until, y->script};
	for (size_t i = 0; i < sizeof one / sizeof *one; i++)
		PROMISE((one[i] == NULL) == (two[i] == NULL) && str_eq(one[i], two[i]));
	check_list(&x->questions, &y->questions);
	check_list(&x->categories, &y->categories);
	check_list(&x->match, &y->match);
	PROMISE(x->questions_said == y->questions_said && x->categories_said == y->categories_said &&
	        x->match_said == y->match_said);
}

/* Without a title a first heading would become one. */
static bool may_gain_title(const struct article_in *x)
{
	return !x->title && x->nbody > 2 && memcmp(x->body, "# ", 2) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct article_in x, y;
	struct fault f = {0};
	struct str out = str_new(&a);
	long lines = 1;
	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n' || data[i] == '\r' || data[i] >= 0x80;
	if (article_parse(&a, "key.en.md", (const char *)data, size, &x, &f) != 0) {
		PROMISE(f.code == EX_DATAERR && *f.text && !strchr(f.text, '\n'));
		PROMISE(f.line >= 1 && f.line <= lines && f.col >= 1);
		arena_free(&a);
		return 0;
	}
	PROMISE(x.body && strlen(x.body) == x.nbody && x.line >= 1);
	article_print(&a, &out, &x);
	PROMISE(article_parse(&a, "key.en.md", out.p, out.n, &y, &f) == 0);
	if (!may_gain_title(&x)) {
		check_same(&x, &y);
		PROMISE(x.nbody == y.nbody && memcmp(x.body, y.body, x.nbody) == 0);
	}
	arena_free(&a);
	return 0;
}
