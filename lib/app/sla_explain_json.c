/* sla_explain_json: why a clock says what it says, for programs. */
#include "app/sla_explain.h"
#include "when/clock.h"

static void text(struct jw *w, const char *key, const char *value)
{
	jw_key(w, key);
	jw_text(w, value);
}

static void number(struct jw *w, const char *key, int64_t value)
{
	jw_key(w, key);
	jw_int(w, value);
}

static void at(struct jw *w, const char *key, int64_t value)
{
	jw_key(w, key);
	jw_at(w, value);
}

static void day(struct jw *w, const char *key, int64_t value)
{
	char date[16];

	civil_print_day(date, value);
	text(w, key, date);
}

static void span(struct jw *w, const char *key, struct span s)
{
	char out[32];

	span_print(out, s);
	text(w, key, out);
}

static void names(struct jw *w, const char *key, const struct names *list)
{
	jw_key(w, key);
	jw_array(w);
	for (size_t i = 0; list && i < list->n; i++)
		jw_text(w, list->v[i]);
	jw_end(w);
}

static const char *const roll_words[] = {"none", "next", "previous"};

static void deadline(struct jw *w, const struct explained *e)
{
	const struct policy_deadline *d = e->d;

	jw_key(w, "deadline");
	if (!d) {
		jw_null(w);
		return;
	}
	jw_object(w);
	text(w, "name", d->name);
	text(w, "stage", e->stage->name);
	text(w, "trigger", d->trigger);
	names(w, "met_by", &e->stage->met_by);
	text(w, "extended_by", e->stage->extended_by);
	text(w, "count_from", d->count_from == COUNT_SAME_DAY ? "same_day" : "next_day");
	text(w, "roll", roll_words[d->roll]);
	if (e->stage->has_no_later_than) {
		span(w, "no_later_than", e->stage->no_later_than);
	} else {
		jw_key(w, "no_later_than");
		jw_null(w);
	}
	day(w, "as_of", d->as_of_day);
	text(w, "confidence", d->confidence);
	text(w, "source", d->source);
	jw_end(w);
}

static void terms(struct jw *w, const struct explained *e)
{
	static const char *const whys[] = {"start", "change", "policy"};

	jw_key(w, "terms");
	jw_array(w);
	for (size_t i = 0; i < e->c->tracks.n; i++) {
		const struct clock_track *t = &e->c->tracks.v[i];
		jw_object(w);
		text(w, "why", whys[t->why]);
		at(w, "from", i ? e->c->tracks.v[i - 1].to : t->from);
		text(w, "rule", t->rule);
		text(w, "priority", t->priority);
		span(w, "target", t->target);
		text(w, "calendar", t->calendar);
		text(w, "zone", zone_name(cal_rules(t->cal)->zone));
		number(w, "kept_s", t->base_s);
		jw_end(w);
	}
	jw_end(w);
}

static void pieces(struct jw *w, const struct explained *e)
{
	jw_key(w, "ledger");
	jw_array(w);
	for (size_t i = 0; i < e->ledger.pieces.n; i++) {
		const struct ledger_piece *p = &e->ledger.pieces.v[i];
		jw_object(w);
		day(w, "date", p->day);
		at(w, "from", p->from);
		at(w, "to", p->to);
		number(w, "length_s", p->to - p->from);
		text(w, "kind", ledger_kind_words[p->kind]);
		text(w, "why", ledger_why_words[p->why]);
		text(w, "name", p->name);
		jw_key(w, "ahead"); jw_bool(w, p->ahead);
		jw_end(w);
	}
	jw_end(w);
}

static void dates(struct jw *w, const struct explained *e)
{
	jw_key(w, "dates");
	jw_array(w);
	for (size_t i = 0; i < e->ledger.days.n; i++) {
		const struct ledger_day *d = &e->ledger.days.v[i];
		jw_object(w);
		day(w, "date", d->day);
		number(w, "day", d->no);
		text(w, "kind", ledger_date_words[d->what]);
		text(w, "why", ledger_why_words[d->why]);
		text(w, "name", d->name);
		jw_key(w, "ahead"); jw_bool(w, d->ahead);
		jw_end(w);
	}
	jw_end(w);
}

static void notes(struct jw *w, const struct explained *e)
{
	jw_key(w, "events");
	jw_array(w);
	for (size_t i = 0; i < e->notes.n; i++) {
		if (!e->notes.v[i].brief)
			continue;
		jw_object(w);
		at(w, "at", e->notes.v[i].at);
		text(w, "what", e->notes.v[i].brief);
		jw_end(w);
	}
	jw_end(w);
}

void sla_explain_json(struct explained *e, struct jw *w)
{
	const struct clock_cycle *c = e->c;
	int64_t left = clock_left_at(c, e->x->now);

	jw_object(w);
	text(w, "clock", c->name);
	number(w, "cycle", c->cycle);
	jw_key(w, "level");
	if (c->level)
		jw_int(w, c->level);
	else
		jw_null(w);
	text(w, "state", sla_state_words[e->state]);
	text(w, "rule", c->now.rule);
	text(w, "priority", c->now.priority);
	span(w, "target", c->now.target);
	text(w, "calendar", c->now.calendar);
	text(w, "zone", zone_name(e->zone));
	number(w, "version", c->version);
	names(w, "pause", c->now.terms ? &c->now.terms->pause : NULL);
	at(w, "start", c->start);
	at(w, "due", c->due);
	at(w, "risk", c->risk);
	at(w, "ended", c->ended);
	number(w, "counted_s", e->ledger.counted_s);
	number(w, "closed_s", e->ledger.closed_s);
	number(w, "paused_s", e->ledger.paused_s);
	number(w, "wall_s", e->ledger.to - e->ledger.from);
	jw_key(w, "left_s");
	if (left == INT64_MAX)
		jw_null(w);
	else
		jw_int(w, left);
	number(w, "over_s", clock_open(c) ? left < 0 ? -left : 0 : c->over_s);
	deadline(w, e);
	terms(w, e);
	pieces(w, e);
	dates(w, e);
	notes(w, e);
	jw_end(w);
}
