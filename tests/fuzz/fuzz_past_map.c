/* Maps of tk-import with rows behind them, from a line "%%%" on: a map is taken
 * or refused, and the rows of a ticket become lines in order of time, each with
 * a name of its own and fields that its kind has. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/past_rows.h"
#include "fuzz.h"
#include "when/zone.h"

static const char rows[] =
	"id,at,state,team,who,n\n"
	"1,2026-03-01 10:00,New,a,,0\n"
	"1,2026-03-01 11:00,Open,b,x,1\n"
	"1,1/3/2026 11:00,Open,b,,2\n"
	"2,2026-03-02,?,,,\n";

/* What the map's reader asks of a program, so that its main() stays out. */
int app_fault(const struct fault *f)
{
	PROMISE(f->code != 0 && f->text[0]);
	return f->code;
}

int app_usage(const struct app *app, const char *fmt, ...)
{
	(void)app;
	(void)fmt;
	return EX_USAGE;
}

static void check_list(struct arena *a, const struct past_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct past *p = &list->v[i].p;
		struct fault f = {0};
		PROMISE(p->source && p->key && list->v[i].line > 1);
		PROMISE(i == 0 || p->kind == PAST_OPEN || p->at >= list->v[i - 1].p.at);
		PROMISE((p->kind == PAST_OPEN) == (p->id == NULL));
		for (size_t k = 0; k < p->fields.n; k++)
			PROMISE(past_field(a, p->kind, p->fields.v[k].name, &f) != NULL);
		for (size_t k = 0; k < i && p->id; k++)
			PROMISE(!list->v[k].p.id || strcmp(list->v[k].p.id, p->id) != 0);
	}
}

static void read_rows(struct past_rows *r, const char *csv, size_t n)
{
	struct spool sp = {.in = fmemopen((void *)csv, n, "r"), .name = "rows"};
	struct arena a = {0};
	bool more = true;

	PROMISE(sp.in != NULL);
	past_rows_open(r, &sp);
	if (past_rows_begin(r, 0) != 0)
		more = false;
	while (more) {
		struct past_list list;
		struct fault f = {0};
		more = past_rows_next(r, &a, &list, &f);
		PROMISE(!f.code || (f.text[0] && list.n == 0));
		check_list(&a, &list);
		arena_reset(&a);
	}
	past_rows_close(r);
	fclose(sp.in);
	arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct app app = {.a = &a, .zone = zone_utc()};
	const char *text = (const char *)data, *cut = memmem(text, size, "\n%%%\n", 5);
	size_t n = cut ? (size_t)(cut - text) : size;
	int fd = memfd_create("map", 0), bad = 0;
	char path[32];

	PROMISE(fd >= 0 && write(fd, text, n) == (ssize_t)n);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	struct past_rows *r = past_rows_load(&app, path, NULL, NULL, &bad);
	PROMISE((r != NULL) == (bad == 0));
	if (r && cut && size > n + 5)
		read_rows(r, cut + 5, size - n - 5);
	else if (r)
		read_rows(r, rows, sizeof rows - 1);
	close(fd);
	arena_free(&a);
	return 0;
}
