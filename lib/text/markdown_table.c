/* markdown_table: tables for a terminal.
 *
 * Columns are as wide as what is in them. Where that is too much the widest
 * give way and their cells become several lines; where even that is too narrow
 * to be read, each row becomes lines of "head: value". */
#include <string.h>

#include "base/utf8.h"
#include "text/markdown_lines.h"

enum { LEAST_COLUMN = 8, BETWEEN = 3 };           /* " | " */

struct cell { const char *text; size_t n; };

struct table {
	struct lines *w;
	size_t columns;
	int width[MARKDOWN_COLUMNS];
	enum markdown_align align[MARKDOWN_COLUMNS];
	struct cell head[MARKDOWN_COLUMNS];
};

/* The cells of a row; a missing one is empty. */
static void read_row(struct table *t, const struct markdown_node *row, struct cell cells[MARKDOWN_COLUMNS])
{
	const struct markdown_node *at = row->first;
	for (size_t i = 0; i < t->columns; i++) {
		char *words = at ? lines_words(t->w, at->first, NULL) : arena_strdup(t->w->a, "");
		for (char *p = words; *p; p++)
			if (*p == '\n')
				*p = ' ';
		cells[i] = (struct cell){words, strlen(words)};
		if (at && at->head)
			t->align[i] = at->align;
		at = at ? at->next : NULL;
	}
}

static void measure(struct table *t, const struct cell cells[MARKDOWN_COLUMNS])
{
	for (size_t i = 0; i < t->columns; i++) {
		int cells_wide = lines_cells(cells[i].text, cells[i].n);
		if (cells_wide > t->width[i])
			t->width[i] = cells_wide;
	}
}

/* Takes from the widest columns until all fit. False: too narrow. */
static bool fit(struct table *t, int room)
{
	int sum = BETWEEN * ((int)t->columns - 1);
	for (size_t i = 0; i < t->columns; i++)
		sum += t->width[i];
	while (room > 0 && sum > room) {
		int widest = 0, second = LEAST_COLUMN, count = 0, take;
		for (size_t i = 0; i < t->columns; i++)
			widest = t->width[i] > widest ? t->width[i] : widest;
		for (size_t i = 0; i < t->columns; i++) {
			count += t->width[i] == widest;
			if (t->width[i] < widest && t->width[i] > second)
				second = t->width[i];
		}
		if (widest <= LEAST_COLUMN)
			return false;
		take = (sum - room + count - 1) / count;
		take = take < widest - second ? take : widest - second;
		for (size_t i = 0; i < t->columns; i++) {
			if (t->width[i] == widest) {
				t->width[i] -= take;
				sum -= take;
			}
		}
	}
	return true;
}

static void pad(struct str *out, int n)
{
	for (; n > 0; n--)
		str_addc(out, ' ');
}

static void add_cell(struct table *t, struct str *line, size_t i, const char *p, size_t n)
{
	int left = t->width[i] - lines_cells(p, n);
	int before = t->align[i] == MARKDOWN_END ? left : t->align[i] == MARKDOWN_CENTER ? left / 2 : 0;
	if (i > 0)
		str_add(line, " | ");
	pad(line, before);
	str_addn(line, p, n);
	pad(line, left - before);
}

/* A row takes as many lines as its longest cell. */
static bool write_row(struct table *t, struct cell cells[MARKDOWN_COLUMNS])
{
	bool more;
	do {
		struct str line = str_new(t->w->a);
		more = false;
		for (size_t i = 0; i < t->columns; i++) {
			const char *p = cells[i].text, *end = p + cells[i].n, *start;
			p += strspn(p, " ");
			start = p;
			size_t n = lines_cut(&p, end, t->width[i] > 0 ? t->width[i] : 1, true);
			add_cell(t, &line, i, start, n);
			cells[i] = (struct cell){p, (size_t)(end - p)};
			more |= strspn(p, " ") < cells[i].n;
		}
		if (!lines_add(t->w, line.p, line.n))
			return false;
	} while (more);
	return true;
}

static bool write_line(struct table *t)
{
	struct str line = str_new(t->w->a);
	for (size_t i = 0; i < t->columns; i++) {
		if (i > 0)
			str_add(&line, "-+-");
		for (int n = 0; n < t->width[i]; n++)
			str_addc(&line, '-');
	}
	return lines_add(t->w, line.p, line.n);
}

/* "head: value" for each cell that says something. */
static bool write_record(struct table *t, struct cell cells[MARKDOWN_COLUMNS])
{
	for (size_t i = 0; i < t->columns; i++) {
		const char *line = arena_printf(t->w->a, "%s: %s", t->head[i].text, cells[i].text);
		const char *p = line, *end = line + strlen(line);
		while (cells[i].n > 0 && p < end) {
			const char *start = p + strspn(p, " ");
			p = start;
			size_t n = lines_cut(&p, end, lines_room(t->w), false);
			if (!lines_add(t->w, start, n))
				return false;
		}
	}
	return true;
}

static bool write_records(struct table *t, const struct markdown_node *body)
{
	struct cell cells[MARKDOWN_COLUMNS];
	for (const struct markdown_node *row = body ? body->first : NULL; row; row = row->next) {
		read_row(t, row, cells);
		if (!write_record(t, cells) || (row->next && !lines_add(t->w, "", 0)))
			return false;
	}
	return true;
}

bool lines_table(struct lines *w, const struct markdown_node *table)
{
	struct table t = {.w = w, .columns = table->number};
	struct cell cells[MARKDOWN_COLUMNS];
	const struct markdown_node *head = table->first, *body = head ? head->next : NULL;
	if (!head || !head->first || t.columns == 0)
		return true;
	read_row(&t, head->first, t.head);
	measure(&t, t.head);
	for (const struct markdown_node *row = body ? body->first : NULL; row; row = row->next) {
		read_row(&t, row, cells);
		measure(&t, cells);
	}
	if (!fit(&t, lines_room(w)))
		return write_records(&t, body);
	memcpy(cells, t.head, sizeof cells);
	if (!write_row(&t, cells) || !write_line(&t))
		return false;
	for (const struct markdown_node *row = body ? body->first : NULL; row; row = row->next) {
		read_row(&t, row, cells);
		if (!write_row(&t, cells))
			return false;
	}
	return true;
}
