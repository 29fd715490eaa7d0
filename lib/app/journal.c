/* journal: events across tickets, chosen and printed one a line. */
#include "app/journal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/list.h"
#include "app/show.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/events.h"
#include "service/tell.h"
#include "when/clock.h"

enum column {
	C_REF, C_SEQ, C_AT, C_LOGGED, C_KIND, C_ROLE, C_ACTOR, C_OS_USER, C_PUBLIC, C_SUMMARY, C_WHAT, C_TEXT, C_EXT,
	N_COLUMNS,
};

static const struct out_column columns[N_COLUMNS] = {
	[C_REF] = {"ref", N_("Ref"), OUT_REF, N_("number of the ticket; none: the desk as a whole"), 0},
	[C_SEQ] = {"seq", N_("Event"), OUT_INT, N_("number of the event, for --after"), 0},
	[C_AT] = {"at", N_("At"), OUT_AT, N_("when it happened"), 0},
	[C_LOGGED] = {"logged", N_("Logged"), OUT_AT, N_("when it was recorded, by the real clock"), 0},
	[C_KIND] = {"kind", N_("Kind"), OUT_TEXT, N_("open, note, set, move, assign, customer, policy, erase"), 0},
	[C_ROLE] = {"role", N_("Role"), OUT_TEXT, N_("who acts: agent, customer, bot, rule, system"), 0},
	[C_ACTOR] = {"actor", N_("Actor"), OUT_TEXT, N_("agent, key of the customer, or name of the rule"), OUT_FLEX},
	[C_OS_USER] = {"os_user", N_("OS user"), OUT_TEXT, N_("whose process wrote it"), 0},
	[C_PUBLIC] = {"public", N_("Public"), OUT_BOOL, N_("may the customer see it?"), 0},
	[C_SUMMARY] = {"summary", N_("What happened"), OUT_TEXT, N_("what happened, and the first line of what was said"), OUT_FLEX},
	[C_WHAT] = {"what", N_("What"), OUT_TEXT, N_("what happened, in fixed words"), OUT_FLEX},
	[C_TEXT] = {"text", N_("Text"), OUT_TEXT, N_("first line of what was said, or the subject"), OUT_FLEX},
	[C_EXT] = {"ext", N_("Key"), OUT_TEXT, N_("idempotency key of the step"), 0},
};

int journal_open(struct app *app, struct journal *j, bool *answered)
{
	struct out_style style;
	int bad = app_style(app, &style);

	j->app = app;
	j->out = NULL;
	*answered = false;
	if (bad)
		return bad;
	if (style.format == OUT_JSON && !app_values.columns) {
		jw_open(&j->json, app->a, stdout);
		return 0;
	}
	bad = app_list(app, columns, N_COLUMNS, "ref,seq,at,actor,kind,summary", &j->out, &j->picked, &j->n);
	*answered = !bad && !j->out;
	j->cells = arena_array(app->a, struct out_cell, j->n);
	return bad;
}

/* --- choosing --- */

static bool listed(const struct opt_list *l, const char *word)
{
	bool wanted = false, hit = false;

	for (size_t i = 0; l && i < l->n; i++) {
		bool is = strcmp(l->v[i].text, word) == 0;
		if (l->v[i].not && is)
			return false;
		wanted |= !l->v[i].not;
		hit |= !l->v[i].not && is;
	}
	return hit || !wanted;
}

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static bool chosen(const struct journal_filter *f, const struct event *e)
{
	enum voice voice = tell_voice(e);

	if (e->seq <= f->after || e->at < f->from || e->at >= f->to)
		return false;
	if (f->public && voice != VOICE_CUSTOMER && voice != VOICE_PUBLIC)
		return false;
	if (f->tickets && !bsearch(&e->ticket, f->tickets, f->ntickets, sizeof e->ticket, compare))
		return false;
	return listed(f->by, e->actor) && listed(f->kinds, event_kind_words[e->kind]) &&
	       listed(f->roles, role_words[e->role]);
}

/* --- printing --- */

static const char *actor(const struct journal *j, struct arena *row, const struct event *e)
{
	struct customer c;

	if (e->role != ROLE_CUSTOMER)
		return e->actor;
	return customers_load(j->app->session.desk, row, strtoll(e->actor, NULL, 10), &c) && c.key ? c.key : e->actor;
}

static const char *first_line(struct arena *row, const struct event *e)
{
	const char *text = event_text(e, PART_BODY) && e->kind != EVENT_OPEN
		? event_body(e, PART_BODY) : event_body(e, PART_SUBJECT);

	return text ? arena_dup(row, text, strcspn(text, "\r\n")) : NULL;
}

static const char *summary(const struct journal *j, struct arena *row, const struct event *e)
{
	const char *what = tell_brief(&j->app->session, row, e), *text = first_line(row, e);

	if (str_empty(text))
		return what;
	/* Of a new ticket the subject tells most, of all else what was done. */
	return e->kind == EVENT_OPEN ? arena_printf(row, "%s; %s", text, what)
	                             : arena_printf(row, "%s: %s", what, text);
}

static struct out_cell cell(const struct journal *j, struct arena *row, const struct event *e, size_t column)
{
	enum voice voice = tell_voice(e);

	switch (column) {
	case C_REF: return e->ticket ? out_ref(arena_printf(row, "%" PRId64, e->ticket)) : out_null();
	case C_SEQ: return out_int(e->seq);
	case C_AT: return out_at(e->at);
	case C_LOGGED: return out_at(e->logged);
	case C_KIND: return out_text(event_kind_words[e->kind]);
	case C_ROLE: return out_text(role_words[e->role]);
	case C_ACTOR: return out_text(actor(j, row, e));
	case C_OS_USER: return out_text(e->os_user);
	case C_PUBLIC: return out_bool(voice == VOICE_CUSTOMER || voice == VOICE_PUBLIC);
	case C_SUMMARY: return out_text(summary(j, row, e));
	case C_WHAT: return out_text(tell_brief(&j->app->session, row, e));
	case C_TEXT: return out_text(first_line(row, e));
	default: return out_text(e->ext);
	}
}

static void print_json(struct journal *j, struct arena *row, const struct event *e)
{
	jw_object(&j->json);
	jw_key(&j->json, "ref");
	jw_text(&j->json, e->ticket ? arena_printf(row, "%" PRId64, e->ticket) : NULL);
	show_event_json(j->app, row, e, &j->json);
	jw_end(&j->json);
	jw_close(&j->json);
}

static void print(struct journal *j, struct arena *row, const struct event *e)
{
	j->given++;
	if (!j->out) {
		print_json(j, row, e);
		return;
	}
	for (size_t i = 0; i < j->n; i++)
		j->cells[i] = cell(j, row, e, (size_t)(j->picked[i] - columns));
	out_row(j->out, j->cells);
}

static void print_if_chosen(struct journal *j, struct arena *row, const struct event *e, const char *bad)
{
	if (bad)
		warn("event %" PRId64 ": %s (tk-audit verify)", e->seq, bad);
	else if (chosen(&j->f, e))
		print(j, row, e);
}

static void print_list(struct journal *j, struct events *list)
{
	struct arena row = {0};
	struct event e;
	const char *bad;

	while (!journal_full(j) && events_next(list, &row, &e, &bad)) {
		print_if_chosen(j, &row, &e, bad);
		arena_reset(&row);
	}
	events_end(list);
	arena_free(&row);
}

/* The events of some tickets, in the order of the record. */
static void print_tickets(struct journal *j)
{
	struct desk *d = j->app->session.desk;
	struct arena row = {0};
	struct event e;
	const char *bad;
	VEC(int64_t) seqs = {0};

	for (size_t i = 0; i < j->f.ntickets; i++) {
		struct events *list = events_of(d, j->app->a, j->f.tickets[i], EVENTS_BARE);
		while (events_next(list, &row, &e, &bad))
			*vec_push(j->app->a, &seqs) = e.seq;
		events_end(list);
		arena_reset(&row);
	}
	if (seqs.n)
		qsort(seqs.v, seqs.n, sizeof *seqs.v, compare);
	for (size_t i = 0; i < seqs.n && !journal_full(j); i++) {
		if (events_load(d, &row, seqs.v[i], EVENTS_ALL, &e))
			print_if_chosen(j, &row, &e, NULL);
		arena_reset(&row);
	}
	arena_free(&row);
}

void journal_print(struct journal *j)
{
	struct desk *d = j->app->session.desk;
	struct arena *a = j->app->a;
	const struct journal_filter *f = &j->f;
	bool period = f->from > CIVIL_AT_MIN || f->to <= CIVIL_AT_MAX;

	if (j->seen == 0 && f->tickets)
		print_tickets(j);
	else if (j->seen == 0 && period && f->after == 0)
		print_list(j, events_between(d, a, f->from, f->to, EVENTS_ALL));
	else
		print_list(j, events_after(d, a, j->seen > f->after ? j->seen : f->after, EVENTS_ALL));
	j->seen = desk_head(d)->seq;
}

void journal_flush(struct journal *j)
{
	if (j->out)
		out_flush(j->out);
	fflush(stdout);
}

void journal_close(struct journal *j)
{
	if (j->out)
		out_close(j->out);
}
