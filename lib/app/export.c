/* export: the record, or a part of it, as lines of JSON. */
#include "app/export.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/msg.h"
#include "base/vec.h"
#include "store/events.h"
#include "when/clock.h"

/* So few tickets are cheaper read one by one than among all others. */
enum { FEW = 200 };
enum { BUFFER = 1 << 16 };             /* of stdout */

/* --- which tickets, and whose --- */

static unsigned char *bits(struct arena *a, int64_t n)
{
	return arena_alloc(a, (size_t)n / 8 + 1);
}

static bool has_bit(const unsigned char *v, int64_t n, int64_t i)
{
	return i > 0 && i <= n && (v[i / 8] >> i % 8 & 1);
}

static void set_bit(unsigned char *v, int64_t n, int64_t i)
{
	if (i > 0 && i <= n)
		v[i / 8] = (unsigned char)(v[i / 8] | 1 << i % 8);
}

static bool has_ticket(void *arg, int64_t ticket)
{
	const struct export *x = arg;

	return has_bit(x->tickets, x->ntickets, ticket);
}

static bool choose(void *arg, struct arena *row, const struct ticket *t)
{
	struct export *x = arg;

	(void)row;
	x->chosen += !has_ticket(x, t->id);
	set_bit(x->tickets, x->ntickets, t->id);
	set_bit(x->customers, x->ncustomers, t->customer);
	return true;
}

static void choose_all(struct export *x)
{
	const struct desk_head *h = desk_head(x->app->session.desk);
	struct arena row = {0};

	x->ntickets = h->ticket, x->ncustomers = h->customer, x->npeople = h->person;
	arena_reset(&x->memory);
	x->tickets = bits(&x->memory, h->ticket);
	x->customers = bits(&x->memory, h->customer);
	x->people = bits(&x->memory, h->person);
	x->chosen = 0;
	x->lines.has = has_ticket;
	x->lines.arg = x;
	if (!x->choice.refs)
		lookup_each(&x->app->session, x->app->a, x->choice.find, choose, x);
	for (size_t i = 0; i < x->choice.nrefs; i++) {
		struct ticket t;
		if (lookup_one(&x->app->session, &row, x->choice.refs[i], x->choice.as_of, &t))
			choose(x, &row, &t);
		arena_reset(&row);
	}
	arena_free(&row);
}

/* The people of a customer are known by the first event of each. */
static bool is_person_chosen(struct export *x, const struct event *e)
{
	int64_t person = pairs_int(&e->data, "person", 0);

	if (has_bit(x->customers, x->ncustomers, pairs_int(&e->data, "customer", 0)))
		set_bit(x->people, x->npeople, person);
	return has_bit(x->people, x->npeople, person);
}

static bool is_chosen(struct export *x, const struct event *e)
{
	if (x->choice.as_of != AT_NONE && e->at > x->choice.as_of)
		return false;
	if (!x->choice.some)
		return true;
	if (e->kind == EVENT_PERSON)
		return is_person_chosen(x, e);
	if (e->kind == EVENT_CUSTOMER)
		return has_bit(x->customers, x->ncustomers, pairs_int(&e->data, "customer", 0));
	return has_ticket(x, e->ticket);
}

/* --- progress --- */

static void show_progress(struct export *x, int64_t seq)
{
	double now = clock_steady();

	if (x->began == 0)
		x->began = now;
	if (now - x->began < 1 || now - x->said < 0.2 || app_values.quiet || !io_tty(2) || io_tty(1))
		return;
	x->said = now;
	fputc('\r', stderr);
	fprintf(stderr, _("%" PRId64 " of %" PRId64 " events "), seq, desk_head(x->app->session.desk)->seq);
}

void export_done(struct export *x)
{
	if (x->said > 0)
		fputs("\r\033[K", stderr);
	arena_free(&x->memory);
}

/* --- one event after the other --- */

static void write_event(struct export *x, struct arena *row, struct event *e)
{
	x->left_out += export_line(&x->lines, row, e) == EXPORT_AWAY;
}

static void damaged(struct export *x, const struct event *e, const char *bad)
{
	warn("event %" PRId64 ": %s (tk-audit verify)", e->seq, bad);
	x->damaged++;
}

/* The reader of texts, one ahead of the events. */
struct text_reader {
	struct texts *list;
	bool has;
	int64_t id;
	const char *body;
	size_t n;
};

static void next_text(struct text_reader *r)
{
	const void *salt;
	size_t nsalt;

	r->has = texts_next(r->list, &r->id, &salt, &nsalt, &r->body, &r->n);
}

/* Gives e its texts; both come in the same order. */
static void fill(struct text_reader *r, struct arena *row, struct event *e)
{
	for (size_t i = 0; i < e->ntexts; i++) {
		struct event_text *t = &e->texts[i];
		int64_t id = e->seq * (PART_MAX + 1) + t->part;
		while (r->has && r->id < id)
			next_text(r);
		if (!r->has || r->id != id || !r->body)
			continue;
		t->body = arena_dup(row, r->body, r->n);
		t->n = r->n;
	}
}

static void write_all(struct export *x)
{
	struct desk *d = x->app->session.desk;
	struct events *list = events_after(d, x->app->a, x->seen, EVENTS_BARE);
	struct text_reader texts = {.list = texts_after(d, x->app->a, x->seen)};
	struct arena row = {0};
	struct event e;
	const char *bad;

	next_text(&texts);
	while (!ferror(stdout) && events_next(list, &row, &e, &bad)) {
		if (bad) {
			damaged(x, &e, bad);
		} else if (is_chosen(x, &e)) {
			fill(&texts, &row, &e);
			write_event(x, &row, &e);
		}
		if (e.seq % 4096 == 0)
			show_progress(x, e.seq);
		arena_reset(&row);
	}
	events_end(list);
	texts_end(texts.list);
	arena_free(&row);
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

typedef VEC(int64_t) numbers;

static void add_events_of(struct export *x, int64_t ticket, numbers *seqs)
{
	struct arena row = {0};
	struct events *list = events_of(x->app->session.desk, x->app->a, ticket, EVENTS_BARE);
	struct event e;
	const char *bad;

	while (events_next(list, &row, &e, &bad)) {
		if (bad)
			damaged(x, &e, bad);
		else if (e.seq > x->seen && is_chosen(x, &e))
			*vec_push(x->app->a, seqs) = e.seq;
		arena_reset(&row);
	}
	events_end(list);
	arena_free(&row);
}

/* A few tickets, and the customers they are of. */
static void write_few(struct export *x)
{
	struct arena row = {0};
	numbers seqs = {0};
	struct event e;

	add_events_of(x, 0, &seqs);
	for (int64_t id = 1; id <= x->ntickets; id++)
		if (has_ticket(x, id))
			add_events_of(x, id, &seqs);
	if (seqs.n)
		qsort(seqs.v, seqs.n, sizeof *seqs.v, by_number);
	for (size_t i = 0; i < seqs.n && !ferror(stdout); i++) {
		if (events_load(x->app->session.desk, &row, seqs.v[i], EVENTS_ALL, &e))
			write_event(x, &row, &e);
		arena_reset(&row);
	}
	arena_free(&row);
}

void export_write(struct export *x)
{
	const struct desk_head *h = desk_head(x->app->session.desk);

	if (!x->lines.app) {
		setvbuf(stdout, arena_alloc(x->app->a, BUFFER), _IOFBF, BUFFER);
		export_lines_open(&x->lines, x->app, stdout);
		x->seen = x->choice.after;
	}
	if (h->seq <= x->seen)
		return;
	if (x->choice.some)
		choose_all(x);
	if (x->choice.some && x->chosen <= FEW)
		write_few(x);
	else
		write_all(x);
	x->seen = h->seq;
}
