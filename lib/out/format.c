/* format: --format templates.
 *
 *     %(name)  %(name:shell)  %(subject:20:html)  %(due:relative)  %%  \t \n \0 \\
 *
 * A template is checked and cut into pieces before the first row. Modifiers
 * apply in a fixed order, whatever the order they are written in: relative,
 * then the cut, then one escape. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/words.h"
#include "out/html.h"
#include "out/inner.h"
#include "out/jw.h"

enum escape { ESCAPE_NONE, ESCAPE_SHELL, ESCAPE_JSON, ESCAPE_CSV, ESCAPE_HTML };
static const char *const modifier_words[] = {"shell", "json", "csv", "html", "relative", NULL};
enum { RELATIVE = 4, CUT_MAX = 10000 };

struct piece {
	const char *text;        /* literal, n bytes; NULL: a field */
	size_t n;
	size_t column;
	bool relative;
	size_t cut;              /* cells, 0: whole */
	enum escape escape;
};

struct pieces { VEC(struct piece) v; };

/* A template being read. */
struct source {
	struct arena *a;
	const char *template;
	const struct out_column *const *columns;
	size_t n;
	struct fault *f;
};

static int wrong(const struct source *s, const char *text, const char *what, const char *hint)
{
	return fault_set(s->f, EX_USAGE, "--format: %s \"%.100s\"%s", text, what, hint);
}

/* --- reading a template --- */

static int find_column(const struct source *s, const char *name, size_t *column)
{
	const char **words = arena_array(s->a, const char *, s->n + 1);
	int found;
	for (size_t i = 0; i < s->n; i++)
		words[i] = s->columns[i]->name;
	found = words_find(words, name);
	if (found < 0)
		return wrong(s, "unknown field", name, words_hint(s->a, words, name));
	*column = (size_t)found;
	return 0;
}

static int read_modifier(const struct source *s, const char *word, struct piece *piece)
{
	int64_t cut;
	int which;
	if (num_parse(word, 1, CUT_MAX, &cut)) {
		piece->cut = (size_t)cut;
		return 0;
	}
	which = words_find(modifier_words, word);
	if (which < 0)
		return wrong(s, "unknown modifier", word, words_hint(s->a, modifier_words, word));
	if (which == RELATIVE) {
		enum out_kind kind = s->columns[piece->column]->kind;
		if (kind != OUT_AT && kind != OUT_NULL)
			return wrong(s, "\"relative\" needs a time, which is not",
			             s->columns[piece->column]->name, "");
		piece->relative = true;
		return 0;
	}
	if (piece->escape != ESCAPE_NONE)
		return wrong(s, "one of shell, json, csv, html is enough, not also", word, "");
	piece->escape = (enum escape)(which + 1);
	return 0;
}

/* The inside of %(...): a name and its modifiers. */
static int read_field(const struct source *s, const char *inside, struct pieces *out)
{
	char **parts = str_split(s->a, inside, ':', NULL);
	struct piece piece = {0};
	int code = find_column(s, parts[0], &piece.column);
	for (size_t i = 1; !code && parts[i]; i++)
		code = read_modifier(s, parts[i], &piece);
	if (!code)
		*vec_push(s->a, &out->v) = piece;
	return code;
}

/* text is kept by reference: the template's own bytes, or a constant. */
static void add_literal(const struct source *s, struct pieces *out, const char *text, size_t n)
{
	*vec_push(s->a, &out->v) = (struct piece){.text = text, .n = n};
}

/* What begins with '%' at *p. */
static int read_percent(const struct source *s, const char **p, struct pieces *out)
{
	const char *start = *p, *end;
	if (start[1] == '%') {
		add_literal(s, out, "%", 1);
		*p += 2;
		return 0;
	}
	end = start[1] == '(' ? strchr(start, ')') : NULL;
	if (!end)
		return wrong(s, "%(name) or %% is expected at", start, "");
	*p = end + 1;
	return read_field(s, arena_dup(s->a, start + 2, (size_t)(end - start - 2)), out);
}

static int read_backslash(const struct source *s, const char **p, struct pieces *out)
{
	static const char letters[] = "tn0\\", meant[] = "\t\n\0\\";
	const char *which = (*p)[1] ? strchr(letters, (*p)[1]) : NULL;
	if (!which)
		return wrong(s, "\\t, \\n, \\0 or \\\\ is expected at", *p, "");
	add_literal(s, out, &meant[which - letters], 1);
	*p += 2;
	return 0;
}

static int read_template(const struct source *s, struct pieces *out)
{
	const char *p = s->template;
	int code = 0;
	while (!code && *p) {
		size_t n = strcspn(p, "%\\");
		if (n)
			add_literal(s, out, p, n);
		p += n;
		if (*p == '%')
			code = read_percent(s, &p, out);
		else if (*p == '\\')
			code = read_backslash(s, &p, out);
	}
	return code;
}

int out_template_columns(struct arena *a, const struct out_column *all, size_t nall,
                         const char *template, const struct out_column ***picked,
                         size_t *n, struct fault *f)
{
	const struct out_column **columns = arena_array(a, const struct out_column *, nall);
	bool *used = arena_array(a, bool, nall);
	struct source s = {a, template, columns, nall, f};
	struct pieces pieces = {0};
	int code;
	for (size_t i = 0; i < nall; i++)
		columns[i] = &all[i];
	code = read_template(&s, &pieces);
	if (code)
		return code;
	for (size_t i = 0; i < pieces.v.n; i++)
		if (!pieces.v.v[i].text)
			used[pieces.v.v[i].column] = true;
	*picked = arena_array(a, const struct out_column *, nall);
	*n = 0;
	for (size_t i = 0; i < nall; i++)
		if (used[i])
			(*picked)[(*n)++] = columns[i];
	return 0;
}

/* --- writing rows --- */

static bool begin(struct out *o, struct fault *f)
{
	struct source s = {o->a, o->style.template ? o->style.template : "", o->columns, o->n, f};
	struct pieces *pieces = arena_new(o->a, struct pieces);
	o->own = pieces;
	return read_template(&s, pieces) == 0;
}

static void escaped(struct str *s, enum escape escape, const char *p, size_t n)
{
	switch (escape) {
	case ESCAPE_NONE: str_addn(s, p, n); break;
	case ESCAPE_SHELL: str_shell(s, p, n); break;
	case ESCAPE_JSON: jw_quote(s, p, n); break;
	case ESCAPE_CSV: csv_quote(s, p, n); break;
	case ESCAPE_HTML: html_text(s, p); break;
	}
}

/* Appends one field to s. */
static void field(struct out *o, struct str *s, const struct piece *piece, const struct out_cell *c)
{
	if (piece->escape == ESCAPE_JSON && !piece->cut && !piece->relative) {
		cell_json(s, c);
		return;
	}
	str_cut(&o->cell, 0);
	if (piece->relative)
		cell_relative(&o->cell, c, o->style.now);
	else
		cell_plain(&o->cell, c);
	if (piece->cut) {
		str_cut(&o->aside, 0);
		cell_cut(&o->aside, o->cell.p, piece->cut, o->style.utf8);
		escaped(s, piece->escape, o->aside.p, o->aside.n);
	} else {
		escaped(s, piece->escape, o->cell.p, o->cell.n);
	}
}

static void row(struct out *o, const struct out_cell *cells)
{
	const struct pieces *pieces = o->own;
	for (size_t i = 0; i < pieces->v.n; i++) {
		const struct piece *piece = &pieces->v.v[i];
		size_t from = o->buf.n;
		if (piece->text) {
			str_addn(&o->buf, piece->text, piece->n);
			continue;
		}
		field(o, &o->buf, piece, &cells[piece->column]);
		if (o->style.tty) {
			str_cut(&o->aside, 0);
			str_addn(&o->aside, o->buf.p + from, o->buf.n - from);
			str_cut(&o->buf, from);
			utf8_visible(&o->buf, o->aside.p, o->aside.n, true);
		}
	}
	out_end(o);
}

const struct out_ops out_template_ops = {.open = begin, .row = row};
