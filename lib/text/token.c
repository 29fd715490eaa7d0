/* token: texts and queries into words.
 *
 * A lexer reads units: a run of letters and digits, folded, or a run of Han
 * and kana. Texts and queries both go through it, which is all that makes
 * them agree. */
#include "text/token.h"

#include <string.h>

#include "base/msg.h"
#include "base/vec.h"
#include "text/fold.h"

struct unit {
	enum fold_class kind;        /* FOLD_WORD or FOLD_HAN */
	bool joined;                 /* to the unit before, by one joiner */
	const char *start, *end;     /* in the text */
	char word[TOKEN_MAX];        /* FOLD_WORD: folded, n bytes */
	size_t n;
	bool cut;
};

struct lexer { const char *p, *end; struct unit unit; };

static bool is_joiner(char c)
{
	return c == '-' || c == '.' || c == '_' || c == '/' || c == '@' || c == '+';
}

static void unit_add(struct unit *u, const char *folded, int n)
{
	if (u->cut || u->n + (size_t)n > TOKEN_MAX) {
		u->cut = true;
		return;
	}
	memcpy(u->word + u->n, folded, (size_t)n);
	u->n += (size_t)n;
}

/* The ASCII letters and digits at x->p, which is most of most texts. */
static void read_ascii(struct lexer *x)
{
	struct unit *u = &x->unit;
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
static void read_run(struct lexer *x, enum fold_class kind)
{
	struct unit *u = &x->unit;
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

/* The next unit into x->unit; false at the end. */
static bool next_unit(struct lexer *x)
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

static struct lexer lexer(const char *text, size_t n)
{
	return (struct lexer){.p = text, .end = text + n};
}

/* The words of several units in a row, written together. */
struct compound { char text[TOKEN_MAX]; size_t n, units; bool cut; };

static void compound_add(struct compound *c, const struct unit *u)
{
	c->units++;
	if (c->cut || u->cut || c->n + u->n > TOKEN_MAX) {
		c->cut = true;
		return;
	}
	memcpy(c->text + c->n, u->word, u->n);
	c->n += u->n;
}

/* --- texts --- */

static void add_token(struct str *out, const char *p, size_t n)
{
	if (out->n > 0)
		str_addc(out, ' ');
	str_addn(out, p, n);
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

/* Calls say(arg, token, bytes) with the pairs of a run, then with its last
 * letter where last is true or it is the only one. Returns the letters. */
static size_t han_tokens(const struct unit *u, bool last,
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

static void say_text(void *out, const char *p, size_t n)
{
	add_token(out, p, n);
}

static void add_compounds(struct str *out, const char *text, size_t n)
{
	struct lexer x = lexer(text, n);
	struct compound c = {.n = 0};
	for (bool more = true; more;) {
		more = next_unit(&x);
		if (!more || !x.unit.joined) {
			if (c.units > 1 && !c.cut)
				add_token(out, c.text, c.n);
			c = (struct compound){.n = 0};
		}
		if (more && x.unit.kind == FOLD_WORD)
			compound_add(&c, &x.unit);
	}
}

void token_text(struct str *out, const char *text, size_t n)
{
	struct lexer x = lexer(text, n);
	bool compounds = false;
	while (next_unit(&x)) {
		if (x.unit.kind == FOLD_HAN)
			han_tokens(&x.unit, true, say_text, out);
		else
			add_token(out, x.unit.word, x.unit.n);
		compounds |= x.unit.joined;
	}
	if (compounds)
		add_compounds(out, text, n);
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

/* One word or phrase of a query. A run of Han that ends it gives pairs only,
 * since the text may go on behind them. */
static struct token_term read_term(struct arena *a, const char *p, const char *end,
                                   bool quoted)
{
	struct lexer x = lexer(p, (size_t)(end - p));
	struct term_words w = {.a = a};
	struct token_term t = {.n = 0};
	struct compound c = {.n = 0};
	bool one = !quoted, more = next_unit(&x);
	while (more) {
		struct unit u = x.unit;
		more = next_unit(&x);
		if (u.kind == FOLD_HAN) {
			t.prefix = han_tokens(&u, more, say_term, &w) == 1 && !more;
			one = false;
			continue;
		}
		say_term(&w, u.word, u.n);
		compound_add(&c, &u);
		one = one && (c.units == 1 || u.joined);
	}
	if (one && c.units > 1 && !c.cut)
		t.whole = arena_dup(a, c.text, c.n);
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

/* Reads one term at *p, which is not blank, and moves *p behind it. */
static struct token_term next_term(struct arena *a, const char **p, const char *end)
{
	int len;
	bool not = sign_at(*p, end, &len) == '-';
	if (not)
		*p += len;
	bool quoted = sign_at(*p, end, &len) == '"';
	if (quoted)
		*p += len;
	const char *start = *p;
	char sign = '\0', before = '\0';
	while (*p < end) {
		sign = sign_at(*p, end, &len);
		if (sign == '"' || (!quoted && sign == ' '))
			break;
		before = sign;
		*p += len;
	}
	struct token_term t = read_term(a, start, *p, quoted);
	if (quoted && *p < end) {
		*p += len;
		before = sign_at(*p, end, &len);
	}
	t.not = not;
	t.prefix |= before == '*';
	return t;
}

int token_query(struct arena *a, const char *text, struct token_query *q,
                struct fault *f)
{
	VEC(struct token_term) terms = {0};
	const char *p = text, *end = text + strlen(text);
	bool wanted = false;
	while (p < end) {
		int len;
		if (sign_at(p, end, &len) == ' ') {
			p += len;
			continue;
		}
		struct token_term t = next_term(a, &p, end);
		if (t.n > 0) {
			wanted |= !t.not;
			*vec_push(a, &terms) = t;
		}
	}
	q->terms = terms.v;
	q->n = terms.n;
	if (terms.n == 0)
		return fault_set(f, EX_USAGE, _("nothing to search for"));
	if (!wanted)
		return fault_set(f, EX_USAGE, _("a search needs a word without \"-\""));
	return 0;
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
