/* token_unit: runs of letters, one by one. */
#include "text/token_unit.h"

#include <string.h>

static bool is_joiner(char c)
{
	return c == '-' || c == '.' || c == '_' || c == '/' || c == '@' || c == '+';
}

static void unit_add(struct token_unit *u, const char *folded, int n)
{
	if (u->cut || u->n + (size_t)n > TOKEN_MAX) {
		u->cut = true;
		return;
	}
	memcpy(u->word + u->n, folded, (size_t)n);
	u->n += (size_t)n;
}

/* The ASCII letters and digits at x->p, which is most of most texts. */
static void read_ascii(struct token_lexer *x)
{
	struct token_unit *u = &x->unit;
	char folded;
	while (x->p < x->end && (folded = fold_ascii[(unsigned char)*x->p])) {
		if (u->n < TOKEN_MAX && !u->cut)
			u->word[u->n++] = folded;
		else
			u->cut = true;
		x->p++;
	}
}

/* Reads the run that starts at x->p; what is dropped belongs to it. */
static void read_run(struct token_lexer *x, enum fold_class kind)
{
	struct token_unit *u = &x->unit;
	u->kind = kind;
	u->start = x->p;
	u->n = 0;
	u->cut = false;
	for (;;) {
		char folded[FOLD_MAX];
		enum fold_class class;
		if (kind == FOLD_WORD)
			read_ascii(x);
		if (x->p == x->end)
			break;
		int n, len = fold_next(x->p, x->end, folded, &n, &class);
		if (class != kind && class != FOLD_DROP)
			break;
		if (kind == FOLD_WORD)
			unit_add(u, folded, n);
		x->p += len;
	}
	u->end = x->p;
}

bool token_unit_next(struct token_lexer *x)
{
	enum fold_class before = x->unit.kind;
	int gaps = 0;
	char gap = '\0';
	while (x->p < x->end) {
		char folded[FOLD_MAX];
		enum fold_class class;
		int n, len = fold_next(x->p, x->end, folded, &n, &class);
		if (class == FOLD_WORD || class == FOLD_HAN) {
			read_run(x, class);
			x->unit.joined = before == FOLD_WORD && class == FOLD_WORD &&
				gaps == 1 && is_joiner(gap);
			return true;
		}
		if (class == FOLD_GAP) {
			gap = n == 1 ? folded[0] : '\0';
			gaps++;
		}
		x->p += len;
	}
	return false;
}

struct token_lexer token_lexer(const char *text, size_t n)
{
	return (struct token_lexer){.p = text, .end = text + n};
}

void token_compound_add(struct token_compound *c, const struct token_unit *u)
{
	c->units++;
	if (c->cut || u->cut || c->n + u->n > TOKEN_MAX) {
		c->cut = true;
		return;
	}
	memcpy(c->text + c->n, u->word, u->n);
	c->n += u->n;
}

/* One letter of a Han run: its folded form appended to pair. */
static const char *han_letter(const char *p, const char *end, char *pair, int *n)
{
	enum fold_class class;
	*n = 0;
	while (p < end && *n == 0)
		p += fold_next(p, end, pair, n, &class);
	return p;
}

size_t token_unit_han(const struct token_unit *u, bool last,
                      void (*say)(void *, const char *, size_t), void *arg)
{
	char pair[2 * FOLD_MAX];
	int first, second;
	size_t letters = 1;
	const char *p = han_letter(u->start, u->end, pair, &first);
	for (;;) {
		p = han_letter(p, u->end, pair + first, &second);
		if (second == 0)
			break;
		say(arg, pair, (size_t)(first + second));
		memmove(pair, pair + first, (size_t)second);
		first = second;
		letters++;
	}
	if (last || letters == 1)
		say(arg, pair, (size_t)first);
	return letters;
}
