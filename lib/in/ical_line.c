/* ical_line: the content lines of an iCalendar stream. */
#include "in/ical_line.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/utf8.h"

struct ical_lines ical_lines(const char *name, const char *p, size_t n)
{
	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		return (struct ical_lines){p + 3, p + n, name, 0};
	return (struct ical_lines){p, p + n, name, 0};
}

/* One physical line without its end. */
static const char *take_line(struct ical_lines *r, size_t *n)
{
	const char *line = r->p, *lf = memchr(line, '\n', (size_t)(r->end - line));

	*n = (size_t)((lf ? lf : r->end) - line);
	r->p = lf ? lf + 1 : r->end;
	r->line++;
	if (*n > 0 && line[*n - 1] == '\r')
		--*n;
	return line;
}

/* Does the next line go on with this one? Line ends that were doubled on their
 * way here left empty lines between. */
static bool folds(struct ical_lines *r)
{
	const char *p = r->p;

	while (p < r->end && (*p == '\n' || (*p == '\r' && p + 1 < r->end && p[1] == '\n')))
		p++;
	if (p == r->end || (*p != ' ' && *p != '\t'))
		return false;
	for (; r->p < p; r->p++)
		r->line += *r->p == '\n';
	return true;
}

/* The next line that is not empty, unfolded; NULL at the end. */
static char *unfold(struct ical_lines *r, struct arena *a, size_t *len, long *first)
{
	struct str s = str_new(a);
	const char *line;
	size_t n;

	do {
		if (r->p == r->end)
			return NULL;
		line = take_line(r, &n);
	} while (n == 0 && !folds(r));
	*first = r->line;
	str_addn(&s, line, n);
	while (folds(r)) {
		line = take_line(r, &n);
		if (n > 0 && s.n <= ICAL_MAX_LINE)
			str_addn(&s, line + 1, n - 1);
	}
	*len = s.n;
	return s.p;
}

static bool is_name(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* The colon before the value: the first one outside of quotes. */
static char *find_value(char *params)
{
	bool quoted = false;

	for (char *p = params; *p; p++) {
		if (*p == '"')
			quoted = !quoted;
		else if (*p == ':' && !quoted)
			return p;
	}
	return NULL;
}

/* Control characters but the tab have no place in a line (3.1). */
static bool has_control(const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p; p++)
		if ((*p < 0x20 && *p != '\t') || *p == 0x7f)
			return true;
	return false;
}

static const char *cut(char *text, size_t n, struct ical_line *l)
{
	char *p = text;
	char *colon;

	if (n > ICAL_MAX_LINE)
		return "the line is too long";
	if (memchr(text, '\0', n) || has_control(text))
		return "a control character in the line";
	if (utf8_check(text, n) != n)
		return "the line is not UTF-8";
	for (; is_name(*p); p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	colon = p > text && (*p == ':' || *p == ';') ? find_value(p) : NULL;
	if (!colon)
		return "this is no line of iCalendar: NAME:VALUE is missing";
	*colon = '\0';
	l->params = *p == ';' ? p + 1 : "";
	*p = '\0';
	l->name = text;
	l->value = colon + 1;
	return NULL;
}

bool ical_next(struct ical_lines *r, struct arena *a, struct ical_line *l, struct fault *f)
{
	size_t n;
	char *text = unfold(r, a, &n, &l->line);
	const char *wrong = text ? cut(text, n, l) : NULL;

	if (wrong)
		fault_at(f, EX_DATAERR, r->name, l->line, 0, "%s", wrong);
	return text && !wrong;
}

/* The end of a parameter: the next semicolon outside of quotes. */
static const char *param_end(const char *p)
{
	bool quoted = false;

	for (; *p && (quoted || *p != ';'); p++)
		if (*p == '"')
			quoted = !quoted;
	return p;
}

const char *ical_param(struct arena *a, const struct ical_line *l, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = l->params, *end; *p; p = *end ? end + 1 : end) {
		end = param_end(p);
		if (strncasecmp(p, name, n) != 0 || p[n] != '=')
			continue;
		const char *value = p + n + 1;
		size_t len = (size_t)(end - value);
		if (len >= 2 && *value == '"' && end[-1] == '"')
			return arena_dup(a, value + 1, len - 2);
		return arena_dup(a, value, len);
	}
	return NULL;
}

char *ical_text(struct arena *a, const char *value)
{
	struct str s = str_new(a);

	for (const char *p = value; *p; p++) {
		char c = *p;
		if (c == '\\' && p[1] && strchr("\\;,nN", p[1]))
			c = *++p == 'n' || *p == 'N' ? ' ' : *p;
		if (c == '\t')
			c = ' ';
		if (c != ' ' || (s.n > 0 && s.p[s.n - 1] != ' '))
			str_addc(&s, c);
	}
	if (s.n > 0 && s.p[s.n - 1] == ' ')
		str_cut(&s, s.n - 1);
	return s.p;
}
