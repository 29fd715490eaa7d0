/* report_page: a report as a document: what it is about, its tables, what its
 * figures mean. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/pager.h"
#include "app/report_chart.h"
#include "base/str.h"
#include "base/utf8.h"
#include "when/clock.h"

enum { BAR = 10, LABEL = 44, LEAST_LABEL = 8, GAP = 2 };

/* --- the head --- */

static const char *period_text(const struct report *r)
{
	const char *to = report_at(r, r->to);

	if (r->from == INT64_MIN + 1)
		return arena_printf(r->a, _("up to %s, %s"), to, zone_name(r->zone));
	return arena_printf(r->a, _("%s to %s, %s"), report_at(r, r->from), to, zone_name(r->zone));
}

static const char *known_text(const struct report *r)
{
	return arena_printf(r->a, r->q.as_of == AT_NONE ? _("%s (now)") : _("%s (as of)"), report_at(r, r->now));
}

static const char *joined(const struct report *r)
{
	struct str s = str_new(r->a);

	for (size_t i = 0; i < r->provisional.n; i++)
		str_printf(&s, "%s%s", i ? "; " : "", r->provisional.v[i]);
	return s.p;
}

static const char *calendar_text(const struct report *r)
{
	struct labels l = policy_cal_label(r->policy, r->calendar);
	const char *label = label_in(r->policy, &l, msg_lang(), r->calendar);

	return str_eq(label, r->calendar) ? label : arena_printf(r->a, "%s (%s)", label, r->calendar);
}

static void put_head(struct report *r, struct doc *d)
{
	const struct policy_head *h = policy_head(r->policy);

	doc_title(d, arena_printf(r->a, "%s: %s", label_in(r->policy, &h->title, msg_lang(), h->name), r->title));
	doc_pair(d, _("Period"), period_text(r));
	doc_pair(d, _("Cohort"), arena_printf(r->a, _("%s (%s)"), _(cohort_says[r->cohort]), cohort_words[r->cohort]));
	doc_pair(d, _("Only"), r->where);
	if (r->counts_business && r->calendar)
		doc_pair(d, _("Working time"), calendar_text(r));
	if (r->windowed)
		doc_pair(d, _("Window"), arena_printf(r->a, NG_("%" PRId64 " day after the first resolution",
		                                                "%" PRId64 " days after the first resolution", r->days), r->days));
	doc_pair(d, _("Known at"), known_text(r));
	doc_pair(d, _("Provisional"), r->provisional.n ? joined(r) : _("no"));
}

/* --- tables --- */

/* How a table fits the page: first without bars, then with shorter labels. */
struct shape { size_t label; bool bars; };

static const char *short_label(const struct page *p, struct arena *a, const char *label, size_t most)
{
	if (utf8_cells(label) <= most)
		return label;
	struct str s = str_new(a);
	size_t cells = 0, room = most - (p->utf8 ? 1 : 3);
	for (const char *at = label, *end = label + strlen(label); at < end;) {
		uint32_t c;
		int len = utf8_next(at, end, &c);
		cells += c == UTF8_BAD ? 1 : (size_t)utf8_width(c);
		if (cells > room)
			break;
		str_addn(&s, at, (size_t)len);
		at += len;
	}
	str_add(&s, p->utf8 ? "\xe2\x80\xa6" : "...");
	return s.p;
}

static bool is_shown(const struct report_section *s, size_t i)
{
	return s->whole || s->r->top == 0 || (int64_t)i < s->r->top || s->rows.v[i].total;
}

static int64_t most_of(const struct report_section *s, size_t column)
{
	int64_t most = 0;

	for (size_t i = 0; i < s->rows.n; i++) {
		const struct figure *f = &s->rows.v[i].v[column];
		if (!s->rows.v[i].total && !f->hidden && !f->few && f->kind != FIGURE_NONE && f->value > most)
			most = f->value;
	}
	return metrics[s->columns[column].metric].unit == UNIT_SHARE && most > 250000 && most < 1000000 ? 1000000 : most;
}

static size_t longest_word(const char *text)
{
	size_t widest = 0, cells = 0;

	for (const char *at = text, *end = text + strlen(text); at < end;) {
		uint32_t c;
		at += utf8_next(at, end, &c);
		cells = c == ' ' ? 0 : cells + (c == UTF8_BAD ? 1 : (size_t)utf8_width(c));
		widest = cells > widest ? cells : widest;
	}
	return widest;
}

static size_t figures_width(const struct report_section *s, size_t column)
{
	size_t widest = longest_word(s->columns[column].head);

	for (size_t i = 0; i < s->rows.n; i++) {
		size_t cells = is_shown(s, i) ? utf8_cells(report_figure_text(s->r, &s->columns[column], &s->rows.v[i].v[column])) : 0;
		widest = cells > widest ? cells : widest;
	}
	return widest;
}

static struct shape shape_of(const struct report_section *s, const struct page *p)
{
	size_t figures = 0, bars = 0, label = longest_word(s->head);

	if (!p)                        /* HTML wraps by itself, and has charts */
		return (struct shape){SIZE_MAX, false};

	for (size_t i = 0; i < s->rows.n; i++)
		if (is_shown(s, i) && utf8_cells(s->rows.v[i].label) > label)
			label = utf8_cells(s->rows.v[i].label);
	label = label < LABEL || s->sentences ? label : LABEL;
	for (size_t i = 0; i < s->ncolumns; i++) {
		figures += figures_width(s, i) + GAP;
		bars += s->columns[i].bars ? BAR + GAP : 0;
	}
	if (label + figures + bars <= p->width)
		return (struct shape){label, true};
	if (label + figures > p->width && !s->sentences)
		label = p->width > figures + LEAST_LABEL ? p->width - figures : LEAST_LABEL;
	return (struct shape){label, false};
}

static void put_row(const struct report_section *s, const struct report_row *row, struct doc_table *t,
                    const struct page *p, struct shape shape)
{
	const char **cells = arena_array(s->r->a, const char *, t->columns);
	size_t n = 0;

	cells[n++] = short_label(p, s->r->a, row->label, shape.label);
	for (size_t i = 0; i < s->ncolumns; i++) {
		const struct report_column *c = &s->columns[i];
		cells[n++] = report_figure_text(s->r, c, &row->v[i]);
		if (c->bars && shape.bars)
			cells[n++] = row->total || row->v[i].hidden || row->v[i].few ? ""
			           : report_bar(p, s->r->a, row->v[i].value, most_of(s, i), BAR);
	}
	doc_row(t, cells);
}

/* Long tables are cut on a page, never for machines. */
static void put_left_out(const struct report_section *s, struct doc *d)
{
	int64_t left = s->whole ? 0 : (int64_t)s->rows.n - s->r->top;

	for (size_t i = 0; i < s->rows.n; i++)
		left -= s->rows.v[i].total;
	if (s->r->top && left > 0)
		doc_note(d, arena_printf(s->r->a, NG_("%" PRId64 " more row: --top 0, or --tsv", "%" PRId64 " more rows: --top 0, or --tsv",
		                                      left), left));
}

/* Words stand at the left; "≥ 90 %" is a number all the same. */
static bool is_words(const struct report_section *s, size_t column)
{
	bool any = false;

	for (size_t i = 0; i < s->rows.n; i++) {
		const struct figure *f = &s->rows.v[i].v[column];
		any |= f->kind == FIGURE_TEXT;
		if (f->kind != FIGURE_TEXT && f->kind != FIGURE_NONE)
			return false;
	}
	return any && s->columns[column].metric != METRIC_GOAL;
}

static void put_table(const struct report_section *s, struct doc *d, const struct page *p)
{
	const char **heads = arena_array(s->r->a, const char *, 2 * s->ncolumns + 1);
	struct shape shape = shape_of(s, p);
	struct doc_table *t;
	size_t n = 0;

	heads[n++] = s->head;
	for (size_t i = 0; i < s->ncolumns; i++) {
		heads[n++] = s->columns[i].head;
		if (s->columns[i].bars && shape.bars)
			heads[n++] = "";
	}
	t = doc_table(d, NULL, heads, n);
	t->whole = !s->sentences;
	t->sum = s->rows.n && s->rows.v[s->rows.n - 1].total;
	for (size_t i = 0, k = 1; i < s->ncolumns; i++) {
		if (!is_words(s, i))
			doc_right(t, k);
		k += 1 + (s->columns[i].bars && shape.bars);
	}
	for (size_t i = 0; i < s->rows.n; i++)
		if (is_shown(s, i))
			put_row(s, &s->rows.v[i], t, p, shape);
	put_left_out(s, d);
}

/* --- single figures, a line each --- */

static const char *of_text(const struct report *r, const struct figure *f)
{
	if (f->hidden || f->few)
		return "";
	if (f->kind == FIGURE_SHARE)
		return arena_printf(r->a, _("%s of %s"), report_number(r, f->part), report_number(r, f->whole));
	if ((f->kind == FIGURE_SPAN || f->kind == FIGURE_MEAN) && f->whole)
		return arena_printf(r->a, _("of %s"), report_number(r, f->whole));
	return "";
}

static const char *range_text(const struct report *r, const struct figure *f)
{
	if (f->kind != FIGURE_SHARE || !f->ranged || f->hidden)
		return "";
	return arena_printf(r->a, _("%s to %s"), report_percent(r, f->low), report_percent(r, f->high));
}

/* Is there anything to say in the column? */
static bool any_of(const struct report_section *s, const char *(*text)(const struct report *, const struct figure *))
{
	for (size_t i = 0; i < s->ncolumns; i++)
		if (*text(s->r, &s->rows.v[0].v[i]))
			return true;
	return false;
}

static const char *listed_text(const struct report_section *s, size_t row, size_t i)
{
	struct report_column c = s->columns[i];

	if (s->rows.v[row].change)
		c.stat = STAT_CHANGE;
	return report_figure_text(s->r, &c, &s->rows.v[row].v[i]);
}

static void put_listed(const struct report_section *s, struct doc *d)
{
	const struct report *r = s->r;
	size_t rows = s->rows.n, n = 1;
	bool of = any_of(s, of_text), range = rows == 1 && any_of(s, range_text);
	const char **heads = arena_array(r->a, const char *, rows + 3), **cells = arena_array(r->a, const char *, rows + 3);
	struct doc_table *t;

	heads[0] = s->head;
	for (size_t k = 0; k < rows; k++)
		heads[n++] = s->rows.v[k].label;
	if (of)
		heads[n++] = _("Of how many");
	if (range)
		heads[n++] = _("95 % interval");
	t = doc_table(d, NULL, heads, n);
	for (size_t k = 1; k < n; k++)
		doc_right(t, k);
	for (size_t i = 0; i < s->ncolumns; i++) {
		size_t k = 0;
		cells[k++] = s->columns[i].head;
		for (size_t row = 0; row < rows; row++)
			cells[k++] = listed_text(s, row, i);
		if (of)
			cells[k++] = of_text(r, &s->rows.v[0].v[i]);
		if (range)
			cells[k++] = range_text(r, &s->rows.v[0].v[i]);
		doc_row(t, cells);
	}
}

/* "▂▅█  3.7 d to 4.0 d" */
static const char *line_text(const struct report *r, const struct page *p, const struct report_line *l)
{
	int64_t least = l->v[0], most = l->v[0];

	for (size_t i = 1; i < l->n; i++) {
		least = l->v[i] < least ? l->v[i] : least;
		most = l->v[i] > most ? l->v[i] : most;
	}
	return arena_printf(r->a, _("%s  %s to %s"), report_spark(p, r->a, l->v, l->n, l->kind == FIGURE_COUNT),
	                    report_value(r, l->metric, l->kind, least), report_value(r, l->metric, l->kind, most));
}

/* The steps of a stack below each other, their parts side by side. */
static void put_stack(const struct report_section *s, struct doc *d)
{
	const struct report_stack *k = s->stack;
	const char **heads = arena_array(s->r->a, const char *, k->nparts + 1), **cells = arena_array(s->r->a, const char *, k->nparts + 1);
	struct doc_table *t;

	heads[0] = s->head;
	for (size_t i = 0; i < k->nparts; i++)
		heads[i + 1] = k->parts[i].label;
	t = doc_table(d, NULL, heads, k->nparts + 1);
	for (size_t j = 0; j < k->n; j++) {
		cells[0] = k->labels[j];
		for (size_t i = 0; i < k->nparts; i++) {
			doc_right(t, i + 1);
			cells[i + 1] = report_number(s->r, k->parts[i].v[j]);
		}
		doc_row(t, cells);
	}
}

/* A chart where there can be one, else block characters. */
static void put_pictures(const struct report_section *s, struct doc *d, const struct page *p)
{
	if (!p && str_eq(s->name, "key"))
		report_tiles(s, d);
	if (!p)
		report_chart(s, d);
	for (size_t i = 0; p && i < s->lines.n; i++)
		if (s->lines.v[i].n > 1)
			doc_pair(d, s->lines.v[i].label, line_text(s->r, p, &s->lines.v[i]));
}

static void put_section(const struct report_section *s, struct doc *d, const struct page *p)
{
	doc_heading(d, s->title);
	put_pictures(s, d, p);
	if (s->stack)
		put_stack(s, d);
	else if (s->listed && s->rows.n)
		put_listed(s, d);
	else if (s->ncolumns && s->rows.n)
		put_table(s, d, p);
	else if (s->ncolumns)
		doc_text(d, _("No such cases."));
	for (size_t i = 0; i < s->notes.n; i++)
		if (s->ncolumns || s->lines.n)
			doc_note(d, s->notes.v[i]);
		else
			doc_item(d, s->notes.v[i]);
}

void report_doc(struct report *r, struct doc *d, const struct page *p)
{
	put_head(r, d);
	for (size_t i = 0; i < r->sections.n; i++)
		put_section(r->sections.v[i], d, p);
	report_means(r, d);
}

static int print_html(struct report *r)
{
	struct doc d = {.a = r->a};
	struct str out = str_new(r->a);
	const char *lang = msg_lang();

	report_doc(r, &d, NULL);
	doc_html(&out, &d, lang ? lang : "en");
	fwrite(out.p, 1, out.n, stdout);
	return 0;
}

int report_print_page(struct report *r)
{
	struct doc d = {.a = r->a};
	struct page page;
	int bad = r->html ? 0 : page_begin(r->app, &page);

	if (bad)
		return bad;
	if (r->html)
		return print_html(r);
	report_doc(r, &d, &page);
	doc_page(&page, &d);
	pid_t pager = pager_begin(r->app, true);
	page_end(&page);
	pager_end(pager);
	return 0;
}
