/* calline: a question to a calendar, as a line or operands put it. */
#include "in/calline.h"

#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "when/read.h"

size_t calline_split(char *line, size_t n, char *fields[CALLINE_FIELDS + 1])
{
	char *end = line + n;
	size_t count = 0;

	if (memchr(line, '\0', n))
		return 0;
	for (char *tab; count <= CALLINE_FIELDS; line = tab + 1) {
		fields[count++] = line;
		tab = memchr(line, '\t', (size_t)(end - line));
		if (!tab)
			break;
		*tab = '\0';
	}
	return count;
}

/* RFC 3339, which machines write, before all that people write. */
static int read_instant(const struct calline_form *form, const char *text, int64_t *at, struct fault *f)
{
	return civil_parse_rfc3339(text, at) ? 0 : read_at(text, form->now, form->zone, true, at, f);
}

static int read_duration(const char *text, struct span *s, struct fault *f)
{
	s->unit = SPAN_SECONDS;
	if (num_parse(text, 0, INT64_MAX, &s->n) || span_parse(text, s))
		return 0;
	return fault_set(f, EX_USAGE, "\"%s\" is no duration; write 90s, 30m, 4h, 15bd, 35d, 8w, 1mo, "
	                 "or a number of seconds", text);
}

static int read_pause(const struct calline_form *form, char *text, struct cal_pause *p, struct fault *f)
{
	char *slash = strchr(text, '/');

	if (!slash)
		return fault_set(f, EX_USAGE, "\"%s\" is no pause; write FROM/TO, several with ; between", text);
	*slash = '\0';
	int bad = read_instant(form, text, &p->from, f);
	if (!bad)
		bad = read_instant(form, slash + 1, &p->to, f);
	if (!bad && p->to < p->from)
		bad = fault_set(f, EX_USAGE, "the pause %s/%s ends before it begins", text, slash + 1);
	return bad;
}

static int read_pauses(struct arena *a, const struct calline_form *form, char *text, struct calline *q,
                       struct fault *f)
{
	if (!*text || strcmp(text, "-") == 0)
		return 0;
	for (char *next; text; text = next) {
		next = strchr(text, ';');
		if (next)
			*next++ = '\0';
		int bad = read_pause(form, text, vec_push(a, &q->pauses), f);
		if (bad)
			return bad;
	}
	cal_sort_pauses(q->pauses.v, q->pauses.n);
	return 0;
}

static int wrong_number(const struct calline_form *form, size_t n, struct fault *f)
{
	const char *want = form->two_instants ? "A and B" : "START and DURATION";

	return n > CALLINE_FIELDS
		? fault_set(f, EX_USAGE, "more fields than %s and PAUSES", want)
		: fault_set(f, EX_USAGE, "%s are needed, with a tab between", want);
}

int calline_read(struct arena *a, const struct calline_form *form, char *const fields[], size_t n,
                 struct calline *q, struct fault *f)
{
	q->pauses.n = 0;
	if (n < 2 || n > CALLINE_FIELDS)
		return wrong_number(form, n, f);
	int bad = read_instant(form, fields[0], &q->at, f);
	if (!bad)
		bad = form->two_instants ? read_instant(form, fields[1], &q->to, f)
		                         : read_duration(fields[1], &q->span, f);
	if (!bad && n == CALLINE_FIELDS)
		bad = read_pauses(a, form, fields[2], q, f);
	return bad;
}
