/* table: aligned columns for people.
 *
 * The first rows are held to measure the columns; later ones stream and may
 * push their neighbours when they are wider. A cell's text stands in the
 * line's one buffer, a NUL behind each. */
#include <string.h>

#include "base/msg.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "out/inner.h"

enum { HELD_MAX = 1000, GAP = 2, FLEX_MIN = 8 };

struct line {
	const char *text;
	const size_t *at;               /* where each cell begins in text */
	const enum out_tone *tone;
};

struct table {
	VEC(struct line) held;
	bool measured;
	size_t *width;                  /* cells a column is padded to */
	size_t *cap;                    /* and cut at */
	/* the line being made */
	struct str text;
	size_t *at;
	enum out_tone *tone;
};

static bool begin(struct out *o, struct fault *f)
{
	struct table *t = arena_new(o->a, struct table);
	(void)f;
	t->width = arena_array(o->a, size_t, o->n);
	t->cap = arena_array(o->a, size_t, o->n);
	t->text = str_new(o->a);
	t->at = arena_array(o->a, size_t, o->n);
	t->tone = arena_array(o->a, enum out_tone, o->n);
	o->own = t;
	return true;
}

static struct line make_line(struct out *o, const struct out_cell *cells)
{
	struct table *t = o->own;
	str_cut(&t->text, 0);
	for (size_t i = 0; i < o->n; i++) {
		str_cut(&o->cell, 0);
		if (cells[i].kind == OUT_SPAN && (o->columns[i]->flags & OUT_HOURS) && !cells[i].decimals)
			cell_hours(&o->cell, &cells[i]);
		else
			cell_human(&o->cell, &cells[i], o->style.zone);
		t->at[i] = t->text.n;
		t->tone[i] = cells[i].tone;
		utf8_visible(&t->text, o->cell.p, o->cell.n, false);
		str_addc(&t->text, '\0');
	}
	return (struct line){t->text.p, t->at, t->tone};
}

static void hold(struct out *o, struct line line)
{
	struct table *t = o->own;
	size_t *at = arena_array(o->a, size_t, o->n);
	enum out_tone *tone = arena_array(o->a, enum out_tone, o->n);
	if (o->n) {
		memcpy(at, line.at, o->n * sizeof *at);
		memcpy(tone, line.tone, o->n * sizeof *tone);
	}
	*vec_push(o->a, &t->held) = (struct line){arena_dup(o->a, line.text, t->text.n), at, tone};
}

/* --- measuring --- */

static size_t total_width(const struct out *o)
{
	const struct table *t = o->own;
	size_t total = o->n ? GAP * (o->n - 1) : 0;
	for (size_t i = 0; i < o->n; i++)
		total += t->width[i];
	return total;
}

/* The widest column that may give something up, or n. */
static size_t widest_flex(const struct out *o)
{
	const struct table *t = o->own;
	size_t widest = o->n;
	for (size_t i = 0; i < o->n; i++)
		if ((o->columns[i]->flags & OUT_FLEX) && t->width[i] > FLEX_MIN &&
		    (widest == o->n || t->width[i] > t->width[widest]))
			widest = i;
	return widest;
}

/* Where a width must not be passed (a terminal's, or what --width says),
 * flexible columns give way, and take what room is left for rows to come. */
static void fit(struct out *o)
{
	struct table *t = o->own;
	size_t room = (size_t)o->style.width, total = total_width(o), spare;
	bool limited = o->style.width > 0;
	for (size_t i = widest_flex(o); limited && total > room && i < o->n; i = widest_flex(o)) {
		t->width[i]--;
		total--;
	}
	spare = total < room ? room - total : 0;
	for (size_t i = 0; i < o->n; i++)
		t->cap[i] = limited && (o->columns[i]->flags & OUT_FLEX) ? t->width[i] + spare : SIZE_MAX;
}

static void measure(struct out *o)
{
	struct table *t = o->own;
	for (size_t i = 0; i < o->n; i++) {
		if (o->header)
			t->width[i] = utf8_cells(_(o->columns[i]->head));
		for (size_t k = 0; k < t->held.n; k++) {
			size_t cells = utf8_cells(t->held.v[k].text + t->held.v[k].at[i]);
			if (cells > t->width[i])
				t->width[i] = cells;
		}
	}
	fit(o);
	t->measured = true;
}

/* --- printing --- */

static void blanks(struct str *s, size_t n)
{
	static const char some[] = "                                ";
	for (; n > sizeof some - 1; n -= sizeof some - 1)
		str_addn(s, some, sizeof some - 1);
	str_addn(s, some, n);
}

static void painted(struct out *o, const char *text, const char *colour)
{
	bool paint = o->style.colour && *colour;
	if (paint)
		str_add(&o->buf, colour);
	str_add(&o->buf, text);
	if (paint)
		str_add(&o->buf, "\033[0m");
}

/* One cell; *pad blanks wait before it and are written only when some text
 * follows, so that no line ends in blanks. */
static void put(struct out *o, size_t i, const char *text, const char *colour, size_t *pad)
{
	const struct table *t = o->own;
	size_t cells = utf8_cells(text), spare;
	if (cells > t->cap[i]) {
		str_cut(&o->aside, 0);
		cell_cut(&o->aside, text, t->cap[i], o->style.utf8);
		text = o->aside.p;
		cells = utf8_cells(text);
	}
	spare = t->width[i] > cells ? t->width[i] - cells : 0;
	if (*text) {
		bool right = cell_right(o->columns[i]->kind);
		blanks(&o->buf, *pad + (right ? spare : 0));
		painted(o, text, colour);
		*pad = right ? 0 : spare;
	} else {
		*pad += spare;
	}
	*pad += GAP;
}

static void put_header(struct out *o)
{
	size_t pad = 0;
	for (size_t i = 0; i < o->n; i++)
		put(o, i, _(o->columns[i]->head), "\033[1m", &pad);
	out_end(o);
}

static void put_line(struct out *o, struct line line)
{
	static const char *const colours[] = {
		[OUT_PLAIN] = "", [OUT_GOOD] = "\033[32m", [OUT_WARN] = "\033[33m",
		[OUT_BAD] = "\033[31m", [OUT_DIM] = "\033[2m",
	};
	size_t pad = 0;
	for (size_t i = 0; i < o->n; i++)
		put(o, i, line.text + line.at[i], colours[line.tone[i]], &pad);
	out_end(o);
}

/* Measures and writes what is held; from then on lines stream. */
static void settle(struct out *o)
{
	struct table *t = o->own;
	if (t->measured || t->held.n == 0)
		return;
	measure(o);
	if (o->header)
		put_header(o);
	for (size_t i = 0; i < t->held.n; i++)
		put_line(o, t->held.v[i]);
	t->held.n = 0;
}

static void row(struct out *o, const struct out_cell *cells)
{
	struct table *t = o->own;
	struct line line = make_line(o, cells);
	if (t->measured) {
		put_line(o, line);
		return;
	}
	hold(o, line);
	if (t->held.n == HELD_MAX)
		settle(o);
}

const struct out_ops out_table_ops = {.open = begin, .row = row, .settle = settle};
