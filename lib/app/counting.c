/* counting: due, elapsed and before: one question, or one a line.
 *
 * Millions of lines a second: no printf, no copy of a line, few system calls. */
#include "app/counting.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cal_source.h"
#include "base/io.h"
#include "base/num.h"
#include "base/str.h"
#include "in/calline.h"
#include "when/civil.h"
#include "when/clock.h"

/* --- answers --- */

static struct calline_form form_of(const struct app *app, const struct cal *c, enum counting what)
{
	return (struct calline_form){what == COUNT_ELAPSED, app->session.now, cal_rules(c)->zone};
}

static int check(const struct calline *q, enum counting what, struct fault *f)
{
	if (what == COUNT_BEFORE && q->span.unit != SPAN_SECONDS)
		return fault_set(f, EX_USAGE, "before counts time, not days: write 90s, 30m or 4h");
	return 0;
}

/* Seconds for COUNT_ELAPSED, else an instant or AT_NONE. Targets in days do not
 * stand still in pauses. */
static int64_t answer(struct cal *c, enum counting what, struct calline *q)
{
	struct cal_pause *v = q->pauses.v;
	size_t n = q->pauses.n;

	switch (what) {
	case COUNT_ELAPSED:
		return n ? cal_elapsed_paused(c, q->at, q->to, v, n) : cal_elapsed(c, q->at, q->to);
	case COUNT_BEFORE:
		return n ? cal_before_paused(c, q->at, q->span.n, v, n) : cal_before(c, q->at, q->span.n);
	default:
		return n && q->span.unit == SPAN_SECONDS ? cal_due_paused(c, q->at, q->span.n, v, n)
		                                         : cal_due_span(c, q->at, q->span);
	}
}

/* The latest instant that had a part in the answer, for valid_to. */
static int64_t reach(enum counting what, const struct calline *q, int64_t answered)
{
	if (what == COUNT_DUE)
		return answered;
	return what == COUNT_BEFORE || q->to < q->at ? q->at : q->to;
}

static bool lies_beyond(const struct cal *c, enum counting what, const struct calline *q, int64_t answered)
{
	int64_t at = reach(what, q, answered);

	return cal_rules(c)->valid_to != INT64_MAX && at != AT_NONE && cal_beyond(c, at);
}

void counting_warn(const struct cal *c, int64_t n)
{
	const struct cal_rules *r = cal_rules(c);
	char day[16];

	if (n == 0)
		return;
	civil_print_day(day, r->valid_to);
	if (n == 1)
		warn(_("%s: a result lies past %s, the last date for which the holidays are known"), r->name, day);
	else
		warn(_("%s: %" PRId64 " results lie past %s, the last date for which the holidays are known"),
		     r->name, n, day);
}

/* The one machine form; returns its bytes, at most ANSWER_MAX. */
enum { ANSWER_MAX = 24 };
static size_t print_answer(char *out, enum counting what, int64_t answered)
{
	if (what == COUNT_ELAPSED)
		return (size_t)num_print(out, answered);
	if (answered == AT_NONE)
		memcpy(out, "never", sizeof "never");
	else
		civil_print_utc(out, answered);
	return strlen(out);
}

/* --- one question --- */

/* On a terminal also what a person reads. */
static void print_human(struct app *app, struct cal *c, enum counting what, int64_t answered)
{
	char text[32];

	if (what == COUNT_ELAPSED) {
		span_hours(text, answered);
		printf("  %s", text);
	} else if (answered != AT_NONE) {
		printf("  %s", cal_wall(app->a, cal_rules(c)->zone, answered));
	}
}

int counting_one(struct app *app, struct cal *c, enum counting what, size_t first)
{
	struct calline_form form = form_of(app, c, what);
	char *fields[CALLINE_FIELDS + 1], out[ANSWER_MAX];
	struct calline q = {0};
	struct fault f = {0};
	size_t n = 0;

	for (; first + n < app->operands.n && n <= CALLINE_FIELDS; n++)
		fields[n] = arena_strdup(app->a, app->operands.v[first + n].text);
	if (n < 2 || n > CALLINE_FIELDS)
		return app_usage(app, what == COUNT_ELAPSED ? _("%s needs A and B, and takes PAUSES")
		                                            : _("%s needs START and DURATION, and takes PAUSES"),
		                 app->operands.v[0].text);
	if (calline_read(app->a, &form, fields, n, &q, &f) != 0 || check(&q, what, &f) != 0)
		return app_fault(&f);

	int64_t answered = answer(c, what, &q);
	fwrite(out, 1, print_answer(out, what, answered), stdout);
	if (io_tty(STDOUT_FILENO))
		print_human(app, c, what, answered);
	putchar('\n');
	counting_warn(c, lies_beyond(c, what, &q, answered));
	return EXIT_DONE;
}

/* --- a line each --- */

enum { LINE_MAX_BYTES = 1 << 20, READ_BYTES = 1 << 17, WRITE_BYTES = 1 << 16 };

struct batch {
	struct cal *cal;
	enum counting what;
	struct calline_form form;
	struct calline q;
	struct arena *a;
	char *in;                      /* LINE_MAX_BYTES and room to read; [from, to) is not yet used */
	size_t from, to;
	bool ended;
	char *out;
	size_t n;
	int64_t line, beyond;
	bool wrong;
};

static void flush(struct batch *b)
{
	fwrite(b->out, 1, b->n, stdout);
	b->n = 0;
}

/* More of stdin behind what is there. All that is known is said before. */
static void read_more(struct batch *b)
{
	ssize_t got;

	flush(b);
	fflush(stdout);
	memmove(b->in, b->in + b->from, b->to - b->from);
	b->to -= b->from;
	b->from = 0;
	do
		got = read(STDIN_FILENO, b->in + b->to, READ_BYTES);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		die(EX_IOERR, "stdin: cannot read: %s", strerror(errno));
	b->ended = got == 0;
	b->to += (size_t)got;
}

/* The next line, NUL behind it; NULL at the end. One that is too long comes as
 * its first LINE_MAX_BYTES, and *whole tells. */
static char *next_line(struct batch *b, size_t *n, bool *whole)
{
	size_t seen = 0;
	char *end = NULL;

	while (!(end = memchr(b->in + b->from + seen, '\n', b->to - b->from - seen)) && !b->ended &&
	       b->to - b->from < LINE_MAX_BYTES) {
		seen = b->to - b->from;
		read_more(b);
	}
	if (!end && b->from == b->to)
		return NULL;
	char *line = b->in + b->from;
	*whole = end || b->ended;
	*n = (end ? (size_t)(end - b->in) : b->to) - b->from;
	b->from += *n + (end ? 1 : 0);
	line[*n] = '\0';               /* there is room for it behind the last byte, too */
	return line;
}

/* The rest of a line that is too long. */
static void skip_line(struct batch *b)
{
	char *end;

	while (!(end = memchr(b->in + b->from, '\n', b->to - b->from)) && !b->ended) {
		b->from = b->to;
		read_more(b);
	}
	b->from = end ? (size_t)(end - b->in) + 1 : b->to;
}

static int read_question(struct batch *b, char *line, size_t n, struct fault *f)
{
	char *fields[CALLINE_FIELDS + 1];

	if (n > 0 && line[n - 1] == '\r')
		line[--n] = '\0';
	size_t count = calline_split(line, n, fields);
	if (count == 0)
		return fault_set(f, EX_DATAERR, "a NUL byte in the line");
	int bad = calline_read(b->a, &b->form, fields, count, &b->q, f);
	return bad ? bad : check(&b->q, b->what, f);
}

static void answer_line(struct batch *b, char *line, size_t n, bool whole)
{
	struct fault f = {0};
	int bad = whole ? read_question(b, line, n, &f)
	                : fault_set(&f, EX_DATAERR, "the line is longer than %d bytes", LINE_MAX_BYTES);

	if (bad) {
		f.file = "stdin";
		f.line = b->line;
		warn_fault(&f);
		b->wrong = true;
	} else {
		int64_t answered = answer(b->cal, b->what, &b->q);
		b->n += print_answer(b->out + b->n, b->what, answered);
		b->beyond += lies_beyond(b->cal, b->what, &b->q, answered);
	}
	b->out[b->n++] = '\n';
	if (b->n > WRITE_BYTES - ANSWER_MAX - 1)
		flush(b);
}

int counting_lines(struct app *app, struct cal *c, enum counting what)
{
	struct batch b = {.cal = c, .what = what, .form = form_of(app, c, what), .a = app->a};
	bool whole;
	char *line;
	size_t n;

	b.in = arena_alloc(app->a, LINE_MAX_BYTES + READ_BYTES + 1);
	b.out = arena_alloc(app->a, WRITE_BYTES);
	while (!ferror(stdout) && (line = next_line(&b, &n, &whole)) != NULL) {
		b.line++;
		answer_line(&b, line, n, whole);
		if (!whole)
			skip_line(&b);
	}
	flush(&b);
	counting_warn(c, b.beyond);
	return b.wrong ? EX_DATAERR : EXIT_DONE;
}
