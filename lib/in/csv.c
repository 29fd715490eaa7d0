/* csv: a reader of one character at a time over stdio's buffer.
 *
 * A row's fields stand behind one another in one buffer, a NUL after each;
 * `starts` keeps where each begins until the buffer has stopped moving. */
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "in/csv.h"

/* The row being read. */
struct scan {
	struct csv *r;
	struct arena *a;
	struct str text;
	VEC(size_t) starts;
	long line;
	struct fault *f;
};

static int fault_row(struct scan *s, long line, const char *text)
{
	return fault_at(s->f, EX_DATAERR, s->r->name, line, 0, "%s", text);
}

static int byte(struct csv *r)
{
	return r->nback ? r->back[--r->nback] : getc_unlocked(r->in);
}

static void put_back(struct csv *r, int c)
{
	r->back[r->nback++] = c;
}

static int get(struct scan *s)
{
	int c = byte(s->r);
	if (c == '\n')
		s->r->line++;
	return c;
}

/* A CR belongs to the line's end only before an LF. */
static bool at_crlf(struct scan *s, int c)
{
	int following;
	if (c != '\r')
		return false;
	following = byte(s->r);
	put_back(s->r, following);
	return following == '\n';
}

static void skip_mark(struct csv *r)
{
	int first = byte(r), second, third;
	if (first != 0xef) {
		put_back(r, first);
		return;
	}
	second = byte(r);
	third = byte(r);
	if (second == 0xbb && third == 0xbf)
		return;
	put_back(r, third);
	put_back(r, second);
	put_back(r, first);
}

/* After a fault: to the end of the line, so that the next call goes on. */
static void skip_line(struct scan *s, int c)
{
	while (c != '\n' && c != EOF)
		c = get(s);
}

static size_t field_start(const struct scan *s)
{
	return s->starts.v[s->starts.n - 1];
}

static int add(struct scan *s, int c)
{
	size_t max = s->r->max ? s->r->max : CSV_MAX_FIELD;
	if (c == '\0')
		return fault_row(s, s->r->line + 1, "a NUL byte (is this UTF-16 or no text at all?)");
	if (s->text.n - field_start(s) >= max)
		return fault_row(s, s->line, "a field is too long");
	str_addc(&s->text, (char)c);
	return 0;
}

/* The inside of a quoted field and the character behind it. */
static int scan_quoted(struct scan *s, int *behind)
{
	long opened = s->r->line + 1;
	for (;;) {
		int c = get(s), code;
		if (c == EOF)
			return fault_row(s, opened, "a quote opened here is never closed");
		if (c == '"') {
			c = get(s);
			if (c != '"') {
				*behind = c;
				return 0;
			}
		}
		code = add(s, c);
		if (code) {
			skip_line(s, c);
			return code;
		}
	}
}

static int scan_plain(struct scan *s, int c, int *behind, char delim)
{
	while (c != delim && c != '\n' && c != EOF && !at_crlf(s, c)) {
		int code = c == '"' ? fault_row(s, s->line, "a quote inside a field that does not "
		                                "begin with one") : add(s, c);
		if (code) {
			skip_line(s, c);
			return code;
		}
		c = get(s);
	}
	*behind = c;
	return 0;
}

/* The field's bytes become valid UTF-8, or the fault. */
static int finish_field(struct scan *s)
{
	size_t start = field_start(s), n = s->text.n - start;
	const char *field = s->text.p + start;
	if (utf8_check(field, n) < n) {
		char *repaired;
		size_t len;
		if (!s->r->repair)
			return fault_row(s, s->line, "a field is not UTF-8");
		repaired = utf8_repair(s->a, field, n, &len, NULL);
		str_cut(&s->text, start);
		str_addn(&s->text, repaired, len);
	}
	str_addc(&s->text, '\0');
	return 0;
}

/* One field and what ends it: the delimiter, '\n' or EOF. */
static int scan_field(struct scan *s, int c, int *end)
{
	char delim = s->r->delim ? s->r->delim : ',';
	int code;
	if (s->starts.n >= CSV_MAX_COLUMNS) {
		skip_line(s, c);
		return fault_row(s, s->line, "too many fields");
	}
	*vec_push(s->a, &s->starts) = s->text.n;
	code = c == '"' ? scan_quoted(s, end) : scan_plain(s, c, end, delim);
	if (code)
		return code;
	if (at_crlf(s, *end))
		*end = get(s);
	if (*end != delim && *end != '\n' && *end != EOF) {
		code = fault_row(s, s->r->line + 1, "text behind the closing quote");
		skip_line(s, *end);
		return code;
	}
	code = finish_field(s);
	if (code)
		skip_line(s, *end);
	return code;
}

/* The first character of the next row, past empty lines and the mark. */
static int scan_start(struct scan *s)
{
	int c;
	if (!s->r->begun)
		skip_mark(s->r);
	s->r->begun = true;
	c = get(s);
	while (c == '\n' || at_crlf(s, c))
		c = get(s);
	return c;
}

static int scan_row(struct scan *s, int c)
{
	char delim = s->r->delim ? s->r->delim : ',';
	int end = EOF, code;
	do {
		code = scan_field(s, c, &end);
		if (code)
			return code;
		if (end == delim)
			c = get(s);
	} while (end == delim);
	return 0;
}

static void give(struct scan *s, struct csv_row *row)
{
	row->n = s->starts.n;
	row->line = s->line;
	row->v = arena_array(s->a, const char *, row->n + 1);
	for (size_t i = 0; i < row->n; i++)
		row->v[i] = s->text.p + s->starts.v[i];
}

bool csv_next(struct csv *r, struct arena *a, struct csv_row *row, struct fault *f)
{
	struct scan s = {.r = r, .a = a, .text = str_new(a), .f = f};
	int c = scan_start(&s);
	s.line = r->line + 1;
	if (c == EOF) {
		if (ferror(r->in))
			fault_at(f, EX_IOERR, r->name, 0, 0, "cannot be read");
		return false;
	}
	if (scan_row(&s, c))
		return false;
	if (ferror(r->in)) {
		fault_at(f, EX_IOERR, r->name, s.line, 0, "cannot be read");
		return false;
	}
	give(&s, row);
	if (r->columns && row->n != r->columns) {
		fault_at(f, EX_DATAERR, r->name, row->line, 0,
		         "%zu fields where the header has %zu", row->n, r->columns);
		return false;
	}
	return true;
}

bool csv_header(struct csv *r, struct arena *a, struct csv_row *row, struct fault *f)
{
	if (!csv_next(r, a, row, f)) {
		if (!f->code)
			fault_at(f, EX_DATAERR, r->name, 0, 0, "empty: a header line is expected");
		return false;
	}
	for (size_t i = 0; i < row->n; i++) {
		row->v[i] = str_trim(a, row->v[i]);
		if (!*row->v[i]) {
			fault_at(f, EX_DATAERR, r->name, row->line, 0, "column %zu has no name", i + 1);
			return false;
		}
		if (csv_column(row, row->v[i]) != (int)i) {
			fault_at(f, EX_DATAERR, r->name, row->line, 0, "two columns are called \"%.100s\"",
			         row->v[i]);
			return false;
		}
	}
	r->columns = row->n;
	return true;
}

int csv_column(const struct csv_row *header, const char *name)
{
	for (size_t i = 0; i < header->n; i++)
		if (strcasecmp(header->v[i], name) == 0)
			return (int)i;
	return -1;
}
