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
	int64_t tickets, tags, fields, asks;   /* as the fold has them */
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
		TEXT_(channel), TEXT_(lang), TEXT_(plan), TEXT_(key), TEXT_(subject), TEXT_(why),
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
		TEXT_(reopened), TEXT_(policy), TEXT_(fields_seq),
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
}
#undef TEXT_

static void compare_lists(struct rows *r, const struct ticket *want)
{
	const struct ticket *row = &r->row;
	bool same = row->tags.n == want->tags.n;

	for (size_t i = 0; same && i < want->tags.n; i++)
		same = strcmp(row->tags.v[i], want->tags.v[i]) == 0;
	if (!same)
		differs(r, want->id, "list of tags");
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
	r->tags += (int64_t)want->tags.n;
	r->fields += (int64_t)want->fields.n;
	r->asks += (int64_t)want->asks.n;
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
	struct ticket t;

	while (folded_next(list, &t))
		compare(r, &t);
	folded_end(list);
}

static void check_counts(struct rows *r)
{
	int64_t tags, fields, asks;

	tickets_side_counts(r->s->desk, &tags, &fields, &asks);
	if (tags != r->tags)
		r->say(r->arg, arena_printf(r->a, "%" PRId64 " tags are kept, the events say %" PRId64, tags, r->tags));
	if (fields != r->fields)
		r->say(r->arg, arena_printf(r->a, "%" PRId64 " fields are kept, the events say %" PRId64, fields, r->fields));
	if (asks != r->asks)
		r->say(r->arg, arena_printf(r->a, "%" PRId64 " questions are kept, the events say %" PRId64, asks, r->asks));
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
