/* opt: reading the command line against the option table. */
#include "base/opt.h"

#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"

struct parse {
	struct arena *a;
	const struct opt **rows;     /* flat */
	bool *seen;                  /* beside rows: given already */
	char **argv;                 /* NULL-terminated */
	int at;                      /* the argument being read */
	bool final;                  /* an OPT_FINAL was there */
	struct opt_list *operands;
	struct fault *f;
};

/* One option as found on the command line. */
struct given {
	size_t row;
	bool not;
	const char *as;              /* "--state" or "-s", for messages */
	const char *value;           /* attached, or NULL */
};

static size_t flatten(const struct opt *rows, const struct opt **out)
{
	size_t n = 0;
	for (; rows->type != OPT_END; rows++) {
		if (rows->type == OPT_INHERIT)
			n += flatten(rows->rows, out ? out + n : NULL);
		else if (out)
			out[n++] = rows;
		else
			n++;
	}
	return n;
}

const struct opt **opt_flat(struct arena *a, const struct opt *rows, size_t *n)
{
	size_t count = flatten(rows, NULL);
	const struct opt **flat = arena_array(a, const struct opt *, count + 1);
	flatten(rows, flat);
	if (n)
		*n = count;
	return flat;
}

static bool is_option(const struct opt *o)
{
	return o->type != OPT_GROUP && o->type != OPT_OPERAND;
}

static bool takes_value(const struct opt *o)
{
	return o->type != OPT_FLAG && o->type != OPT_MAYBE;
}

static void add_value(struct arena *a, struct opt_list *l, const char *text, bool not)
{
	*vec_push(a, l) = (struct opt_value){.text = text, .not = not};
}

/* Text for an INT's message: " from 1 to 100", " of at least 1" or "". */
static const char *limits(struct arena *a, const struct opt *o)
{
	if (o->min == 0 && o->max == 0)
		return "";
	if (o->max == INT64_MAX)
		return arena_printf(a, " of at least %lld", (long long)o->min);
	if (o->min == INT64_MIN)
		return arena_printf(a, " of at most %lld", (long long)o->max);
	return arena_printf(a, " from %lld to %lld", (long long)o->min, (long long)o->max);
}

static int store_int(struct parse *p, const struct opt *o, const struct given *g)
{
	bool any = o->min == 0 && o->max == 0;
	if (num_parse(g->value, any ? INT64_MIN : o->min, any ? INT64_MAX : o->max, o->target))
		return 0;
	return fault_set(p->f, EX_USAGE, "%s: \"%s\" is not a whole number%s", g->as,
	                 g->value, limits(p->a, o));
}

static int check_word(struct parse *p, const struct opt *o, const struct given *g,
                      const char *word)
{
	if (!o->words || words_find(o->words, word) >= 0)
		return 0;
	const char *hint = words_hint(p->a, o->words, word);
	return fault_set(p->f, EX_USAGE, "%s: \"%s\" is not %s%s", g->as, word,
	                 words_list(p->a, o->words), hint);
}

static int store_word(struct parse *p, const struct opt *o, const struct given *g)
{
	int code = check_word(p, o, g, g->value);
	if (code == 0)
		*(const char **)o->target = g->value;
	return code;
}

static int store_list(struct parse *p, const struct opt *o, const struct given *g)
{
	char *whole[] = {(char *)g->value, NULL};
	char **parts = o->flags & OPT_COMMA ? str_split(p->a, g->value, ',', NULL) : whole;
	for (; *parts; parts++) {
		int code = check_word(p, o, g, *parts);
		if (code != 0)
			return code;
		add_value(p->a, o->target, *parts, g->not);
	}
	return 0;
}

/* The value, if one is needed, may be the next argument, whatever it begins
 * with: "--since -2h". */
static int find_value(struct parse *p, const struct opt *o, struct given *g)
{
	if (o->type == OPT_FLAG && g->value)
		return fault_set(p->f, EX_USAGE, "%s takes no value", g->as);
	if (!takes_value(o) || g->value)
		return 0;
	if (!p->argv[p->at + 1])
		return fault_set(p->f, EX_USAGE, "%s needs a value%s%s%s", g->as,
		                 o->value ? " (" : "", o->value ? o->value : "", o->value ? ")" : "");
	g->value = p->argv[++p->at];
	return 0;
}

static int store(struct parse *p, const struct opt *o, const struct given *g)
{
	switch (o->type) {
	case OPT_FLAG:
		*(bool *)o->target = true;
		return 0;
	case OPT_INT:
		return store_int(p, o, g);
	case OPT_MAYBE:
		*(const char **)o->target = g->value ? g->value : "";
		return 0;
	case OPT_TEXT:
		*(const char **)o->target = g->value;
		return 0;
	case OPT_WORD:
		return store_word(p, o, g);
	case OPT_LIST:
		return store_list(p, o, g);
	default:
		bug("option %s has no value type", g->as);
	}
}

static int take(struct parse *p, struct given *g)
{
	const struct opt *o = p->rows[g->row];
	int code = find_value(p, o, g);
	if (code != 0)
		return code;
	/* Which of two values was meant cannot be told. */
	if (p->seen[g->row] && o->type != OPT_LIST && o->type != OPT_FLAG)
		return fault_set(p->f, EX_USAGE, "%s is given twice", g->as);
	p->seen[g->row] = true;
	if (o->flags & OPT_FINAL)
		p->final = true;
	return store(p, o, g);
}

static bool find_long(struct parse *p, const char *name, struct given *g)
{
	for (g->row = 0; p->rows[g->row]; g->row++) {
		const struct opt *o = p->rows[g->row];
		if (!is_option(o) || !o->name)
			continue;
		g->not = o->flags & OPT_NOT && str_starts(name, "not-") && str_eq(name + 4, o->name);
		if (g->not || str_eq(name, o->name))
			return true;
	}
	return false;
}

static bool find_letter(struct parse *p, char letter, struct given *g)
{
	for (g->row = 0; p->rows[g->row]; g->row++) {
		if (is_option(p->rows[g->row]) && p->rows[g->row]->letter == letter)
			return true;
	}
	return false;
}

/* All long names with their "--", for the suggestion. */
static const char *const *long_names(struct parse *p)
{
	VEC(const char *) names = {0};
	for (size_t i = 0; p->rows[i]; i++) {
		const struct opt *o = p->rows[i];
		if (!is_option(o) || !o->name || o->flags & OPT_HIDDEN)
			continue;
		*vec_push(p->a, &names) = arena_printf(p->a, "--%s", o->name);
		if (o->flags & OPT_NOT)
			*vec_push(p->a, &names) = arena_printf(p->a, "--not-%s", o->name);
	}
	*vec_push(p->a, &names) = NULL;
	return names.v;
}

static int unknown(struct parse *p, const char *as, const char *meant)
{
	return fault_set(p->f, EX_USAGE, "unknown option \"%s\"%s", as,
	                 words_hint(p->a, long_names(p), meant));
}

/* arg is "--name" or "--name=VALUE". */
static int take_long(struct parse *p, const char *arg)
{
	struct given g = {0};
	const char *equals = strchr(arg, '=');
	g.value = equals ? equals + 1 : NULL;
	g.as = equals ? arena_dup(p->a, arg, (size_t)(equals - arg)) : arg;
	if (!find_long(p, g.as + 2, &g))
		return unknown(p, g.as, g.as);
	return take(p, &g);
}

/* arg is "-q", "-qn", "-mTEXT" or "-m". */
static int take_letters(struct parse *p, const char *arg)
{
	for (const char *c = arg + 1; *c && !p->final; c++) {
		struct given g = {.as = arena_printf(p->a, "-%c", *c)};
		/* "-columns" is more likely "--columns" than seven letters. */
		if (!find_letter(p, *c, &g))
			return unknown(p, c == arg + 1 ? arg : g.as,
			               arena_printf(p->a, "-%s", arg));
		bool valued = takes_value(p->rows[g.row]);
		if (valued && c[1])
			g.value = c + 1;
		int code = take(p, &g);
		if (code != 0 || valued)
			return code;
	}
	return 0;
}

static int take_argument(struct parse *p, const char *arg, bool *only_operands)
{
	if (*only_operands || arg[0] != '-' || arg[1] == '\0') {
		add_value(p->a, p->operands, arg, false);
		return 0;
	}
	if (str_eq(arg, "--")) {
		*only_operands = true;
		return 0;
	}
	return arg[1] == '-' ? take_long(p, arg) : take_letters(p, arg);
}

int opt_parse(struct arena *a, const struct opt *rows, int argc, char **argv,
              struct opt_list *operands, struct fault *f)
{
	size_t n;
	struct parse p = {.a = a, .argv = argv, .operands = operands, .f = f};
	p.rows = opt_flat(a, rows, &n);
	p.seen = arena_array(a, bool, n);
	bool only_operands = false;
	for (p.at = 1; p.at < argc && !p.final; p.at++) {
		int code = take_argument(&p, argv[p.at], &only_operands);
		if (code != 0)
			return code;
	}
	return 0;
}
