/* opt_help: describing a program from its option table, to people and to the
 * build. */
#include "base/opt.h"

#include <stdio.h>
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/words.h"

enum { WIDTH = 80, INDENT = 2, GAP = 2, LABEL_MAX = 28 };

/* Lines of at most WIDTH cells, broken at blanks. */
struct wrap {
	struct str *out;
	size_t indent;   /* cells before a continued line */
	size_t at;       /* cells in the line so far */
	bool fresh;      /* no word yet in this line */
};

static void pad(struct str *s, size_t n)
{
	while (n-- > 0)
		str_addc(s, ' ');
}

static void wrap_word(struct wrap *w, const char *word, size_t n)
{
	char *copy = arena_dup(w->out->a, word, n);
	size_t cells = utf8_cells(copy);
	if (!w->fresh && w->at + 1 + cells > WIDTH) {
		str_addc(w->out, '\n');
		pad(w->out, w->indent);
		w->at = w->indent;
		w->fresh = true;
	}
	if (!w->fresh) {
		str_addc(w->out, ' ');
		w->at++;
	}
	str_add(w->out, copy);
	w->at += cells;
	w->fresh = false;
}

static void wrap_text(struct wrap *w, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, " ");
		if (n > 0)
			wrap_word(w, text, n);
		text += n + (text[n] == ' ');
	}
}

/* "STATE", "[REF...]". */
static char *operand_text(struct arena *a, const struct opt *o)
{
	bool optional = o->flags & OPT_OPTIONAL;
	return arena_printf(a, "%s%s%s%s", optional ? "[" : "", o->value,
	                    o->flags & OPT_REPEAT ? "..." : "", optional ? "]" : "");
}

static bool listed(const struct opt *o)
{
	return !(o->flags & OPT_HIDDEN);
}

static bool is_option(const struct opt *o)
{
	return o->type != OPT_GROUP && o->type != OPT_OPERAND && listed(o);
}

/* The parts of "tk-move [OPTIONS] STATE [REF...]", NULL-terminated. */
static char **usage_parts(struct arena *a, const struct opt_about *p)
{
	size_t n, k = 0;
	const struct opt **rows = opt_flat(a, p->rows, &n);
	char **parts = arena_array(a, char *, n + 3);
	parts[k++] = arena_strdup(a, p->name);
	for (size_t i = 0; i < n && k == 1; i++) {
		if (is_option(rows[i]))
			parts[k++] = arena_strdup(a, "[OPTIONS]");
	}
	for (size_t i = 0; i < n; i++) {
		if (rows[i]->type == OPT_OPERAND && listed(rows[i]))
			parts[k++] = operand_text(a, rows[i]);
	}
	return parts;
}

static void help_usage(struct str *out, const struct opt_about *p)
{
	char *head = arena_printf(out->a, "%s ", _("usage:"));
	str_add(out, head);
	size_t cells = utf8_cells(head);
	struct wrap w = {.out = out, .indent = cells + strlen(p->name) + 1, .at = cells, .fresh = true};
	for (char **part = usage_parts(out->a, p); *part; part++)
		wrap_word(&w, *part, strlen(*part));
	str_add(out, "\n\n");
	w = (struct wrap){.out = out, .fresh = true};
	wrap_text(&w, _(p->summary));
	str_addc(out, '\n');
}

/* What stands left of the help: "-s, --[not-]state STATE", "    --all". */
static char *label(struct arena *a, const struct opt *o)
{
	if (o->type == OPT_OPERAND)
		return arena_strdup(a, o->value);
	struct str s = str_new(a);
	if (o->letter)
		str_printf(&s, "-%c%s", o->letter, o->name ? ", " : "");
	else
		str_add(&s, "    ");
	if (o->name)
		str_printf(&s, "--%s%s", o->flags & OPT_NOT ? "[not-]" : "", o->name);
	const char *value = o->value ? o->value : "VALUE";
	if (o->type == OPT_MAYBE)
		str_printf(&s, "[=%s]", value);
	else if (o->type != OPT_FLAG)
		str_printf(&s, " %s", value);
	return s.p;
}

/* The column where the helps start: behind the longest label that is not out
 * of the ordinary. */
static size_t help_column(struct arena *a, const struct opt **rows, size_t n)
{
	size_t longest = 0;
	for (size_t i = 0; i < n; i++) {
		if (rows[i]->type == OPT_GROUP || !listed(rows[i]))
			continue;
		size_t cells = utf8_cells(label(a, rows[i]));
		if (cells > longest && cells <= LABEL_MAX)
			longest = cells;
	}
	return INDENT + longest + GAP;
}

/* The help, and the words where the table has them. (gettext answers the
 * empty text with its catalogue's header.) */
static char *help_text(struct arena *a, const struct opt *o)
{
	const char *help = str_empty(o->help) ? "" : _(o->help);
	if (!o->words)
		return arena_strdup(a, help);
	struct str s = str_new(a);
	str_printf(&s, "%s%s", help, *help ? ": " : "");
	for (int i = 0; o->words[i]; i++)
		str_printf(&s, "%s%s", i > 0 ? ", " : "", o->words[i]);
	return s.p;
}

static void help_row(struct str *out, const struct opt *o, size_t column)
{
	char *left = label(out->a, o);
	size_t at = INDENT + utf8_cells(left);
	pad(out, INDENT);
	str_add(out, left);
	if (at + GAP > column) {
		str_addc(out, '\n');
		at = 0;
	}
	pad(out, column - at);
	struct wrap w = {.out = out, .indent = column, .at = column, .fresh = true};
	wrap_text(&w, help_text(out->a, o));
	while (out->n > 0 && out->p[out->n - 1] == ' ')
		str_cut(out, out->n - 1);
	str_addc(out, '\n');
}

/* Does a group have anything to show before the next one? */
static bool group_used(const struct opt **rows, size_t i, size_t n)
{
	for (i++; i < n && rows[i]->type != OPT_GROUP; i++) {
		if (is_option(rows[i]))
			return true;
	}
	return false;
}

static void help_operands(struct str *out, const struct opt **rows, size_t n, size_t column)
{
	bool any = false;
	for (size_t i = 0; i < n; i++) {
		if (rows[i]->type != OPT_OPERAND || !rows[i]->help || !listed(rows[i]))
			continue;
		if (!any)
			str_addc(out, '\n');
		any = true;
		help_row(out, rows[i], column);
	}
}

static void help_options(struct str *out, const struct opt **rows, size_t n, size_t column)
{
	bool headed = false;
	for (size_t i = 0; i < n; i++) {
		if (rows[i]->type == OPT_GROUP && group_used(rows, i, n)) {
			str_printf(out, "\n%s:\n", _(rows[i]->help));
			headed = true;
		} else if (is_option(rows[i])) {
			if (!headed)
				str_printf(out, "\n%s:\n", _("Options"));
			headed = true;
			help_row(out, rows[i], column);
		}
	}
}

void opt_help(const struct opt_about *p)
{
	struct arena a = {0};
	struct str out = str_new(&a);
	size_t n;
	const struct opt **rows = opt_flat(&a, p->rows, &n);
	size_t column = help_column(&a, rows, n);
	help_usage(&out, p);
	help_operands(&out, rows, n, column);
	help_options(&out, rows, n, column);
	/* In one piece: where it cannot be written, leave() can say why. */
	static char room[1 << 15];
	setvbuf(stdout, room, _IOFBF, sizeof room);
	fwrite(out.p, 1, out.n, stdout);
	arena_free(&a);
}

static const char *const type_words[] = {
	"end", "group", "flag", "int", "text", "maybe", "word", "list", "inherit", "operand", NULL
};

static const struct { unsigned flag; const char *word; } flag_words[] = {
	{OPT_NOT, "not"}, {OPT_REPEAT, "repeat"}, {OPT_OPTIONAL, "optional"},
	{OPT_COMMA, "comma"}, {OPT_FINAL, "final"},
};

static void dump_flags(unsigned flags)
{
	const char *sep = "";
	for (size_t i = 0; i < sizeof flag_words / sizeof *flag_words; i++) {
		if (flags & flag_words[i].flag) {
			printf("%s%s", sep, flag_words[i].word);
			sep = ",";
		}
	}
}

static void dump_row(const struct opt *o)
{
	char letter[2] = {o->letter, '\0'};
	printf("%s\t%s\t%s\t%s\t", type_words[o->type], letter, o->name ? o->name : "",
	       o->value ? o->value : "");
	dump_flags(o->flags);
	printf("\t%s\t", o->complete ? o->complete : "");
	for (int i = 0; o->words && o->words[i]; i++)
		printf("%s%s", i > 0 ? "," : "", o->words[i]);
	printf("\t%s\n", o->help ? o->help : "");
}

void opt_dump(const struct opt_about *p)
{
	struct arena a = {0};
	size_t n;
	const struct opt **rows = opt_flat(&a, p->rows, &n);
	printf("usage\t");
	for (char **part = usage_parts(&a, p), *const *first = part; *part; part++)
		printf("%s%s", part == first ? "" : " ", *part);
	printf("\t%s\n", p->summary);
	for (size_t i = 0; i < n; i++) {
		if (listed(rows[i]))
			dump_row(rows[i]);
	}
	arena_free(&a);
}
