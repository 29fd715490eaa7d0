/* verify_rows: every ticket folded anew and compared with its row.
 *
 * Two readers in step: the events ticket by ticket, and the rows in order of
 * their number. */
#include "service/verify_rows.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "base/str.h"
#include "service/folded.h"
#include "service/keep.h"
#include "store/tickets.h"
#include "when/clock.h"

struct rows {
	const struct session *s;
	struct arena *a;
	void (*say)(void *, const char *);
	void *arg;
	struct tickets *list;
	struct arena row_memory;
	struct ticket row;             /* the reader's current one */
	bool has_row;
	int64_t tickets;               /* as the fold has them, */
	struct tickets_side side;      /* and what stands beside them */
};

static void next_row(struct rows *r)
{
	arena_reset(&r->row_memory);
	r->has_row = tickets_next(r->list, &r->row_memory, &r->row);
}

static void differs(struct rows *r, int64_t id, const char *what)
{
	r->say(r->arg, arena_printf(r->a, "ticket %" PRId64 ": its %s is not what its events say", id, what));
}

#define TEXT_(m) {#m, offsetof(struct ticket, m)}
static void compare_texts(struct rows *r, const struct ticket *want)
{
	static const struct { const char *name; size_t at; } texts[] = {
		TEXT_(state), TEXT_(kind), TEXT_(team), TEXT_(agent), TEXT_(category), TEXT_(complexity),
		TEXT_(channel), TEXT_(lang), TEXT_(plan), TEXT_(key), TEXT_(subject), TEXT_(why), TEXT_(cc),
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *x = *(const char *const *)((const char *)&r->row + texts[i].at);
		const char *y = *(const char *const *)((const char *)want + texts[i].at);
		if ((x == NULL) != (y == NULL) || (x && strcmp(x, y) != 0))
			differs(r, want->id, texts[i].name);
	}
}

static void compare_numbers(struct rows *r, const struct ticket *want)
{
	static const struct { const char *name; size_t at; } numbers[] = {
		TEXT_(seq), TEXT_(affected), TEXT_(customer), TEXT_(subject_seq), TEXT_(contact),
		TEXT_(opened), TEXT_(changed), TEXT_(state_since), TEXT_(level_since), TEXT_(replied),
		TEXT_(answered), TEXT_(asked_at), TEXT_(resolved), TEXT_(closed), TEXT_(wake), TEXT_(hands),
		TEXT_(reopened), TEXT_(policy), TEXT_(fields_seq), TEXT_(person), TEXT_(counted),
		TEXT_(merged), TEXT_(cc_seq),
	};
	const struct ticket *row = &r->row;

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (*(const int64_t *)((const char *)row + numbers[i].at) !=
		    *(const int64_t *)((const char *)want + numbers[i].at))
			differs(r, want->id, numbers[i].name);
	if (row->class != want->class)
		differs(r, want->id, "class of state");
	if (row->priority != want->priority || row->impact != want->impact || row->urgency != want->urgency)
		differs(r, want->id, "priority, impact or urgency");
	if (row->level != want->level)
		differs(r, want->id, "level");
	if (row->spam != want->spam)
		differs(r, want->id, "mark as spam");
}
#undef TEXT_

static bool same_names(const char *const *x, size_t n, const char *const *y, size_t m)
{
	bool same = n == m;

	for (size_t i = 0; same && i < n; i++)
		same = strcmp(x[i], y[i]) == 0;
	return same;
}

static void compare_links(struct rows *r, const struct ticket *want)
{
	const struct ticket *row = &r->row;
	bool same = row->links.n == want->links.n;

	for (size_t i = 0; same && i < want->links.n; i++)
		same = row->links.v[i].relation == want->links.v[i].relation &&
		       row->links.v[i].other == want->links.v[i].other;
	if (!same)
		differs(r, want->id, "list of links");
}

static void compare_lists(struct rows *r, const struct ticket *want)
{
	const struct ticket *row = &r->row;
	bool same;

	if (!same_names(row->tags.v, row->tags.n, want->tags.v, want->tags.n))
		differs(r, want->id, "list of tags");
	if (!same_names(row->watchers.v, row->watchers.n, want->watchers.v, want->watchers.n))
		differs(r, want->id, "list of watchers");
	compare_links(r, want);
	if (row->articles.n != want->articles.n || (want->articles.n &&
	    memcmp(row->articles.v, want->articles.v, want->articles.n * sizeof *want->articles.v) != 0))
		differs(r, want->id, "list of articles");
	same = row->fields.n == want->fields.n;
	for (size_t i = 0; same && i < want->fields.n; i++)
		same = strcmp(row->fields.v[i].name, want->fields.v[i].name) == 0 &&
		       strcmp(row->fields.v[i].value, want->fields.v[i].value) == 0;
	if (!same)
		differs(r, want->id, "list of fields");
	same = row->asks.n == want->asks.n;
	for (size_t i = 0; same && i < want->asks.n; i++)
		same = row->asks.v[i].seq == want->asks.v[i].seq && row->asks.v[i].at == want->asks.v[i].at &&
		       strcmp(row->asks.v[i].whom, want->asks.v[i].whom) == 0 &&
		       strcmp(row->asks.v[i].by, want->asks.v[i].by) == 0;
	if (!same)
		differs(r, want->id, "list of questions");
}

/* One ticket as folded, against the row that should be next. */
static void compare(struct rows *r, const struct ticket *want)
{
	while (r->has_row && r->row.id < want->id) {
		r->say(r->arg, arena_printf(r->a, "ticket %" PRId64 ": no event has it", r->row.id));
		next_row(r);
	}
	r->tickets++;
	r->side.tags += (int64_t)want->tags.n;
	r->side.fields += (int64_t)want->fields.n;
	r->side.asks += (int64_t)want->asks.n;
	r->side.links += (int64_t)want->links.n;
	r->side.watchers += (int64_t)want->watchers.n;
	r->side.articles += (int64_t)want->articles.n;
	if (!r->has_row || r->row.id != want->id) {
		r->say(r->arg, arena_printf(r->a, "ticket %" PRId64 ": its row is missing", want->id));
		return;
	}
	if (r->row.damaged)
		differs(r, want->id, "row");
	compare_texts(r, want);
	compare_numbers(r, want);
	compare_lists(r, want);
	next_row(r);
}

static void fold_all(struct rows *r)
{
	struct folded *list = folded_open(r->s, r->a, AT_NONE, EVENTS_FACTS, r->say, r->arg);
	struct keep_check *clocks = keep_check_open(r->s, r->a, r->say, r->arg);
	struct ticket t;
	size_t n;

	while (folded_next(list, &t)) {
		const struct event *events = folded_events(list, &n);
		compare(r, &t);
		keep_check_ticket(clocks, folded_memory(list), t.id, events, n);
	}
	folded_end(list);
	keep_check_end(clocks);
}

static void check_count(struct rows *r, const char *what, int64_t kept, int64_t want)
{
	if (kept != want)
		r->say(r->arg, arena_printf(r->a, "%" PRId64 " %s are kept, the events say %" PRId64, kept, what, want));
}

static void check_counts(struct rows *r)
{
	struct tickets_side kept = tickets_side_counts(r->s->desk);

	check_count(r, "tags", kept.tags, r->side.tags);
	check_count(r, "fields", kept.fields, r->side.fields);
	check_count(r, "questions", kept.asks, r->side.asks);
	check_count(r, "links", kept.links, r->side.links);
	check_count(r, "watchers", kept.watchers, r->side.watchers);
	check_count(r, "links to articles", kept.articles, r->side.articles);
	if (desk_head(r->s->desk)->ticket != r->tickets)
		r->say(r->arg, arena_printf(r->a, "the record knows %" PRId64 " tickets, the head says %" PRId64,
		       r->tickets, desk_head(r->s->desk)->ticket));
}

int64_t verify_rows(const struct session *s, struct arena *a,
                    void (*say)(void *arg, const char *text), void *arg)
{
	struct rows r = {.s = s, .a = a, .say = say, .arg = arg};

	r.list = tickets_all(s->desk, a);
	next_row(&r);
	fold_all(&r);
	for (; r.has_row; next_row(&r))
		say(arg, arena_printf(a, "ticket %" PRId64 ": no event has it", r.row.id));
	tickets_end(r.list);
	check_counts(&r);
	arena_free(&r.row_memory);
	return r.tickets;
}
