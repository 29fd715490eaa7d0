/* token: texts and queries into words.
 *
 * Both are read as units (text/token_unit.h). */
#include "text/token.h"

#include <string.h>

#include "base/msg.h"
#include "base/vec.h"
#include "text/fold.h"
#include "text/token_unit.h"

/* --- texts --- */

void token_add(struct str *out, const char *p, size_t n)
{
	if (out->n > 0)
		str_addc(out, ' ');
	str_addn(out, p, n);
}

static void say_text(void *out, const char *p, size_t n)
{
	token_add(out, p, n);
}

void token_compounds(struct str *out, const char *text, size_t n)
{
	struct token_lexer x = token_lexer(text, n);
	struct token_compound c = {.n = 0};
	for (bool more = true; more;) {
		more = token_unit_next(&x);
		if (!more || !x.unit.joined) {
			if (c.units > 1 && !c.cut)
				token_add(out, c.text, c.n);
			c = (struct token_compound){.n = 0};
		}
		if (more && x.unit.kind == FOLD_WORD)
			token_compound_add(&c, &x.unit);
	}
}

void token_text(struct str *out, const char *text, size_t n)
{
	struct token_lexer x = token_lexer(text, n);
	bool compounds = false;
	while (token_unit_next(&x)) {
		if (x.unit.kind == FOLD_HAN)
			token_unit_han(&x.unit, true, say_text, out);
		else
			token_add(out, x.unit.word, x.unit.n);
		compounds |= x.unit.joined;
	}
	if (compounds)
		token_compounds(out, text, n);
}

char *token_fold(struct arena *a, const char *text)
{
	struct str out = str_new(a);
	const char *end = text + strlen(text);
	while (text < end) {
		char folded[FOLD_MAX];
		enum fold_class class;
		int n, len = fold_next(text, end, folded, &n, &class);
		str_addn(&out, folded, (size_t)n);
		text += len;
	}
	return out.p;
}

/* --- queries --- */

struct term_words { struct arena *a; VEC(const char *) v; };

static void say_term(void *arg, const char *p, size_t n)
{
	struct term_words *w = arg;
	*vec_push(w->a, &w->v) = arena_dup(w->a, p, n);
}

/* A run of Han that ends a piece gives pairs only, since the text may go on
 * behind them. */
struct token_term token_piece_term(struct arena *a, const struct token_piece *piece,
                                   const char *(*word)(void *, const struct token_unit *), void *arg)
{
	struct token_lexer x = token_lexer(piece->p, (size_t)(piece->end - piece->p));
	struct term_words w = {.a = a};
	struct token_term t = {.not = piece->not, .must = piece->must};
	struct token_compound c = {.n = 0};
	bool one = !piece->quoted, more = token_unit_next(&x);
	while (more) {
		struct token_unit u = x.unit;
		more = token_unit_next(&x);
		if (u.kind == FOLD_HAN) {
			t.prefix = token_unit_han(&u, more, say_term, &w) == 1 && !more;
			one = false;
			continue;
		}
		*vec_push(a, &w.v) = word ? word(arg, &u) : arena_dup(a, u.word, u.n);
		token_compound_add(&c, &u);
		one = one && (c.units == 1 || u.joined);
	}
	if (one && c.units > 1 && !c.cut)
		t.whole = arena_dup(a, c.text, c.n);
	t.prefix |= piece->prefix;
	t.words = w.v.v;
	t.n = w.v.n;
	return t;
}

/* What the character at p means to a query: itself, folded, or 0. */
static char sign_at(const char *p, const char *end, int *len)
{
	char folded[FOLD_MAX];
	enum fold_class class;
	int n;
	*len = 1;
	if (p == end)
		return '\0';
	*len = fold_next(p, end, folded, &n, &class);
	if (class != FOLD_GAP || n != 1)
		return '\0';
	return folded[0] >= '\t' && folded[0] <= '\r' ? ' ' : folded[0];
}

/* Reads one piece at *p, which is not blank, and moves *p behind it. */
static void read_piece(const char **p, const char *end, struct token_piece *piece)
{
	int len;
	char sign = sign_at(*p, end, &len), before = '\0';
	*piece = (struct token_piece){.not = sign == '-', .must = sign == '+'};
	if (piece->not || piece->must)
		*p += len;
	piece->quoted = sign_at(*p, end, &len) == '"';
	if (piece->quoted)
		*p += len;
	piece->p = *p;
	while (*p < end) {
		sign = sign_at(*p, end, &len);
		if (sign == '"' || (!piece->quoted && sign == ' '))
			break;
		before = sign;
		*p += len;
	}
	piece->end = *p;
	if (piece->quoted && *p < end) {
		*p += len;
		before = sign_at(*p, end, &len);
	}
	piece->prefix = before == '*';
}

bool token_piece_next(const char **p, const char *end, struct token_piece *piece)
{
	int len;
	while (*p < end && sign_at(*p, end, &len) == ' ')
		*p += len;
	if (*p == end)
		return false;
	read_piece(p, end, piece);
	return true;
}

int token_query_check(const struct token_query *q, struct fault *f)
{
	bool wanted = false;
	for (size_t i = 0; i < q->n; i++)
		wanted |= !q->terms[i].not;
	if (q->n == 0)
		return fault_set(f, EX_USAGE, _("nothing to search for"));
	if (!wanted)
		return fault_set(f, EX_USAGE, _("a search needs a word without \"-\""));
	return 0;
}

int token_query(struct arena *a, const char *text, struct token_query *q,
                struct fault *f)
{
	VEC(struct token_term) terms = {0};
	const char *p = text, *end = text + strlen(text);
	struct token_piece piece;
	while (token_piece_next(&p, end, &piece)) {
		struct token_term t = token_piece_term(a, &piece, NULL, NULL);
		if (t.n > 0)
			*vec_push(a, &terms) = t;
	}
	q->terms = terms.v;
	q->n = terms.n;
	return token_query_check(q, f);
}

/* --- FTS5 --- */

static void match_string(struct str *out, const char *const *words, size_t n,
                         bool prefix)
{
	for (size_t i = 0; i < n; i++) {
		str_addc(out, i == 0 ? '"' : ' ');
		str_add(out, words[i]);
	}
	str_add(out, prefix ? "\" *" : "\"");
}

static void match_term(struct str *out, const struct token_term *t)
{
	if (t->whole)
		str_addc(out, '(');
	match_string(out, t->words, t->n, t->prefix);
	if (t->whole) {
		str_add(out, " OR ");
		match_string(out, &t->whole, 1, t->prefix);
		str_addc(out, ')');
	}
}

/* The terms that are wanted, or those that are not, between brackets. */
static void match_terms(struct str *out, const struct token_query *q, bool not)
{
	const char *between = "(";
	for (size_t i = 0; i < q->n; i++) {
		if (q->terms[i].not != not)
			continue;
		str_add(out, between);
		match_term(out, &q->terms[i]);
		between = not ? " OR " : " AND ";
	}
	str_addc(out, ')');
}

char *token_match(struct arena *a, const struct token_query *q)
{
	struct str out = str_new(a);
	bool any = false;
	for (size_t i = 0; i < q->n; i++)
		any |= q->terms[i].not;
	match_terms(&out, q, false);
	if (any) {
		str_add(&out, " NOT ");
		match_terms(&out, q, true);
	}
	return out.p;
}
