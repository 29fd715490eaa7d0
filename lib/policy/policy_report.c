/* policy_report: collecting and showing the issues of a policy file. */
#include "policy/policy_report.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

enum { KEPT = 1000 };        /* enough for anybody; the rest is counted only */

struct policy_report policy_report_new(struct arena *a, const char *file, const char *bytes, size_t n)
{
	return (struct policy_report){.a = a, .file = file, .bytes = bytes, .n = n};
}

enum { TEXT_BYTES = 400 };

/* Names from the file may be long or hold newlines; a message is one line. */
static const char *one_line(struct arena *a, const char *text)
{
	size_t n = text ? strlen(text) : 0;
	char *line;
	if (n <= TEXT_BYTES && (!text || !strchr(text, '\n')))
		return text;
	if (n > TEXT_BYTES) {
		n = TEXT_BYTES;
		while (n > 0 && (text[n] & 0xc0) == 0x80)
			n--;
	}
	line = arena_printf(a, "%.*s%s", (int)n, text, text[n] ? " ..." : "");
	for (char *p = line; (p = strchr(p, '\n')); p++)
		*p = ' ';
	return line;
}

void policy_report_add(struct policy_report *r, const struct policy_issue *issue)
{
	if (issue->warning)
		r->warnings++;
	else
		r->errors++;
	if (r->count == KEPT)
		return;
	r->v = vec_room(r->a, r->v, r->count, &r->cap, sizeof *r->v);
	r->v[r->count] = *issue;
	r->v[r->count].text = one_line(r->a, issue->text);
	r->v[r->count].hint = one_line(r->a, issue->hint);
	r->count++;
}

/* By place, then as they came: text order would shuffle what belongs together. */
void policy_report_sort(struct policy_report *r)
{
	for (size_t i = 1; i < r->count; i++) {
		struct policy_issue issue = r->v[i];
		size_t at = i;
		while (at > 0 && (r->v[at - 1].line > issue.line ||
		                  (r->v[at - 1].line == issue.line && r->v[at - 1].col > issue.col))) {
			r->v[at] = r->v[at - 1];
			at--;
		}
		r->v[at] = issue;
	}
}

/* --- showing --- */

/* The text of a line (1-based) without its end. */
static const char *line_of(const struct policy_report *r, int line, size_t *n)
{
	const char *p = r->bytes, *end = r->bytes + r->n;
	for (; line > 1 && p < end; line--) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		p = newline ? newline + 1 : end;
	}
	*n = 0;
	while (p + *n < end && p[*n] != '\n' && p[*n] != '\r')
		(*n)++;
	return line > 1 ? end : p;
}

/* One character as a terminal may show it; a tab is one blank, so that the
 * caret stands right. */
static void visible(struct str *out, const char *p, size_t n)
{
	if (*p == '\t')
		str_addc(out, ' ');
	else
		utf8_visible(out, p, n, false);
}

enum { SHOWN_CELLS = 160 };

/* What stands under a cell of the character at place. */
static char mark_at(const struct policy_issue *issue, int place, bool first)
{
	if (place < issue->col || place >= issue->col + issue->width)
		return ' ';
	return place == issue->col && first ? '^' : '~';
}

/* The line, and under it a caret at character col and width - 1 tildes. */
static void print_source(struct str *out, const char *p, size_t n, const struct policy_issue *issue)
{
	struct str line = str_new(out->a), mark = str_new(out->a);
	const char *end = p + n;
	int place = 1;
	while (p < end && utf8_cells(line.p) < SHOWN_CELLS) {
		uint32_t c;
		size_t before = utf8_cells(line.p);
		int bytes = utf8_next(p, end, &c);
		visible(&line, p, (size_t)bytes);
		for (size_t cell = before; cell < utf8_cells(line.p); cell++)
			str_addc(&mark, mark_at(issue, place, cell == before));
		p += bytes;
		place++;
	}
	while (mark.n > 0 && mark.p[mark.n - 1] == ' ')
		str_cut(&mark, mark.n - 1);
	if (place <= issue->col) {
		while (mark.n < utf8_cells(line.p))
			str_addc(&mark, ' ');
		str_addc(&mark, '^');
	}
	str_printf(out, "%6d | %s\n", issue->line, line.p);
	str_printf(out, "       | %s\n", mark.p);
}

static void print_issue(const struct policy_report *r, struct str *out, const struct policy_issue *issue)
{
	size_t n;
	const char *line;
	utf8_visible(out, r->file, strlen(r->file), false);
	if (issue->line)
		str_printf(out, ":%d:%d", issue->line, issue->col);
	str_printf(out, ": %s: ", issue->warning ? "warning" : "error");
	utf8_visible(out, issue->text, strlen(issue->text), false);
	if (issue->hint) {
		str_add(out, " (");
		utf8_visible(out, issue->hint, strlen(issue->hint), false);
		str_addc(out, ')');
	}
	str_addc(out, '\n');
	if (!issue->line)
		return;
	line = line_of(r, issue->line, &n);
	if (n > 0)
		print_source(out, line, n, issue);
}

static void print_sort(const struct policy_report *r, struct str *out, bool warning, size_t most)
{
	size_t shown = 0;
	for (size_t i = 0; i < r->count && shown < most; i++) {
		if (r->v[i].warning != warning)
			continue;
		print_issue(r, out, &r->v[i]);
		shown++;
	}
}

void policy_report_print(const struct policy_report *r, struct str *out)
{
	print_sort(r, out, false, POLICY_REPORT_CAP);
	print_sort(r, out, true, r->count);
	if (r->errors > 1)
		str_printf(out, "%zu errors", r->errors);
	if (r->errors > POLICY_REPORT_CAP)
		str_printf(out, ", the first %d shown", POLICY_REPORT_CAP);
	if (r->errors > 1)
		str_addc(out, '\n');
	if (r->warnings > 1)
		str_printf(out, "%zu warnings\n", r->warnings);
}
