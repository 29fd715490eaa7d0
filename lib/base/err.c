/* err: messages on stderr, and every way out of a program.
 *
 * Nothing here allocates, so that it works when memory is out. A message is
 * composed in a buffer and written at once: lines of several processes on one
 * terminal or log do not mix. */
#include "base/err.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"

enum { LINE_MAX_BYTES = 4096, EXIT_PIPE = 141 };

static struct {
	const char *program;
	bool quiet, monitor;
	const char *(*filter)(const char *text);
	void (*cleanup)(void *);
	void *cleanup_arg;
} err = {.program = "tk"};

/* A line of bounded length; what does not fit is cut. */
struct line {
	char p[LINE_MAX_BYTES];
	size_t n;
};

static void line_add(struct line *l, const char *p, size_t n)
{
	size_t room = sizeof l->p - 1 - l->n;
	if (n > room)
		n = room;
	memcpy(l->p + l->n, p, n);
	l->n += n;
}

static void line_visible(struct line *l, const char *text)
{
	const char *end = text + strlen(text);
	char shown[UTF8_SHOWN];
	for (size_t used; text < end; text += used) {
		size_t n = utf8_shown(shown, text, end, false, &used);
		line_add(l, shown, n);
	}
}

static void line_start(struct line *l)
{
	l->n = 0;
	line_visible(l, err.program);
	line_add(l, ": ", 2);
}

static void line_end(struct line *l)
{
	l->p[l->n++] = '\n';
	fwrite(l->p, 1, l->n, err.monitor ? stdout : stderr);
}

/* Added as the filter leaves it; a filter that fails itself is not asked. */
static void line_filtered(struct line *l, const char *text)
{
	const char *(*filter)(const char *) = err.filter;

	err.filter = NULL;
	line_visible(l, filter ? filter(text) : text);
	err.filter = filter;
}

/* Twice the line, so that what the filter must see whole is not cut before. */
static void say(const char *fmt, va_list ap)
{
	char text[2 * LINE_MAX_BYTES];
	vsnprintf(text, sizeof text, fmt, ap);
	struct line l;
	line_start(&l);
	line_filtered(&l, text);
	line_end(&l);
}

/* A text too long is cut, but never inside a card number, which the filter
 * would not know any more for what it is. */
static void fault_print(struct fault *f, const char *fmt, va_list ap)
{
	enum { NUMBER_MAX = 80 };  /* 19 digits with gaps */
	static const char more[] = "...";
	size_t n = sizeof f->text - sizeof more, least = n - NUMBER_MAX;

	if ((size_t)vsnprintf(f->text, sizeof f->text, fmt, ap) < sizeof f->text)
		return;
	while (n > least && strchr("0123456789 -.", f->text[n - 1]))
		n--;
	strcpy(f->text + n, more);
}

int fault_set(struct fault *f, int code, const char *fmt, ...)
{
	if (code == 0)
		bug("a fault needs a code");
	if (f) {
		va_list ap;
		va_start(ap, fmt);
		fault_print(f, fmt, ap);
		va_end(ap);
		f->code = code;
	}
	return code;
}

int fault_at(struct fault *f, int code, const char *file, long line, long col,
             const char *fmt, ...)
{
	if (code == 0)
		bug("a fault needs a code");
	if (f) {
		va_list ap;
		va_start(ap, fmt);
		fault_print(f, fmt, ap);
		va_end(ap);
		f->code = code;
		f->file = file;
		f->line = line;
		f->col = col;
	}
	return code;
}

void err_program(const char *name)
{
	err.program = name;
}

void err_quiet(bool quiet)
{
	err.quiet = quiet;
}

void err_monitor(const char *prefix)
{
	err.program = prefix;
	err.monitor = err.quiet = true;
}

/* What a monitor understands: 0 to 3. */
static int exit_code(int code)
{
	return err.monitor && code > 3 ? 3 : code;
}

void err_filter(const char *(*fn)(const char *text))
{
	err.filter = fn;
}

void warn(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

void note(const char *fmt, ...)
{
	if (err.quiet)
		return;
	va_list ap;
	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

void warn_fault(const struct fault *f)
{
	struct line l;
	char place[32];
	line_start(&l);
	if (f->file)
		line_filtered(&l, f->file);
	if (f->line > 0) {
		const char *sep = f->file ? ":" : "line ";
		int n = f->col > 0
			? snprintf(place, sizeof place, "%s%ld:%ld", sep, f->line, f->col)
			: snprintf(place, sizeof place, "%s%ld", sep, f->line);
		line_add(&l, place, (size_t)n < sizeof place ? (size_t)n : sizeof place - 1);
	}
	if (f->file || f->line > 0)
		line_add(&l, ": ", 2);
	line_filtered(&l, f->text);
	line_end(&l);
}

void err_cleanup(void (*fn)(void *), void *arg)
{
	err.cleanup = fn;
	err.cleanup_arg = arg;
}

/* Forgotten before it runs: a cleanup that dies itself is not run again. */
static void run_cleanup(void)
{
	void (*fn)(void *) = err.cleanup;
	err.cleanup = NULL;
	if (fn)
		fn(err.cleanup_arg);
}

void die(int code, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	run_cleanup();
	exit(exit_code(code));
}

void die_fault(const struct fault *f)
{
	warn_fault(f);
	run_cleanup();
	exit(exit_code(f->code));
}

void bug_at(const char *file, int line, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	warn("bug at %s:%d: %s", file, line, text);
	run_cleanup();
#ifdef TK_SANITIZE
	abort();
#else
	if (err.monitor)
		fflush(stdout);
	_exit(exit_code(EX_SOFTWARE));
#endif
}

/* Has the reader of stdout gone away? An earlier write may have found out
 * and its errno be lost, so the kernel is asked. */
static bool reader_gone(void)
{
	struct pollfd p = {.fd = STDOUT_FILENO, .events = POLLOUT};
	return poll(&p, 1, 0) == 1 && (p.revents & POLLERR);
}

/* 0, or the errno of a write to stdout that failed at any time. The earlier
 * error is looked for first because a flush of nothing succeeds. */
static int finish_output(void)
{
	bool failed = ferror(stdout);
	errno = 0;
	if (fflush(stdout) != 0)
		return errno;
	if (failed)
		return reader_gone() ? EPIPE : EIO;
	/* A network file system may speak up only now. A stdout that never was
	 * open and got no bytes is no error. */
	if (fclose(stdout) != 0 && errno != EBADF)
		return errno;
	return 0;
}

void leave(int code)
{
	int e = finish_output();
	if (e == EPIPE) {
		run_cleanup();
		exit(exit_code(EXIT_PIPE));
	}
	if (e != 0)
		die(EX_IOERR, "cannot write output: %s", strerror(e));
	exit(exit_code(code));
}
